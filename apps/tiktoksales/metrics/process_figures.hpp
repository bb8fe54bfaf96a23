#pragma once

#include "core/metrics.hpp"

namespace tts {

// What the process uses of the machine, from /proc, and which build it is.
void write_process_figures(MetricFamilies& families);

}  // namespace tts
