#include "core/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace tts {
namespace {

std::string string_form(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(JsonWriter, WritesMembersOfEveryKind) {
    JsonWriter json;
    json.object()
        .member("ok", true)
        .member("count", 3)
        .member("score", 0.5)
        .member("price", Money::from_cents(1250))
        .member("name", "vela")
        .member("nothing", nullptr)
        .member("maybe", std::optional<int>())
        .member("at", from_unix_ms(0))
        .end();

    EXPECT_EQ(json.text(),
              R"({"ok":true,"count":3,"score":0.5,"price":12.50,"name":"vela","nothing":null,)"
              R"("maybe":null,"at":"1970-01-01T00:00:00.000Z"})");
}

TEST(JsonWriter, NestsArraysAndObjects) {
    JsonWriter json;
    json.object().key("items").array();
    json.value(1).object().end().array().end().value("x");
    json.end().member("last", false).end();

    EXPECT_EQ(json.text(), R"({"items":[1,{},[],"x"],"last":false})");
}

TEST(JsonWriter, TakesJsonThatIsWrittenAlready) {
    JsonWriter json;
    json.object().key("a").raw("[1,2]").member("b", 1).end();

    EXPECT_EQ(json.take(), R"({"a":[1,2],"b":1})");
}

TEST(JsonWriter, EscapesWhatJsonAndTerminalsDoNotBear) {
    EXPECT_EQ(string_form("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
    EXPECT_EQ(string_form(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
    EXPECT_EQ(string_form("año 😀"), "\"año 😀\"");
}

TEST(JsonWriter, PutsTheReplacementCharacterForEachBadByte) {
    EXPECT_EQ(string_form("a\xff\xfe z"), "\"a\uFFFD\uFFFD z\"");
    EXPECT_EQ(string_form("caf\xc3"), "\"caf\uFFFD\"");
}

TEST(JsonWriter, WritesNullForWhatIsNoNumber) {
    JsonWriter json;
    json.array()
        .value(std::numeric_limits<double>::quiet_NaN())
        .value(std::numeric_limits<double>::infinity())
        .end();

    EXPECT_EQ(json.text(), "[null,null]");
}

}  // namespace
}  // namespace tts
