#pragma once

#include "core/intent.hpp"
#include "core/result.hpp"
#include "intent/concept_lexicon.hpp"
#include "intent/linear_model.hpp"
#include "intent/signals.hpp"

#include <array>
#include <string>

namespace tts {

// The last step: weighs what the grammar found against what the classifier thinks.
struct Fusion {
    static constexpr std::size_t inputs = intent_outputs + signals_count + 1;  // The last is 1.

    std::array<std::array<float, inputs>, intent_outputs> weights{};
    // What each score counts when an intent is chosen. The prior of a show makes small talk the
    // safe guess; to take a question for small talk is the worse mistake.
    std::array<float, intent_outputs> choice{1, 1, 1, 1, 1};

    // Calibrated probabilities of the five intents.
    std::array<double, intent_outputs> probabilities(const Outputs& logits,
                                                     SignalSet signals) const;
};

struct FusionExample {
    Outputs logits{};
    SignalSet signals;
    int intent = 0;
    float weight = 1;
};

Fusion train_fusion(std::span<const FusionExample> examples);

// Everything that training makes.
struct IntentModel {
    ConceptLexicon lexicon;
    LinearTable table;
    Fusion fusion;
    std::string version;  // Names the content: "intent-1a2b3c4d".
};

// The file's bytes, and back. Errc::corrupt if they are not a model of this program.
std::string serialise(const IntentModel& model);
Result<IntentModel> parse_model(std::string_view bytes);

// Errc::not_found if there is no file, with what to do about it; Errc::corrupt as above.
Result<IntentModel> load_model(const std::string& path);
// Errc::unavailable if the file cannot be written. Replaces the old one in one step.
Result<void> save_model(const IntentModel& model, const std::string& path);

}  // namespace tts
