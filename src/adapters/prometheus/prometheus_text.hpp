#pragma once

#include "core/metrics.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// Of the format below, as it goes into the Content-Type.
inline constexpr std::string_view prometheus_content_type =
    "text/plain; version=0.0.4; charset=utf-8";

// The figures in Prometheus' text format.
std::string to_prometheus_text(const std::vector<MetricFamily>& families);

}  // namespace tts
