#pragma once

#include "http/router.hpp"
#include "ports/sales_figures.hpp"

#include <string>

namespace tts::dashboard {

// Adds GET /api/analytics?streamer=&from=&to=&step=, documented in docs/dashboard-api.md. The
// figures outlive the router.
void add_analytics_api(http::Router& router, SalesFigures& figures);

// The answer: what was asked for, and the figures.
std::string figures_json(const FiguresQuery& query, const Figures& figures);

}  // namespace tts::dashboard
