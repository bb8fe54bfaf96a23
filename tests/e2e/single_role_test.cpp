#include "e2e/api.hpp"
#include "e2e/server_process.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

class SingleRole : public ::testing::TestWithParam<const char*> {};

// A role that leans on a part that only another role makes would end here.
TEST_P(SingleRole, StartsAloneAnswersAndStops) {
    const std::string role = GetParam();
    ServerProcess server({.roles = role, .redis_url = "", .database_url = "", .arguments = {}});
    for (const char* path : {"/health", "/ready", "/metrics", "/openapi.json"})
        EXPECT_EQ(try_get(server.url(role, path)).status, 200) << path;
    if (role == "dashboard") {
        EXPECT_EQ(try_get(server.url(role, "/images/products/ana/VELA/1.jpg")).status, 404);
    }
    EXPECT_EQ(server.stop(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Roles,
    SingleRole,
    ::testing::Values("chat", "nlp", "vision", "ecommerce", "auth", "dashboard", "worker"),
    [](const auto& role) { return std::string(role.param); });

}  // namespace

}  // namespace tts::test
