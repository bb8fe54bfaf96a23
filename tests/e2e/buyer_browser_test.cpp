// The buyer's page in a browser without scripts, against the real program.

#include "e2e/server_process.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tts::test {

namespace {

// Screenshots stay there after the tests, to be looked at.
constexpr const char* screenshots = TTS_SOURCE_DIR "/build/screenshots";

TEST(BuyerBrowser, FindsPaysAndFollowsAnOrderWithoutScripts) {
    const ServerProcess server({.roles = "", .redis_url = "", .database_url = "", .arguments = {}});
    const char* const chromium = std::getenv("CHROMIUM_PATH");
    const std::vector<std::string> environment =
        chromium ? std::vector<std::string>{"CHROMIUM_PATH=" + std::string(chromium)}
                 : std::vector<std::string>{};

    const auto browser =
        run_command({"/usr/bin/env", "node", TTS_SOURCE_DIR "/tests/browser/buyer_page.mjs",
                     server.url("ecommerce", ""), server.url("chat", ""), screenshots},
                    environment, std::chrono::minutes(10));

    EXPECT_EQ(browser.status, 0) << browser.text << server.log_tail();
}

}  // namespace

}  // namespace tts::test
