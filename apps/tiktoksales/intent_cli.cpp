#include "apps/tiktoksales/intent_cli.hpp"

#include "apps/tiktoksales/config_commands.hpp"
#include "apps/tiktoksales/intent_commands.hpp"

#include <memory>

namespace tts {

using config::Scope;

void add_train_intent(CLI::App& app, const std::string& default_model, int& status) {
    auto options = std::make_shared<TrainIntentOptions>();
    options->model = default_model;
    auto* train = app.add_subcommand("train", "Make a model");
    train->require_subcommand(1);
    auto* command = train->add_subcommand("intent", "Make the intent model from the corpus");
    command->add_option("--corpus", options->corpus, "The folder with train/*.tsv")
        ->capture_default_str();
    command->add_option("--model", options->model, "The file to write")->capture_default_str();
    command->add_flag("--with-feedback", options->with_feedback,
                      "Learn from the sellers' corrections in the store, too");
    const auto flags = add_options(*command, {Scope::storage});
    command->callback([flags, options, &status] {
        status = options->with_feedback
                     ? with_settings(*flags,
                                     [&](const ServeSettings& settings) {
                                         return run_train_intent(*options, &settings.storage);
                                     })
                     : run_train_intent(*options, nullptr);
    });
}

void add_feedback(CLI::App& app, int& status) {
    auto streamer = std::make_shared<std::string>();
    auto* command = app.add_subcommand(
        "feedback", "Print the sellers' corrections as rows of a corpus: label, language, text");
    command->add_option("--streamer", *streamer, "Of one streamer only");
    const auto flags = add_options(*command, {Scope::storage});
    command->callback([flags, streamer, &status] {
        status = with_settings(*flags, [&](const ServeSettings& settings) {
            return run_feedback(settings.storage, *streamer);
        });
    });
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

void add_eval_slots(CLI::App& eval, const std::string& default_model, int& status) {
    auto options = std::make_shared<EvalSlotsOptions>();
    options->model = default_model;
    auto* command =
        eval.add_subcommand("slots", "How well quantities, codes and variants are read");
    command
        ->add_option("file", options->file,
                     "language, messages and what they claim, with tabs between, as in "
                     "corpus/slots/blind.tsv")
        ->required();
    command->add_option("--model", options->model, "The model to measure")->capture_default_str();
    command->add_flag("--json", options->as_json, "As JSON");
    command->callback([options, &status] { status = run_eval_slots(*options); });
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
    command->add_option("--product", options->products,
                        "The name of a product of the show; repeatable");
    command->add_option("--streamer", options->streamer,
                        "Whose catalogue, trigger and blocked words count too");
    command->add_flag("--json", options->as_json, "As JSON");
    const auto flags = add_options(*command, {Scope::storage});
    command->callback([flags, options, &status] {
        status = options->streamer.empty()
                     ? run_explain(*options, nullptr)
                     : with_settings(*flags, [&](const ServeSettings& settings) {
                           return run_explain(*options, &settings.storage);
                       });
    });
}

}  // namespace tts
