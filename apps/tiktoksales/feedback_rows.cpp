#include "apps/tiktoksales/feedback_rows.hpp"

#include <algorithm>

namespace tts {

namespace {

std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

}  // namespace

Result<std::vector<IntentFeedback>> all_feedback(Store& store, const std::string& streamer) {
    FeedbackFilter filter;
    filter.streamer = streamer;
    std::vector<IntentFeedback> all;
    while (true) {
        auto page = store.feedback(filter);
        if (!page) return page.error();
        all.insert(all.end(), page->begin(), page->end());
        if (page->size() < filter.limit) return all;
        filter.after = all.back().id;
    }
}

std::vector<LabelledText> training_rows(std::span<const IntentFeedback> feedback) {
    std::vector<LabelledText> rows;
    for (const auto& one : feedback)
        rows.push_back({.label = one.label,
                        .language = one.language,
                        .text = on_one_line(one.text),
                        .source = one.streamer,
                        .file = "feedback",
                        .line = rows.size() + 1});
    return rows;
}

std::string feedback_tsv(std::span<const IntentFeedback> feedback) {
    std::string tsv;
    for (const auto& row : training_rows(feedback))
        tsv += std::string(to_string(row.label)) + '\t' + row.language + '\t' + row.text + '\n';
    return tsv;
}

}  // namespace tts
