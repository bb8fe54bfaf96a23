#pragma once

#include "core/product.hpp"
#include "ports/image_matcher.hpp"
#include "vision/match_answer.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tts {

// What one frame shows of a catalogue.
struct FrameView {
    std::string url;
    std::string problem = {};               // Empty: it was looked at.
    std::vector<double> log_odds = {};      // By product.
    std::vector<Likeness> likenesses = {};  // Likewise, of the product's most similar picture.
};

struct JudgeSettings {
    double score_min = 0.7;  // A product is named above it.
    std::size_t alternatives_max = 5;
};

// What frames of one moment say together about the show's products. All of them were looked at.
MatchAnswer judge(const Show& show,
                  const std::vector<FrameView>& views,
                  const JudgeSettings& settings);

}  // namespace tts
