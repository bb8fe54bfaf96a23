#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/servers.hpp"

#include "intent/evaluate_intent.hpp"
#include "intent/load_intent_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace tts::bench {

namespace {

namespace fs = std::filesystem;

// The messages of the corpus that training never saw, and the show's words that they name.
struct Chat {
    std::vector<LabelledText> rows;
    ClaimVocabulary vocabulary = corpus_vocabulary();
};

Chat chat_of(const std::vector<std::string>& languages) {
    Chat chat;
    for (auto& row : read_labelled_folder(TTS_CORPUS "/test").value())
        if (languages.empty() ||
            std::find(languages.begin(), languages.end(), row.language) != languages.end())
            chat.rows.push_back(std::move(row));
    if (chat.rows.empty()) throw std::runtime_error("no messages in " TTS_CORPUS "/test");
    return chat;
}

struct Figures {
    std::vector<double> per_second;  // Of one thread's processor time.
    std::vector<double> p99_us;      // By the clock.
};

void measure(const IntentReader& reader, const Chat& chat, Figures& figures) {
    const auto evaluation = evaluate_intent(reader, chat.rows, chat.vocabulary);
    figures.per_second.push_back(evaluation.messages_per_second);
    figures.p99_us.push_back(evaluation.p99_us);
}

// How long an answer takes at 1,000 a second (open loop), and what it costs the server.
struct Answering {
    std::vector<double> p99_ms;
    std::vector<double> server_us;
};

void measure(int port, pid_t pid, Protocol protocol, Answering& answering) {
    const LoadPlan plan = {.port = port,
                           .protocol = protocol,
                           .connections = 16,
                           .window = 1,
                           .rate = 1'000,
                           .time = std::chrono::milliseconds(is_quick() ? 500 : 5'000)};
    const double before = cpu_seconds(pid);
    const LoadResult result = run_load(plan);
    if (result.refused > 0 || result.answered == 0)
        throw std::runtime_error(std::to_string(result.refused) + " of " +
                                 std::to_string(result.answered) + " texts were refused");
    answering.p99_ms.push_back(result.latency(0.99));
    answering.server_us.push_back(1e6 * (cpu_seconds(pid) - before) /
                                  static_cast<double>(result.answered));
}

Row speed_row(const std::string& what, const Figures& ours, const Figures& beside) {
    const double per_second = median(ours.per_second);
    return {.what = "whole intent step on one core, " + what,
            .ours = thousands(per_second) + "/s, p99 " + decimal(median(ours.p99_us), 1) + " us",
            .beside = "the other messages " + thousands(median(beside.per_second)) + "/s",
            .goal = ">= 200 000/s, <= 20 us",
            .met = per_second >= 200'000 && median(ours.p99_us) <= 20};
}

Row http_row(const Answering& ours, const Answering& echo) {
    return {.what = "POST /predict_intent, p99 at 1 000/s (open loop)",
            .ours = decimal(median(ours.p99_ms), 2) + " ms, " + decimal(median(ours.server_us), 1) +
                    " us of the server's CPU",
            .beside = "bare epoll " + decimal(median(echo.p99_ms), 2) + " ms, " +
                      decimal(median(echo.server_us), 1) + " us",
            .goal = "< 1 ms",
            .met = median(ours.p99_ms) < 1};
}

Row size_row() {
    const double megabytes = static_cast<double>(fs::file_size(TTS_INTENT_MODEL)) / 1e6;
    return {.what = "size of the intent model",
            .ours = decimal(megabytes, 1) + " MB",
            .beside = {},
            .goal = "<= 5 MB",
            .met = megabytes <= 5};
}

}  // namespace

Report run_intent_part() {
    const auto reader = load_intent_reader(TTS_INTENT_MODEL).value();
    const Chat main_languages = chat_of({"en", "es"});
    const Chat all_languages = chat_of({});
    const test::TempFolder folder;
    const TikTokSales server({.roles = "nlp",
                              .front = "nlp",
                              .data = folder.path() / "data",
                              .arguments = {"--model", TTS_INTENT_MODEL}});
    const OwnServer bare("echo");
    Figures main_figures;
    Figures all_figures;
    Answering ours;
    Answering echo;
    for (int round = 0; round < rounds(); ++round) {
        measure(*reader, main_languages, main_figures);
        measure(*reader, all_languages, all_figures);
        measure(server.port(), server.pid(), Protocol::predict, ours);
        measure(bare.port(), bare.pid(), Protocol::predict, echo);
    }
    const std::vector<Row> rows = {speed_row("English and Spanish", main_figures, all_figures),
                                   speed_row("thirteen languages", all_figures, main_figures),
                                   http_row(ours, echo), size_row()};
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
