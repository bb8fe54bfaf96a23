// The web console in a browser, against the real program.

#include "e2e/api.hpp"
#include "e2e/secured_server.hpp"
#include "e2e/server_process.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace tts::test {

namespace {

// Screenshots stay there after the tests, to be looked at.
constexpr const char* screenshots = TTS_SOURCE_DIR "/build/screenshots";

// A check that fails takes a minute; on a busy machine those that pass take their time, too.
constexpr std::chrono::minutes browser_time_max{15};

// Runs tests/browser/SCRIPT in node.
Output run_in_browser(const std::string& script, const std::vector<std::string>& arguments) {
    const char* const chromium = std::getenv("CHROMIUM_PATH");
    const std::vector<std::string> environment =
        chromium ? std::vector<std::string>{"CHROMIUM_PATH=" + std::string(chromium)}
                 : std::vector<std::string>{};
    std::vector<std::string> words = {"/usr/bin/env", "node",
                                      TTS_SOURCE_DIR "/tests/browser/" + script};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run_command(words, environment, browser_time_max);
}

TEST(Console, IsWhatASellerNeedsDuringAShow) {
    const ServerProcess server({.roles = "", .redis_url = "", .database_url = "", .arguments = {}});

    const auto browser =
        run_in_browser("console.mjs", {server.url("dashboard", ""), server.url("chat", ""),
                                       server.url("ecommerce", ""), screenshots});

    EXPECT_EQ(browser.status, 0) << browser.text << server.log_tail();
    std::cout << browser.text;
}

TEST(Console, ShowsTheDemoShowWhileItIsPlayed) {
    const ServerProcess server({.roles = "", .redis_url = "", .database_url = "", .arguments = {}});
    std::string urls;
    for (const char* role : {"chat", "vision", "ecommerce", "auth", "dashboard"})
        urls += (urls.empty() ? "" : ",") + (role + ("=" + server.url(role, "")));

    const auto browser = run_in_browser("show.mjs", {binary().string(), urls, screenshots});

    EXPECT_EQ(browser.status, 0) << browser.text << server.log_tail();
}

TEST(Console, SellsVariantsAndOrdersOfSeveralLines) {
    const ServerProcess server({.roles = "", .redis_url = "", .database_url = "", .arguments = {}});

    const auto browser = run_in_browser(
        "shop.mjs", {server.url("dashboard", ""), server.url("chat", ""), server.url("vision", ""),
                     TTS_SOURCE_DIR "/config/sample-images", screenshots});

    EXPECT_EQ(browser.status, 0) << browser.text << server.log_tail();
    std::cout << browser.text;
}

TEST(Console, AsksWhoIsThereWhereNobodyIsTrusted) {
    const SecuredServer secured;

    const auto browser = run_in_browser(
        "login.mjs", {secured.server.url("dashboard", ""), secured.admin, screenshots});

    EXPECT_EQ(browser.status, 0) << browser.text << secured.server.log_tail();
}

TEST(Console, GoesOnWhereItWasOnceItsServerIsBack) {
    const TempFolder folder;

    const auto browser =
        run_in_browser("resume.mjs", {binary().string(), folder.path().string(),
                                      std::to_string(free_port()), std::to_string(free_port())});

    EXPECT_EQ(browser.status, 0) << browser.text;
}

}  // namespace

}  // namespace tts::test
