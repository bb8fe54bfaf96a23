#include "intent/normaliser.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

std::string plain(std::string_view text) {
    const std::string_view burst[] = {text};
    return normalise(burst).text;
}

struct Row {
    std::string_view written, plain;
};

TEST(IntentNormaliser, FoldsWhatPeopleTypeToPlainWords) {
    const Row rows[] = {
        {"Lo QUIERO", "lo quiero"},
        {"mío", "mio"},
        {"MI\u0301O", "mio"},
        {"mineeeee", "mine"},
        {"quierooooo!!!!", "quiero !"},
        {"don't", "dont"},
        {"I’ll", "ill"},
        {"ＣＦ　Ａ１２", "cf a 12"},
        {"𝐦𝐢𝐧𝐞", "mine"},
        {"A12", "a 12"},
        {"x2", "x 2"},
        {"me llevo 2", "me llevo 2"},
        {"2️⃣", "2"},
        {"12.50", "12.50"},
        {"1,200", "1,200"},
        {"😍😍😍", "😍"},
        {"lo😍quiero", "lo 😍 quiero"},
        {"👍🏽", "👍"},
        {"lo\u200Bquiero", "loquiero"},
        {"\u202Emine\u202C", "mine"},
        {"a\tb\nc", "a b c"},
        {"chốt đơn", "chot don"},
        {"cfค่ะ", "cf ค่ะ"},
        {"๒", "2"},
        {"ガンダム", "ガンダム"},
        {"ｶﾞ", "ガ"},
        {"100", "100"},
        {"5555555", "5555555"},
        {"", ""},
        {"   ", ""},
        {"\xff\xfemine\x80", "mine"},
    };
    for (const auto& row : rows) EXPECT_EQ(plain(row.written), row.plain) << row.written;
}

TEST(IntentNormaliser, RemembersWhereEachTokenStood) {
    const std::string text = "¡Lo  QUIÉRO, 2!";
    const std::string_view burst[] = {text};

    const auto normal = normalise(burst);

    ASSERT_EQ(normal.tokens.size(), 6U);
    const auto& word = normal.tokens[2];
    EXPECT_EQ(normal.word(word), "quiero");
    EXPECT_EQ(text.substr(word.source_begin, word.source_size), "QUIÉRO");
    EXPECT_EQ(normal.tokens[4].value, 2);
}

TEST(IntentNormaliser, KeepsThePartsOfABurstApart) {
    const std::string_view burst[] = {"lo quiero", "2"};

    const auto normal = normalise(burst);

    EXPECT_EQ(normal.parts, 2U);
    EXPECT_EQ(normal.tokens.back().part, 1);
    EXPECT_EQ(normal.tokens.back().source_begin, 0U);
}

TEST(IntentNormaliser, CutsABurstThatIsTooLong) {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += i % 2 == 0 ? "a " : "1 ";
    const std::string_view burst[] = {text};

    EXPECT_EQ(normalise(burst).tokens.size(), tokens_max);
}

}  // namespace
}  // namespace tts
