#pragma once

#include "core/metrics.hpp"
#include "http/server.hpp"

#include <array>
#include <deque>
#include <string>

namespace tts {

// Counts the requests of one role by route and status, and how long they took. Patterns rather than
// paths are counted, so that nobody can make more series by asking for other paths.
class HttpMeters {
public:
    HttpMeters(std::string_view role, const http::Router& router);

    // Any thread may call it.
    void observe(const http::Exchange& exchange) noexcept;

    // Routes that were never asked for are left out.
    void write(MetricFamilies& families) const;

private:
    static constexpr std::size_t classes = 4;  // 2xx to 5xx.

    struct RouteMeter {
        std::string method;
        std::string pattern;
        std::array<Counter, classes> statuses;
        Histogram duration{latency_bounds};

        RouteMeter(std::string wanted_method, std::string wanted_pattern)
            : method(std::move(wanted_method)), pattern(std::move(wanted_pattern)) {}
    };

    const std::string role_;
    std::deque<RouteMeter> routes_;  // As the router numbers them; what no route served is last.
};

// Lets the registry show the connections of a role's server, which outlives the last look.
void add_server_metrics(MetricRegistry& registry,
                        std::string_view role,
                        const http::Server& server);

}  // namespace tts
