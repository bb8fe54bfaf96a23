#include "apps/tiktoksales/dashboard_routes.hpp"

#include "apps/tiktoksales/page/page_files.hpp"
#include "apps/tiktoksales/page/serve_page_file.hpp"
#include "dashboard/analytics_api.hpp"
#include "dashboard/dashboard_api.hpp"
#include "dashboard/live_events_api.hpp"

#include <string>
#include <utility>

namespace tts {

void add_page_routes(http::Router& router) {
    for (const PageFile& file : page_files()) {
        const auto serve = [&file](const http::Request&) { return serve_page_file(file); };
        if (file.name == "overlay.html") {
            router.on("GET", "/overlay/{streamer}", serve);
            continue;
        }
        if (file.name != "index.html") {
            router.on("GET", "/" + std::string(file.name), serve);
            continue;
        }
        router.on("GET", "/", serve);
        router.on("GET", "/dashboard", serve);
    }
}

void add_dashboard_routes(http::Router& router,
                          StorePool& stores,
                          const DashboardParts& parts,
                          dashboard::QueueAge queue_age) {
    add_page_routes(router);
    dashboard::add_dashboard_api(router, stores);
    dashboard::add_analytics_api(router, *parts.figures);
    dashboard::add_live_events_api(router, *parts.live);
    dashboard::add_show_board_api(router, {*parts.board, *parts.gaps, std::move(queue_age)});
}

}  // namespace tts
