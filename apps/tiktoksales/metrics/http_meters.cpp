#include "apps/tiktoksales/metrics/http_meters.hpp"

#include <algorithm>

namespace tts {

HttpMeters::HttpMeters(std::string_view role, const http::Router& router) : role_(role) {
    for (const auto& route : router.routes()) routes_.emplace_back(route.method, route.pattern);
    routes_.emplace_back("none", "none");
}

void HttpMeters::observe(const http::Exchange& exchange) noexcept {
    RouteMeter& meter = exchange.route ? routes_[exchange.route->number] : routes_.back();
    const auto status_class = static_cast<std::size_t>(std::clamp(exchange.status / 100, 2, 5));
    meter.statuses[status_class - 2].add();
    meter.duration.observe(std::chrono::duration<double>(exchange.duration).count());
}

void HttpMeters::write(MetricFamilies& families) const {
    families.counter({"tiktoksales_http_requests_total",
                      "Answered HTTP requests and WebSocket messages, by role, route and status."});
    for (const RouteMeter& meter : routes_)
        for (std::size_t i = 0; i < classes; ++i)
            if (const auto count = meter.statuses[i].value(); count > 0)
                families.sample(count, {{"role", role_},
                                        {"method", meter.method},
                                        {"route", meter.pattern},
                                        {"status", std::to_string(i + 2) + "xx"}});
    families.histogram({"tiktoksales_http_request_duration_seconds",
                        "From the last byte of a request until its answer is sent."});
    for (const RouteMeter& meter : routes_)
        if (auto reading = meter.duration.read(); reading.count() > 0)
            families.sample(std::move(reading),
                            {{"role", role_}, {"method", meter.method}, {"route", meter.pattern}});
}

void add_server_metrics(MetricRegistry& registry,
                        std::string_view role,
                        const http::Server& server) {
    registry.add_source([name = std::string(role), &server](MetricFamilies& families) {
        const auto figures = server.figures();
        families.gauge({"tiktoksales_http_connections", "Connections that are open, by role."})
            .sample(static_cast<double>(figures.connections), {{"role", name}});
        families
            .counter({"tiktoksales_http_connections_refused_total",
                      "Connections that were refused because their address had as many as it may."})
            .sample(figures.refused_connections, {{"role", name}});
    });
}

}  // namespace tts
