#include "intent/corpus.hpp"
#include "intent/fold_table.hpp"
#include "intent/linear_model.hpp"
#include "intent/normaliser.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

// The corpus is reviewed by people; this finds what people miss.

namespace tts {
namespace {

std::vector<LabelledText> rows_of(const std::string& split) {
    auto rows = read_labelled_folder(TTS_SOURCE_DIR "/corpus/" + split);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().what());
    return rows ? *rows : std::vector<LabelledText>{};
}

std::string plain(const LabelledText& row) {
    const std::string_view burst[] = {row.text};
    return row.language + ": " + normalise(burst).text;
}

TEST(IntentCorpus, HoldsEveryIntentInEveryLanguage) {
    std::map<std::string, std::map<Intent, int>> counts;
    for (const auto& row : rows_of("train")) ++counts[row.language][row.label];

    EXPECT_GE(counts.size(), 9U);
    for (const auto& [language, intents] : counts) EXPECT_EQ(intents.size(), 5U) << language;
    for (const std::string language : {"en", "es"})
        for (const auto& [intent, count] : counts[language])
            EXPECT_GE(count, 150) << language << " " << to_string(intent);
}

TEST(IntentCorpus, SaysNothingTwiceInOneFileWithDifferentLabels) {
    for (const std::string split : {"train", "test"}) {
        std::map<std::string, Intent> seen;
        for (const auto& row : rows_of(split)) {
            const auto text = plain(row);
            const auto [found, is_new] = seen.emplace(text, row.label);
            EXPECT_TRUE(is_new || found->second == row.label) << split << " " << text;
        }
    }
}

TEST(IntentCorpus, LeaksNothingFromTrainingIntoTheTest) {
    std::set<std::string> seen;
    for (const auto& row : rows_of("train")) seen.insert(plain(row));
    const auto vocabulary = corpus_vocabulary();

    for (const auto& row : rows_of("test")) {
        const bool is_code = std::any_of(
            vocabulary.codes.begin(), vocabulary.codes.end(),
            [&](const std::string& code) { return row.text.find(code) != std::string::npos; });
        EXPECT_TRUE(is_code || !seen.contains(plain(row))) << row.text;
    }
}

TEST(IntentCorpus, NamesOnlyLanguagesThatTheModelKnows) {
    for (const auto& row : rows_of("train"))
        EXPECT_TRUE(row.language == "th" ||
                    std::find(latin_languages.begin(), latin_languages.end(), row.language) !=
                        latin_languages.end())
            << row.language << ": " << row.text;
}

TEST(IntentCorpus, HasNoStrayCharacters) {
    for (const std::string split : {"train", "test"})
        for (const auto& row : rows_of(split)) {
            EXPECT_EQ(row.text.find("  "), std::string::npos) << row.text;
            EXPECT_NE(row.text.front(), ' ') << row.text;
            EXPECT_NE(row.text.back(), ' ') << row.text;
            EXPECT_LE(row.text.size(), 200U) << row.text;
        }
}

}  // namespace
}  // namespace tts
