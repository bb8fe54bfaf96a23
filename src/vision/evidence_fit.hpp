#pragma once

#include "core/result.hpp"
#include "vision/evidence.hpp"

#include <optional>
#include <span>
#include <vector>

// Finds the weights of the evidence. For tools: serving never fits anything.

namespace tts {

// A picture whose answer is known.
struct EvidenceSample {
    std::vector<EvidenceTerms> products;  // Of the catalogue: what was measured for each.
    std::optional<std::size_t> right;     // Which of them it shows. None: nothing of them.
    double weight = 1;                    // Counts as so many pictures.
};

struct EvidenceFitSettings {
    double shrinkage = 1e-3;  // L2, for each unit of weight of the samples.
    int steps_max = 60;
};

// The weights under which the answers are the likeliest: a conditional logit over the products and
// "nothing" (McFadden 1974), by Newton's method with halved steps; the likelihood has one summit.
// Errc::invalid if there are no samples, or if they do not determine the weights.
Result<EvidenceTerms> fit_evidence(std::span<const EvidenceSample> samples,
                                   const EvidenceFitSettings& settings = {});

}  // namespace tts
