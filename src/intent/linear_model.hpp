#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tts {

// Languages that the classifier tells apart; the others show by their script.
constexpr std::array<std::string_view, 8> latin_languages = {"en", "es", "pt", "id",
                                                             "tl", "vi", "fr", "de"};
constexpr std::size_t intent_outputs = 5;
constexpr std::size_t outputs_count = intent_outputs + latin_languages.size();
constexpr std::size_t row_width = 16;  // Of a row in memory, so that it never spans cache lines.

using Outputs = std::array<float, outputs_count>;

// A row of weights per hashed feature, in one byte each, for the five intents and the languages.
struct LinearTable {
    std::vector<std::int8_t> weights;  // features_count rows of row_width.
    Outputs scale{};                   // What one step of a weight is worth, by output.
    Outputs bias{};

    // Logits. The sum over the features is divided by the square root of their number, so that
    // long messages are not surer than short ones.
    Outputs score(std::span<const std::uint32_t> features) const;
};

struct LinearExample {
    std::vector<std::uint32_t> features;
    int intent = 0;
    int language = -1;  // An index into latin_languages; -1 teaches no language.
    float weight = 1;
};

// Multinomial logistic regression by AdaGrad over the examples in a fixed order: deterministic.
LinearTable train_linear(std::span<const LinearExample* const> examples);

}  // namespace tts
