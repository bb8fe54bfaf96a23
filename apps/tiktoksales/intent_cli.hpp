#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace tts {

// The commands that make, measure and question the intent model: `train intent`, `check
// corpus`, `feedback` and `explain`; `eval intent` joins the other things that `eval` measures.
// Each leaves its exit status in `status`, which outlives the parsing.
void add_train_intent(CLI::App& app, const std::string& default_model, int& status);
void add_eval_intent(CLI::App& eval, const std::string& default_model, int& status);
void add_eval_slots(CLI::App& eval, const std::string& default_model, int& status);
void add_check_corpus(CLI::App& app, int& status);
void add_feedback(CLI::App& app, int& status);
void add_explain(CLI::App& app, const std::string& default_model, int& status);

}  // namespace tts
