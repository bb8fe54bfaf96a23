#include "apps/tiktoksales/dashboard_routes.hpp"

#include "apps/tiktoksales/page/page_files.hpp"
#include "apps/tiktoksales/page/serve_page_file.hpp"
#include "dashboard/analytics_api.hpp"
#include "dashboard/dashboard_api.hpp"
#include "dashboard/live_events_api.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tts {

namespace {

// Null if it is kept in one form only.
const PageFile* packed_form(const PageFile& file) {
    const std::string name = std::string(file.name) + ".gz";
    for (const PageFile& other : page_files())
        if (other.name == name) return &other;
    return nullptr;
}

http::Response serve(const PageFile& file, const PageFile* packed, const http::Request& request) {
    return packed == nullptr ? serve_page_file(file) : serve_page_file(file, *packed, request);
}

// Where a browser finds it.
std::vector<std::string> paths_of(const PageFile& file) {
    if (file.name == "index.html") return {"/", "/dashboard"};
    if (file.name == "overlay.html") return {"/overlay/{streamer}"};
    return {"/" + std::string(file.name)};
}

}  // namespace

void add_page_routes(http::Router& router) {
    for (const PageFile& file : page_files()) {
        if (file.name.ends_with(".gz")) continue;
        const PageFile* const packed = packed_form(file);
        for (const auto& path : paths_of(file))
            router.on("GET", path, [&file, packed](const http::Request& request) {
                return serve(file, packed, request);
            });
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
