#include "core/text.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using namespace std::string_view_literals;

TEST(Text, KnowsWellFormedUtf8) {
    for (const auto text : {""sv, "hola"sv, "año"sv, "\xf0\x9f\x98\x80"sv, "\xef\xbf\xbd"sv,
                            "\xf4\x8f\xbf\xbf"sv, "a\0b"sv})
        EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Text, KnowsIllFormedUtf8) {
    for (const auto text : {"\x80"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xe0\x80\xaf"sv,
                            "\xed\xa0\x80"sv, "\xf0\x80\x80\xaf"sv, "\xf4\x90\x80\x80"sv,
                            "\xf5\x80\x80\x80"sv, "\xff"sv, "a\xc3"sv, "\xe2\x82"sv, "\xc3("sv})
        EXPECT_FALSE(is_utf8(text));
}

TEST(Text, CountsCodePointsNotBytes) {
    EXPECT_EQ(code_points(""), 0u);
    EXPECT_EQ(code_points("añO"), 3u);
    EXPECT_EQ(code_points("\xf0\x9f\x98\x80!"), 2u);
}

TEST(Text, TrimsWhiteSpaceOfSeveralScripts) {
    EXPECT_EQ(trimmed(" \t\r\n hola a todos \n"), "hola a todos");
    EXPECT_EQ(trimmed("\u00a0\u3000hola\u200b\ufeff"), "hola");
    EXPECT_EQ(trimmed(" \u00a0 "), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, FindsControlCharactersButAllowsLineBreaks) {
    EXPECT_FALSE(has_control_characters("a\tb\r\nc ñ"));
    EXPECT_TRUE(has_control_characters("a\0b"sv));
    EXPECT_TRUE(has_control_characters("a\x1b[31m"));
    EXPECT_TRUE(has_control_characters("a\x7f"));
}

TEST(Text, LowersOnlyAscii) {
    EXPECT_EQ(ascii_lower("ABZ az09 Ñ"), "abz az09 Ñ");
}

TEST(Text, WritesBase32AsTheRfcDoes) {
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("fo"), "MZXQ");
    EXPECT_EQ(base32("foo"), "MZXW6");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(base32(std::string(16, '\xff')), "77777777777777777777777774");
}

TEST(Text, WritesAndReadsBase64ForUrlsAsTheRfcDoes) {
    const std::pair<std::string, std::string> pairs[] = {{"", ""},
                                                         {"f", "Zg"},
                                                         {"fo", "Zm8"},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg"},
                                                         {"fooba", "Zm9vYmE"},
                                                         {"foobar", "Zm9vYmFy"},
                                                         {"\xfb\xff\xfe", "-__-"},
                                                         {std::string(3, '\0'), "AAAA"}};
    for (const auto& [bytes, text] : pairs) {
        EXPECT_EQ(base64url(bytes), text);
        EXPECT_EQ(from_base64url(text), bytes);
    }
}

TEST(Text, ReadsNoBase64ThatItWouldNotWrite) {
    for (const char* text :
         {"Z", "Zg=", "Zg==", "Zh", "Zm9", "Zm9v\n", " Zm9v", "Zm+v", "Zm/v", "ñ"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

TEST(Text, ReadsHexDigits) {
    EXPECT_EQ(hex_value('0'), 0);
    EXPECT_EQ(hex_value('f'), 15);
    EXPECT_EQ(hex_value('A'), 10);
    EXPECT_EQ(hex_value('g'), std::nullopt);
}

}  // namespace
}  // namespace tts
