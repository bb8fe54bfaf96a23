#pragma once

#include "http/router.hpp"
#include "ports/sales_figures.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds all of the dashboard role but its health: the page at "/" with its files, and the JSON API
// that it polls. The pool and the figures outlive the router.
void add_dashboard_routes(http::Router& router, StorePool& stores, SalesFigures& figures);

// The page alone.
void add_page_routes(http::Router& router);

}  // namespace tts
