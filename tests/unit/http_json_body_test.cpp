#include "http/json_body.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace tts::http;
using tts::Money;

namespace {

std::string type_of_first(const JsonBody& body) {
    return body.errors().empty() ? "" : body.errors().front().type;
}

std::string type_for_body(std::string_view json) {
    const JsonBody body(json);
    EXPECT_TRUE(body.ok() || body.errors().front().location == std::vector<std::string>{"body"});
    return type_of_first(body);
}

std::string type_for_text(const std::string& value, TextRule rule = {}) {
    JsonBody body("{\"name\":" + value + "}");
    body.text("name", rule);
    return type_of_first(body);
}

std::string money_of(const std::string& value) {
    JsonBody body(R"({"other":[1,{"price":"9"}],"p\u0072ice": )" + value + R"( ,"x":2})");
    const Money amount = body.money("price");
    return body.ok() ? amount.to_string() : type_of_first(body);
}

std::string nested(std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

}  // namespace

TEST(JsonBody, RefusesWhatIsNoJsonObject) {
    for (const auto* json : {"", " ", "{", "nonsense", "{\"a\":1,}", "{'a':1}", "{\"a\":01}",
                             "{\"a\":NaN}", "{\"a\":1}x", "{\"a\":\"\n\"}", "{\"a\":\"\xff\"}",
                             "{\"a\":\"\xed\xa0\x80\"}", "{\"a\":\"\\ud800\"}", "{\"a\":1e999}"})
        EXPECT_EQ(type_for_body(json), "json_invalid") << json;
    for (const auto* json : {"[]", "1", "\"text\"", "null", "true"})
        EXPECT_EQ(type_for_body(json), "model_attributes_type") << json;
}

TEST(JsonBody, RefusesDuplicateKeysAtEveryDepth) {
    EXPECT_EQ(type_for_body(R"({"a":1,"a":1})"), "json_invalid");
    EXPECT_EQ(type_for_body(R"({"a":1,"\u0061":1})"), "json_invalid");
    EXPECT_EQ(type_for_body(R"({"a":[{"b":{"c":1,"d":2,"c":3}}]})"), "json_invalid");
    EXPECT_EQ(type_for_body(R"({"a":{"a":{"a":1}}})"), "");
}

TEST(JsonBody, RefusesNestingDeeperThan32) {
    EXPECT_EQ(type_for_body(nested(31)), "");
    EXPECT_EQ(type_for_body(nested(33)), "json_invalid");
    EXPECT_EQ(type_for_body(nested(30'000)), "json_invalid");
    // A parser that had to grow keeps the limit.
    EXPECT_EQ(type_for_body("{\"a\":\"" + std::string(100'000, 'x') + "\"}"), "");
    EXPECT_EQ(type_for_body(nested(33)), "json_invalid");
}

TEST(JsonBody, ReadsTextTrimmedAndCountsCodePoints) {
    JsonBody body("{\"name\":\" \u3000 jos\u00e9\\t\"}");

    EXPECT_EQ(body.text("name", {.length_min = 4, .length_max = 4}), "jos\u00e9");
    EXPECT_TRUE(body.ok());
}

TEST(JsonBody, SaysWhichRuleATextBreaks) {
    EXPECT_EQ(type_for_text("1"), "string_type");
    EXPECT_EQ(type_for_text("{}"), "string_type");
    EXPECT_EQ(type_for_text("null"), "missing");
    EXPECT_EQ(type_for_text("\"\""), "string_blank");
    EXPECT_EQ(type_for_text("\" \\u00a0\\n \""), "string_blank");
    EXPECT_EQ(type_for_text("\"ab\"", {.length_min = 3}), "string_too_short");
    EXPECT_EQ(type_for_text("\"" + std::string(256, 'x') + "\""), "string_too_long");
    EXPECT_EQ(type_for_text("\"" + std::string(255, 'x') + "\""), "");
    EXPECT_EQ(type_for_text("\"a\\u0000b\""), "string_control_characters");
    EXPECT_EQ(type_for_text("\"a\\u007fb\""), "string_control_characters");
    EXPECT_EQ(type_for_text("\"a\\nb\""), "string_control_characters");
    EXPECT_EQ(type_for_text("\"a\\n\\t\\rb\"", {.allow_line_breaks = true}), "");
    EXPECT_EQ(type_for_text("\"a\\u001bb\"", {.allow_line_breaks = true}),
              "string_control_characters");
}

TEST(JsonBody, CollectsAllErrorsInTheShapeThatFastApiClientsParse) {
    JsonBody body(R"({"client":7})");
    body.text("streamer");
    body.text("client");

    EXPECT_EQ(body.error_response().status, 422);
    EXPECT_EQ(body.error_response().body,
              R"({"detail":[{"loc":["body","streamer"],"msg":"Field required","type":"missing"},)"
              R"({"loc":["body","client"],"msg":"Input should be a valid string",)"
              R"("type":"string_type"}]})");
}

TEST(JsonBody, SaysOneThingAboutABodyThatIsNoJson) {
    JsonBody body("nonsense");
    body.text("streamer");
    body.integer("count", {.min = 1, .max = 2});
    body.money("price");

    EXPECT_EQ(body.errors().size(), 1U);
}

TEST(JsonBody, ReadsIntegersInTheirRange) {
    const IntegerRule rule{.min = 1, .max = 1'000};
    const auto read = [&](const std::string& value) {
        JsonBody body("{\"n\":" + value + "}");
        const auto number = body.integer("n", rule);
        return body.ok() ? std::to_string(number) : type_of_first(body);
    };
    EXPECT_EQ(read("1"), "1");
    EXPECT_EQ(read("1000"), "1000");
    EXPECT_EQ(read("3.0"), "3");
    EXPECT_EQ(read("0"), "greater_than_equal");
    EXPECT_EQ(read("1001"), "less_than_equal");
    EXPECT_EQ(read("9223372036854775807"), "less_than_equal");
    EXPECT_EQ(read("18446744073709551615"), "int_type");
    EXPECT_EQ(read("1.5"), "int_type");
    EXPECT_EQ(read("1e300"), "int_type");
    EXPECT_EQ(read("\"1\""), "int_type");
    EXPECT_EQ(read("true"), "int_type");
}

TEST(JsonBody, ReadsMoneyExactlyOrNotAtAll) {
    EXPECT_EQ(money_of("12.50"), "12.50");
    EXPECT_EQ(money_of("12.5"), "12.50");
    EXPECT_EQ(money_of("\"12.50\""), "12.50");
    EXPECT_EQ(money_of("999999999999.99"), "999999999999.99");
    for (const auto* wrong :
         {"12.505", "12.500", "1e2", "-1", "0.30000000000000004", "\"x\"", "\"\"", "1234567890123"})
        EXPECT_EQ(money_of(wrong), "decimal_parsing") << wrong;
    EXPECT_EQ(money_of("true"), "decimal_type");
    EXPECT_EQ(money_of("null"), "missing");
}

TEST(JsonBody, ReadsTimesFlagsAndLists) {
    JsonBody body(R"({"at":"2026-11-23T18:05:09Z","live":false,"urls":["a","b"],"none":null})");

    EXPECT_EQ(tts::to_iso8601(body.optional_timestamp("at").value()), "2026-11-23T18:05:09.000Z");
    EXPECT_EQ(body.optional_boolean("live"), false);
    EXPECT_EQ(body.text_list("urls", 2, {}), (std::vector<std::string>{"a", "b"}));
    EXPECT_FALSE(body.has("none"));
    EXPECT_FALSE(body.optional_boolean("none"));
    EXPECT_TRUE(body.ok());
}

TEST(JsonBody, RefusesBadTimesFlagsAndLists) {
    JsonBody body(R"({"at":"yesterday","when":5,"live":1,"urls":["a",7,""],"more":[1],"no":{}})");
    body.optional_timestamp("at");
    body.optional_timestamp("when");
    body.optional_boolean("live");
    body.text_list("urls", 3, {});
    body.text_list("more", 0, {});
    body.text_list("no", 3, {});

    std::string types;
    for (const auto& error : body.errors()) types += error.type + " ";
    EXPECT_EQ(types,
              "datetime_parsing datetime_type bool_type string_type string_blank too_long "
              "list_type ");
    EXPECT_EQ(body.errors()[3].location, (std::vector<std::string>{"body", "urls", "1"}));
}

TEST(JsonBody, SeveralBodiesLiveSideBySide) {
    JsonBody first(R"({"name":"one"})");
    JsonBody second(R"({"name":"two"})");

    EXPECT_EQ(first.text("name"), "one");
    EXPECT_EQ(second.text("name"), "two");
}
