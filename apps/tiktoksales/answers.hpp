#pragma once

#include "core/result.hpp"
#include "http/router.hpp"
#include "ports/store_pool.hpp"

#include <functional>

namespace tts {

// What an error of ours means to an HTTP client: 422, 404, 409, 403, 503 with Retry-After, or 500.
// The text goes to the client, except for a 500 and a 503, which are logged instead.
http::Response answer_for(const Error& error);

// A handler that is lent a store from the pool for each request. The pool outlives it.
http::Handler with_store(StorePool& stores,
                         std::function<http::Response(Store&, const http::Request&)> action);

}  // namespace tts
