#include "apps/tiktoksales/intent_commands.hpp"

#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/intent_json.hpp"
#include "core/json_writer.hpp"
#include "intent/evaluate_intent.hpp"
#include "intent/load_intent_reader.hpp"
#include "intent/train_intent.hpp"

#include <cstdio>
#include <cstdlib>

namespace tts {

namespace {

void print_line(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

std::string to_json(const IntentEvaluation& evaluation) {
    JsonWriter json;
    json.object().member("n", evaluation.n).key("intents").object();
    for (std::size_t k = 0; k < intent_names.size(); ++k) {
        const auto& figures = evaluation.intents[k];
        json.key(intent_names[k]).object().member("precision", figures.precision);
        json.member("recall", figures.recall).member("f1", figures.f1).end();
    }
    json.end().member("macro_f1", evaluation.macro_f1).member("ece", evaluation.ece);
    json.member("messages_per_second", evaluation.messages_per_second);
    json.member("p99_us", evaluation.p99_us);
    json.key("buy_at_threshold").object();
    json.member("precision", evaluation.buy_at_threshold.precision);
    json.member("recall", evaluation.buy_at_threshold.recall);
    json.member("f1", evaluation.buy_at_threshold.f1).end();
    json.member("false_buys_per_1000", evaluation.false_buys_per_1000);
    return json.end().take();
}

void print_figures(const char* name, const IntentFigures& figures) {
    std::printf("  %-18s %6.3f %6.3f %6.3f\n", name, figures.precision, figures.recall, figures.f1);
}

void print_confusion(const IntentEvaluation& evaluation) {
    std::printf("\nlabelled \\ read as ");
    for (const auto name : intent_names) std::printf("%10s", std::string(name).c_str());
    for (std::size_t row = 0; row < intent_names.size(); ++row) {
        std::printf("\n  %-17s", std::string(intent_names[row]).c_str());
        for (const auto count : evaluation.confusion[row]) std::printf("%10zu", count);
    }
    std::printf("\n");
}

void print_text(const IntentEvaluation& evaluation) {
    std::printf("%zu messages\n\n  %-18s %6s %6s %6s\n", evaluation.n, "intent", "P", "R", "F1");
    for (std::size_t k = 0; k < intent_names.size(); ++k)
        print_figures(std::string(intent_names[k]).c_str(), evaluation.intents[k]);
    print_figures("buy, score > 0.5", evaluation.buy_at_threshold);
    std::printf("\nmacro-F1 %.3f, calibration error %.3f\n", evaluation.macro_f1, evaluation.ece);
    std::printf("false buys per 1,000 messages that want nothing: %.1f\n",
                evaluation.false_buys_per_1000);
    std::printf("%.0f messages/s on one core, p99 %.1f us\n", evaluation.messages_per_second,
                evaluation.p99_us);
    std::printf("\nbuy by language      P      R     F1   false buys per 1,000\n");
    for (const auto& [language, figures] : evaluation.buy_by_language) {
        const auto found = evaluation.false_buys_by_language.find(language);
        const double false_buys =
            found == evaluation.false_buys_by_language.end() ? 0 : found->second;
        std::printf("  %-14s %6.3f %6.3f %6.3f %6.1f\n", language.c_str(), figures.precision,
                    figures.recall, figures.f1, false_buys);
    }
    print_confusion(evaluation);
    std::printf("\nthe surest mistakes\n");
    for (const auto& wrong : evaluation.worst)
        std::printf("  %.2f %s, not %s: %s\n", wrong.score,
                    std::string(to_string(wrong.read_as)).c_str(),
                    std::string(to_string(wrong.row.label)).c_str(), wrong.row.text.c_str());
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

}  // namespace

int run_train_intent(const TrainIntentOptions& options) {
    const auto report = train_intent({.corpus_dir = options.corpus, .model_path = options.model});
    if (!report) return fail(report.error());
    std::printf("%s: %zu messages, %.1f s, %.1f MB in %s\n", report->model_version.c_str(),
                report->messages, static_cast<double>(report->duration.count()) / 1000,
                static_cast<double>(report->model_bytes) / 1e6, options.model.c_str());
    return EXIT_SUCCESS;
}

int run_eval_intent(const EvalIntentOptions& options) {
    const auto reader = load_intent_reader(options.model);
    if (!reader) return fail(reader.error());
    const auto rows = read_labelled_file(options.file);
    if (!rows) return fail(rows.error());
    if (rows->empty()) return fail(Error(Errc::invalid, options.file + " holds no messages"));

    const auto vocabulary = options.with_corpus_codes ? corpus_vocabulary() : ClaimVocabulary{};
    const auto evaluation = evaluate_intent(**reader, *rows, vocabulary);
    if (options.as_json)
        print_line(to_json(evaluation));
    else
        print_text(evaluation);
    return EXIT_SUCCESS;
}

int run_explain(const ExplainOptions& options) {
    const auto reader = load_intent_reader(options.model);
    if (!reader) return fail(reader.error());
    const std::vector<std::string_view> burst(options.burst.begin(), options.burst.end());
    const auto reading = (*reader)->explain(
        burst, ClaimVocabulary{.codes = options.codes, .options = options.variants});
    if (options.as_json)
        print_line(intent_json(reading));
    else
        print_reading(reading);
    return EXIT_SUCCESS;
}

}  // namespace tts
