#include "apps/tiktoksales/intent_report.hpp"

#include "core/json_writer.hpp"

#include <cstdio>
#include <numeric>

namespace tts {

namespace {

void write_figures(JsonWriter& json, const IntentFigures& figures) {
    json.object().member("precision", figures.precision);
    json.member("recall", figures.recall).member("f1", figures.f1).end();
}

void write_intents(JsonWriter& json, const std::array<IntentFigures, 5>& intents) {
    json.key("intents").object();
    for (std::size_t k = 0; k < intent_names.size(); ++k) {
        json.key(intent_names[k]);
        write_figures(json, intents[k]);
    }
    json.end();
}

void write_buy(JsonWriter& json, const IntentFigures& buy, double false_buys_per_1000) {
    json.key("buy_at_threshold");
    write_figures(json, buy);
    json.member("false_buys_per_1000", false_buys_per_1000);
}

void write_confusion(JsonWriter& json, const IntentEvaluation& evaluation) {
    json.key("confusion").object();
    for (std::size_t row = 0; row < intent_names.size(); ++row) {
        json.key(intent_names[row]).object();
        for (std::size_t k = 0; k < intent_names.size(); ++k)
            json.member(intent_names[k], evaluation.confusion[row][k]);
        json.end();
    }
    json.end();
}

void write_worst(JsonWriter& json, const IntentEvaluation& evaluation) {
    json.key("worst").array();
    for (const auto& wrong : evaluation.worst)
        json.object()
            .member("text", wrong.row.text)
            .member("language", wrong.row.language)
            .member("label", to_string(wrong.row.label))
            .member("read_as", to_string(wrong.read_as))
            .member("score", wrong.score)
            .end();
    json.end();
}

void print_figures(const std::string& name, const IntentFigures& figures) {
    std::printf("  %-18s %6.3f %6.3f %6.3f\n", name.c_str(), figures.precision, figures.recall,
                figures.f1);
}

void print_thresholds(const IntentEvaluation& evaluation) {
    std::printf("\nbuy if its score is over      P      R     F1   false buys per 1,000\n");
    for (const auto& at : evaluation.thresholds)
        std::printf("  %-22.2f %6.3f %6.3f %6.3f %6.1f\n", at.threshold, at.buy.precision,
                    at.buy.recall, at.buy.f1, at.false_buys_per_1000);
}

void print_languages(const IntentEvaluation& evaluation) {
    std::printf(
        "\nlanguage      n   buy:  P      R     F1   false/1,000   F1 of the intents: "
        "question feedback complaint none   macro-F1\n");
    for (const auto& [language, figures] : evaluation.by_language)
        std::printf("  %-6s %6zu  %6.3f %6.3f %6.3f  %9.1f  %26.3f %8.3f %9.3f %6.3f %8.3f\n",
                    language.c_str(), figures.n, figures.buy_at_threshold.precision,
                    figures.buy_at_threshold.recall, figures.buy_at_threshold.f1,
                    figures.false_buys_per_1000, figures.intents[1].f1, figures.intents[2].f1,
                    figures.intents[3].f1, figures.intents[4].f1, figures.macro_f1);
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

void print_counts(const char* split, const std::map<std::string, IntentCounts>& counts) {
    std::printf("%-6s", split);
    for (const auto name : intent_names) std::printf("%10s", std::string(name).c_str());
    std::printf("%10s\n", "all");
    for (const auto& [language, of_intent] : counts) {
        std::printf("  %-4s", language.c_str());
        for (const auto count : of_intent) std::printf("%10zu", count);
        std::printf("%10zu\n", std::accumulate(of_intent.begin(), of_intent.end(), std::size_t{0}));
    }
}

void write_share(JsonWriter& json, std::string_view name, const SlotShare& share) {
    json.key(name).object().member("right", share.right).member("of", share.of);
    json.member("share", share.value()).end();
}

void print_share(const char* name, const SlotShare& share) {
    std::printf("  %-34s %6.3f  %zu of %zu\n", name, share.value(), share.right, share.of);
}

void write_problems(JsonWriter& json,
                    std::string_view name,
                    const std::vector<CorpusProblem>& problems) {
    json.key(name).array();
    for (const auto& problem : problems)
        json.object().member("where", problem.where).member("what", problem.what).end();
    json.end();
}

}  // namespace

std::string evaluation_json(const IntentEvaluation& evaluation) {
    JsonWriter json;
    json.object().member("n", evaluation.n);
    write_intents(json, evaluation.intents);
    json.member("macro_f1", evaluation.macro_f1).member("ece", evaluation.ece);
    json.member("messages_per_second", evaluation.messages_per_second);
    json.member("p99_us", evaluation.p99_us).member("live_ece", evaluation.live_ece);
    write_buy(json, evaluation.buy_at_threshold, evaluation.false_buys_per_1000);
    json.member("buy_average_precision", evaluation.buy_average_precision);
    json.key("thresholds").array();
    for (const auto& at : evaluation.thresholds) {
        json.object().member("threshold", at.threshold).key("buy");
        write_figures(json, at.buy);
        json.member("false_buys_per_1000", at.false_buys_per_1000).end();
    }
    json.end();
    write_confusion(json, evaluation);
    json.key("languages").object();
    for (const auto& [language, figures] : evaluation.by_language) {
        json.key(language).object().member("n", figures.n);
        write_intents(json, figures.intents);
        json.member("macro_f1", figures.macro_f1);
        write_buy(json, figures.buy_at_threshold, figures.false_buys_per_1000);
        json.end();
    }
    json.end();
    write_worst(json, evaluation);
    return json.end().take();
}

void print_evaluation(const IntentEvaluation& evaluation, bool by_language) {
    std::printf("%zu messages\n\n  %-18s %6s %6s %6s\n", evaluation.n, "intent", "P", "R", "F1");
    for (std::size_t k = 0; k < intent_names.size(); ++k)
        print_figures(std::string(intent_names[k]), evaluation.intents[k]);
    print_figures("buy, score > 0.5", evaluation.buy_at_threshold);
    std::printf("\nmacro-F1 %.3f, average precision of buy %.3f\n", evaluation.macro_f1,
                evaluation.buy_average_precision);
    std::printf("calibration error %.3f, %.3f with the intents as frequent as in a show\n",
                evaluation.ece, evaluation.live_ece);
    std::printf("false buys per 1,000 messages that want nothing: %.1f\n",
                evaluation.false_buys_per_1000);
    std::printf("%.0f messages/s on one core, p99 %.1f us\n", evaluation.messages_per_second,
                evaluation.p99_us);
    if (by_language) print_languages(evaluation);
    print_thresholds(evaluation);
    print_confusion(evaluation);
    std::printf("\nthe surest mistakes\n");
    for (const auto& wrong : evaluation.worst)
        std::printf("  %.2f %s, not %s: %s\n", wrong.score,
                    std::string(to_string(wrong.read_as)).c_str(),
                    std::string(to_string(wrong.row.label)).c_str(), wrong.row.text.c_str());
}

std::string slots_json(const SlotEvaluation& evaluation) {
    JsonWriter json;
    json.object().member("n", evaluation.n).member("claims_missed", evaluation.claims_missed);
    write_share(json, "quantity", evaluation.quantity);
    write_share(json, "variant", evaluation.variant);
    write_share(json, "several_items", evaluation.several);
    write_share(json, "code_precision", evaluation.code_precision);
    write_share(json, "code_recall", evaluation.code_recall);
    write_share(json, "whole", evaluation.whole);
    json.key("wrong").array();
    for (const auto& wrong : evaluation.wrong)
        json.object()
            .member("line", wrong.row.line)
            .member("written", to_string(wrong.row.items))
            .member("read", to_string(wrong.read))
            .end();
    json.end();
    return json.end().take();
}

void print_slots(const SlotEvaluation& evaluation) {
    std::printf("%zu bursts; %zu claims are not read as one and count in the last line only\n\n",
                evaluation.n, evaluation.claims_missed);
    print_share("quantity", evaluation.quantity);
    print_share("variant", evaluation.variant);
    print_share("several items, exactly", evaluation.several);
    print_share("codes, precision", evaluation.code_precision);
    print_share("codes, recall", evaluation.code_recall);
    print_share("everything, exactly", evaluation.whole);
    std::printf("\nread wrongly\n");
    for (const auto& wrong : evaluation.wrong) {
        std::printf("  line %zu: %s, not %s:", wrong.row.line, to_string(wrong.read).c_str(),
                    to_string(wrong.row.items).c_str());
        for (const auto& text : wrong.row.burst) std::printf(" \"%s\"", text.c_str());
        std::printf("\n");
    }
}

std::string corpus_json(const CorpusReport& report) {
    JsonWriter json;
    json.object();
    for (const auto* split : {"train", "test"}) {
        const auto& counts = split == std::string_view("train") ? report.train : report.test;
        json.key(split).object();
        for (const auto& [language, of_intent] : counts) {
            json.key(language).object();
            for (std::size_t k = 0; k < intent_names.size(); ++k)
                json.member(intent_names[k], of_intent[k]);
            json.end();
        }
        json.end();
    }
    write_problems(json, "problems", report.problems);
    write_problems(json, "shortfalls", report.shortfalls);
    return json.end().take();
}

void print_corpus(const CorpusReport& report) {
    print_counts("train", report.train);
    print_counts("test", report.test);
    for (const auto& problem : report.problems)
        std::printf("%s: %s\n", problem.where.c_str(), problem.what.c_str());
    for (const auto& shortfall : report.shortfalls)
        std::printf("%s: %s\n", shortfall.where.c_str(), shortfall.what.c_str());
    std::printf("%zu problems, %zu shortfalls\n", report.problems.size(), report.shortfalls.size());
}

}  // namespace tts
