#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "apps/tiktoksales/openapi/openapi_routes.hpp"
#include "support/api_document.hpp"
#include "support/json_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tts {
namespace {

using openapi::Endpoint;
using test::ApiDocument;
using test::Json;

http::Response nothing(const http::Request&) {
    return http::Response::json("{}");
}

Endpoint endpoint(std::string_view method, std::string_view pattern) {
    return {
        .method = method,
        .pattern = pattern,
        .summary = "Something",
        .description = "",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "It.", .schema = openapi::object({{"id", openapi::uuid()}})}}};
}

ApiDocument document_of(const std::vector<Endpoint>& described, const http::Router& router) {
    return ApiDocument(Json::parse(openapi::document(Role::ecommerce, described, router.routes())));
}

TEST(OpenApiDocument, SaysWhichRouteNobodyDescribed) {
    http::Router router;
    router.on("GET", "/things/{id}", nothing).on("PUT", "/things/{id}", nothing);

    const auto gaps = document_of({endpoint("GET", "/things/{id}")}, router).gaps();

    ASSERT_FALSE(gaps.empty());
    EXPECT_EQ(gaps.front(), "put /things/{id}: x-undescribed");
}

TEST(OpenApiDocument, SaysWhichDescriptionHasNoRoute) {
    http::Router router;
    router.on("GET", "/things/{id}", nothing);

    const auto gaps =
        document_of({endpoint("GET", "/things/{id}"), endpoint("GET", "/gone")}, router).gaps();

    EXPECT_EQ(gaps, std::vector<std::string>{"get /gone: x-not-served"});
}

TEST(OpenApiDocument, ListsTheParametersOfAPath) {
    http::Router router;
    router.on("GET", "/a/{first}/b/{second}", nothing);

    const auto document = document_of({endpoint("GET", "/a/{first}/b/{second}")}, router);

    const auto parameters =
        document.json()["paths"]["/a/{first}/b/{second}"]["get"]["parameters"].items();
    ASSERT_EQ(parameters.size(), 2u);
    EXPECT_EQ(parameters[0]["name"].text(), "first");
    EXPECT_EQ(parameters[1]["in"].text(), "path");
}

TEST(OpenApiDocument, FindsAnswersThatDifferFromTheDescription) {
    http::Router router;
    router.on("GET", "/things/{id}", nothing);
    const auto document = document_of({endpoint("GET", "/things/{id}")}, router);
    const auto violations = [&](int status, const std::string& body) {
        return document
            .violations({.method = "GET", .path = "/things/7"},
                        {.status = status, .content_type = "application/json", .body = body})
            .size();
    };

    EXPECT_EQ(violations(200, R"({"id":"0193a1b2-0000-7000-8000-000000000001"})"), 0u);
    EXPECT_EQ(violations(404, R"({"detail":"no such thing"})"), 0u);
    EXPECT_EQ(violations(200, R"({"id":"seven"})"), 1u);
    EXPECT_EQ(violations(200, "{}"), 1u);
    EXPECT_EQ(violations(201, R"({"id":"0193a1b2-0000-7000-8000-000000000001"})"), 1u);
    EXPECT_EQ(violations(500, R"({"error":"oops"})"), 1u);
}

class OpenApiOfRole : public ::testing::TestWithParam<Role> {};

// The references of a schema, wherever they are in it.
void collect_references(const Json& json, std::set<std::string>& found) {
    if (json.is_object())
        for (const auto& [name, member] : json.members()) {
            if (name == "$ref") found.insert(member.text());
            collect_references(member, found);
        }
    if (json.is_array())
        for (const auto& item : json.items()) collect_references(item, found);
}

TEST_P(OpenApiOfRole, RefersOnlyToSchemasThatAreThere) {
    http::Router router;
    add_openapi_routes(router, GetParam());
    const auto document = Json::parse(
        openapi::document(GetParam(), openapi::endpoints_of(GetParam()), router.routes()));
    std::set<std::string> references;
    collect_references(document, references);

    const std::string prefix = "#/components/schemas/";
    for (const auto& reference : references) {
        ASSERT_TRUE(reference.starts_with(prefix)) << reference;
        EXPECT_TRUE(document["components"]["schemas"].has(reference.substr(prefix.size())))
            << reference;
    }
}

TEST_P(OpenApiOfRole, DescribesEachEndpointOnce) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const Endpoint& one : openapi::endpoints_of(GetParam()))
        EXPECT_TRUE(seen.emplace(one.method, one.pattern).second) << one.method << one.pattern;
}

std::vector<Role> all_roles() {
    std::vector<Role> roles;
    for (const RoleInfo& one : role_infos) roles.push_back(one.role);
    return roles;
}

INSTANTIATE_TEST_SUITE_P(Roles,
                         OpenApiOfRole,
                         ::testing::ValuesIn(all_roles()),
                         [](const auto& test) { return std::string(to_string(test.param)); });

TEST(DocsPage, MakesNoMarkupOutOfTextAndIsGuardedLikeTheDashboard) {
    http::Router router;
    add_openapi_routes(router, Role::nlp);
    for (const char* path : {"/docs", "/docs.js", "/docs.css"}) {
        const auto found = router.find("GET", path);
        ASSERT_NE(found.route, nullptr) << path;
        const auto response = found.route->handler({});
        EXPECT_TRUE(std::any_of(response.headers.begin(), response.headers.end(), [](auto& field) {
            return field.first == "Content-Security-Policy" &&
                   field.second.find("require-trusted-types-for 'script'") != std::string::npos;
        })) << path;
        for (const char* way : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
                                "eval(", "new Function"})
            EXPECT_EQ(response.body.find(way), std::string::npos) << path << " " << way;
    }
}

}  // namespace
}  // namespace tts
