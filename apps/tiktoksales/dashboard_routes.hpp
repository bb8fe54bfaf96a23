#pragma once

#include "apps/tiktoksales/dashboard_parts.hpp"
#include "dashboard/show_board_api.hpp"
#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds all of the dashboard role but its health: the page at "/" with its files, and the JSON API
// behind it. What it is given outlives the router.
void add_dashboard_routes(http::Router& router,
                          StorePool& stores,
                          const DashboardParts& parts,
                          dashboard::QueueAge queue_age);

// The page alone.
void add_page_routes(http::Router& router);

}  // namespace tts
