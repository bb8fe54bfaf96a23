#include "support/json_schema.hpp"

#include <gtest/gtest.h>

namespace tts::test {
namespace {

std::size_t count(const std::string& value, const std::string& schema) {
    const auto document = Json::parse(R"({"schemas":{"Name":{"type":"string"}}})");
    return violations(Json::parse(value), Json::parse(schema), document).size();
}

TEST(JsonSchemaChecker, KnowsTheTypes) {
    EXPECT_EQ(count("1", R"({"type":"integer"})"), 0u);
    EXPECT_EQ(count("1", R"({"type":"number"})"), 0u);
    EXPECT_EQ(count("1.5", R"({"type":"integer"})"), 1u);
    EXPECT_EQ(count("true", R"({"type":"boolean"})"), 0u);
    EXPECT_EQ(count("null", R"({"type":"string"})"), 1u);
    EXPECT_EQ(count("null", R"({"anyOf":[{"type":"string"},{"type":"null"}]})"), 0u);
    EXPECT_EQ(count("7", R"({"anyOf":[{"type":"string"},{"type":"null"}]})"), 1u);
}

TEST(JsonSchemaChecker, LooksIntoObjectsAndArrays) {
    const std::string schema =
        R"({"type":"object","required":["names"],"properties":{"names":{"type":"array",)"
        R"("items":{"$ref":"#/schemas/Name"},"minItems":1}}})";

    EXPECT_EQ(count(R"({"names":["ana"],"more":1})", schema), 0u);
    EXPECT_EQ(count(R"({"names":[]})", schema), 1u);
    EXPECT_EQ(count(R"({"names":["ana",1,2]})", schema), 2u);
    EXPECT_EQ(count(R"({})", schema), 1u);
    EXPECT_EQ(count(R"({"a":"x"})", R"({"additionalProperties":{"type":"integer"}})"), 1u);
}

TEST(JsonSchemaChecker, KnowsLimitsListsAndFormats) {
    EXPECT_EQ(count(R"("ñandú")", R"({"minLength":5,"maxLength":5})"), 0u);
    EXPECT_EQ(count("1.01", R"({"minimum":0,"maximum":1})"), 1u);
    EXPECT_EQ(count(R"("no")", R"({"enum":["yes"]})"), 1u);
    EXPECT_EQ(count(R"("2026-11-23T18:05:09.123Z")", R"({"format":"date-time"})"), 0u);
    EXPECT_EQ(count(R"("yesterday")", R"({"format":"date-time"})"), 1u);
    EXPECT_EQ(count(R"("7")", R"({"format":"uuid"})"), 1u);
}

TEST(JsonSchemaChecker, ComplainsAboutWordsThatItDoesNotKnow) {
    EXPECT_EQ(count("1", R"({"multipleOf":2})"), 1u);
    EXPECT_EQ(count(R"("x")", R"({"format":"email"})"), 1u);
}

}  // namespace
}  // namespace tts::test
