#pragma once

#include "http/router.hpp"
#include "ports/review_list.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// The comments that a person decides about, and the orders that a seller gives by hand. What is
// given outlives the routes.
void add_review_routes(http::Router& router, StorePool& stores, ReviewList& list);

}  // namespace tts
