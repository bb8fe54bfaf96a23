#pragma once

#include "bench/report.hpp"

namespace tts::bench {

// One part of the benchmarks each. They start the servers that they need and stop them at the end;
// they throw if something fails that has nothing to do with speed.
Report run_ingest_part();
Report run_pipeline_part();
Report run_intent_part();
Report run_store_part();
Report run_memory_part();
Report run_growth_part();
Report run_vision_part();
Report run_scale_part();

}  // namespace tts::bench
