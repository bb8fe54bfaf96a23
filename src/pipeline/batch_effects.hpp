#pragma once

#include "pipeline/serve.hpp"

#include <map>
#include <string>
#include <vector>

namespace tts {

// What a batch brings about, for one Transaction::write(): its orders, what its buyers are told and
// its comments, which it takes out of the bursts. `public_base_url` is PipelineSettings'.
Effects effects_of(std::vector<DecidedBurst>& bursts,
                   const ClaimLine& line,
                   const Served& served,
                   const std::map<std::size_t, Order>& cancelled,
                   const std::string& public_base_url);

}  // namespace tts
