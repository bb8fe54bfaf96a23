#include "apps/tiktoksales/intent_cli.hpp"

#include "apps/tiktoksales/intent_commands.hpp"

#include <memory>

namespace tts {

void add_train_intent(CLI::App& app, const std::string& default_model, int& status) {
    auto options = std::make_shared<TrainIntentOptions>();
    options->model = default_model;
    auto* train = app.add_subcommand("train", "Make a model");
    train->require_subcommand(1);
    auto* command = train->add_subcommand("intent", "Make the intent model from the corpus");
    command->add_option("--corpus", options->corpus, "The folder with train/*.tsv")
        ->capture_default_str();
    command->add_option("--model", options->model, "The file to write")->capture_default_str();
    command->callback([options, &status] { status = run_train_intent(*options); });
}

void add_eval_intent(CLI::App& eval, const std::string& default_model, int& status) {
    auto options = std::make_shared<EvalIntentOptions>();
    options->model = default_model;
    auto* command = eval.add_subcommand("intent", "How well labelled messages are read");
    command
        ->add_option(
            "file", options->files,
            "label, language, source and text, with tabs between; the source may be left out. "
            "Several files count as one")
        ->required();
    command->add_option("--model", options->model, "The model to measure")->capture_default_str();
    command->add_flag("--corpus-codes", options->with_corpus_codes,
                      "Let the codes count that corpus/README.md names");
    auto by = std::make_shared<std::string>();
    command->add_option("--by", *by, "Also the figures of each language: --by lang")
        ->check(CLI::IsMember({"lang"}));
    command->add_flag("--json", options->as_json, "As JSON");
    command->callback([options, by, &status] {
        options->by_language = !by->empty();
        status = run_eval_intent(*options);
    });
}

void add_check_corpus(CLI::App& app, int& status) {
    auto options = std::make_shared<CheckCorpusOptions>();
    auto* check = app.add_subcommand("check", "Look for mistakes in what the models learn from");
    check->require_subcommand(1);
    auto* command =
        check->add_subcommand("corpus", "Duplicates, leaks, balance and characters of the corpus");
    command->add_option("--corpus", options->corpus, "The folder with train/*.tsv and test/*.tsv")
        ->capture_default_str();
    command->add_flag("--json", options->as_json, "As JSON");
    command->callback([options, &status] { status = run_check_corpus(*options); });
}

void add_explain(CLI::App& app, const std::string& default_model, int& status) {
    auto options = std::make_shared<ExplainOptions>();
    options->model = default_model;
    auto* command = app.add_subcommand("explain", "What a message means, and why");
    command->add_option("text", options->burst, "One message, or several of one client's burst")
        ->required();
    command->add_option("--model", options->model, "The model to ask")->capture_default_str();
    command->add_option("--code", options->codes, "A code that is active in the show; repeatable");
    command->add_option("--variant", options->variants,
                        "An option value of the show's products; repeatable");
    command->add_flag("--json", options->as_json, "As JSON");
    command->callback([options, &status] { status = run_explain(*options); });
}

}  // namespace tts
