#include "apps/tiktoksales/intent_commands.hpp"

#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/feedback_rows.hpp"
#include "apps/tiktoksales/intent_json.hpp"
#include "apps/tiktoksales/intent_report.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "intent/claim_names.hpp"
#include "intent/load_intent_reader.hpp"
#include "intent/train_intent.hpp"
#include "match/show_index.hpp"

#include <cstdio>
#include <cstdlib>

namespace tts {

namespace {

void print_line(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

void print_reading(const IntentReading& reading) {
    std::printf("intent    %s, %.1f %%\n", std::string(to_string(reading.intent)).c_str(),
                100 * reading.score);
    std::printf("language  %s\n", reading.language.c_str());
    for (const auto& item : reading.items)
        std::printf("item      code %s, variant %s, quantity %s\n",
                    item.code.empty() ? "-" : item.code.c_str(),
                    item.variant.empty() ? "-" : item.variant.c_str(),
                    item.quantity ? std::to_string(*item.quantity).c_str() : "-");
    if (reading.asks_how) print_line("asks for the way to buy");
    if (reading.cancels) print_line("takes an earlier claim back");
    std::printf("model     %s\n\n", reading.model_version.c_str());
    for (const auto& evidence : reading.evidence)
        std::printf("%-11s %s\n", evidence.part.c_str(), evidence.what.c_str());
}

Result<std::vector<IntentFeedback>> read_feedback(const StorageSettings& storage,
                                                  const std::string& streamer) {
    const auto stores = open_store(storage);
    if (!stores) return stores.error();
    const auto store = (*stores)->open();
    if (!store) return store.error();
    return all_feedback(**store, streamer);
}

// The streamer's own codes, options, names and words, if the options name one, and theirs.
Result<ClaimVocabulary> vocabulary_of(const ExplainOptions& options,
                                      const StorageSettings* storage) {
    ClaimVocabulary vocabulary;
    if (storage != nullptr) {
        const auto stores = open_store(*storage);
        if (!stores) return stores.error();
        const auto store = (*stores)->open();
        if (!store) return store.error();
        auto show = (*store)->show(options.streamer, now());
        if (!show) return show.error();
        vocabulary = ShowIndex(std::move(*show), MatchSettings{}).vocabulary();
    }
    const auto add = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    add(vocabulary.codes, options.codes);
    add(vocabulary.options, options.variants);
    add(vocabulary.names, options.products);
    prepare_names(vocabulary);
    return vocabulary;
}

}  // namespace

int run_train_intent(const TrainIntentOptions& options, const StorageSettings* storage) {
    TrainSettings settings{.corpus_dir = options.corpus, .model_path = options.model};
    if (storage != nullptr) {
        const auto feedback = read_feedback(*storage, "");
        if (!feedback) return fail(feedback.error());
        settings.corrections = training_rows(*feedback);
    }
    const auto report = train_intent(settings);
    if (!report) return fail(report.error());
    std::printf("%s: %zu messages, %zu corrections, %.1f s, %.1f MB in %s\n",
                report->model_version.c_str(), report->messages, report->corrections,
                static_cast<double>(report->duration.count()) / 1000,
                static_cast<double>(report->model_bytes) / 1e6, options.model.c_str());
    return EXIT_SUCCESS;
}

int run_feedback(const StorageSettings& storage, const std::string& streamer) {
    const auto feedback = read_feedback(storage, streamer);
    if (!feedback) return fail(feedback.error());
    std::fputs(feedback_tsv(*feedback).c_str(), stdout);
    return EXIT_SUCCESS;
}

int run_eval_intent(const EvalIntentOptions& options) {
    const auto reader = load_intent_reader(options.model);
    if (!reader) return fail(reader.error());
    std::vector<LabelledText> rows;
    for (const auto& file : options.files) {
        auto more = read_labelled_file(file);
        if (!more) return fail(more.error());
        if (more->empty()) return fail(Error(Errc::invalid, file + " holds no messages"));
        rows.insert(rows.end(), more->begin(), more->end());
    }

    const auto vocabulary = options.with_corpus_codes ? corpus_vocabulary() : ClaimVocabulary{};
    const auto evaluation = evaluate_intent(**reader, rows, vocabulary);
    if (options.as_json)
        print_line(evaluation_json(evaluation));
    else
        print_evaluation(evaluation, options.by_language);
    return EXIT_SUCCESS;
}

int run_eval_slots(const EvalSlotsOptions& options) {
    const auto reader = load_intent_reader(options.model);
    if (!reader) return fail(reader.error());
    const auto file = read_slot_file(options.file);
    if (!file) return fail(file.error());
    const auto evaluation = evaluate_slots(**reader, *file);
    if (options.as_json)
        print_line(slots_json(evaluation));
    else
        print_slots(evaluation);
    return EXIT_SUCCESS;
}

int run_check_corpus(const CheckCorpusOptions& options) {
    const auto report = check_corpus(options.corpus);
    if (!report) return fail(report.error());
    if (options.as_json)
        print_line(corpus_json(*report));
    else
        print_corpus(*report);
    return report->problems.empty() && report->shortfalls.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run_explain(const ExplainOptions& options, const StorageSettings* storage) {
    const auto reader = load_intent_reader(options.model);
    if (!reader) return fail(reader.error());
    const std::vector<std::string_view> burst(options.burst.begin(), options.burst.end());
    const auto vocabulary = vocabulary_of(options, storage);
    if (!vocabulary) return fail(vocabulary.error());
    const auto reading = (*reader)->explain(burst, *vocabulary);
    if (options.as_json)
        print_line(intent_json(reading));
    else
        print_reading(reading);
    return EXIT_SUCCESS;
}

}  // namespace tts
