// The demo with those who play Stripe, Twilio and a mail server, started as a person starts them:
// by tools/counterparts.

#include "e2e/api.hpp"
#include "e2e/server_process.hpp"

#include "core/text.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <sstream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class DemoLife : public ::testing::Test {
protected:
    void TearDown() override {
        run_script("stop");
        if (server && HasFailure())
            std::cerr << "--- log of the server\n" << server->log_tail() << "---\n";
    }

    Output run_script(const std::string& command,
                      const std::vector<std::string>& options = {}) const {
        std::vector<std::string> words{TTS_SOURCE_DIR "/tools/counterparts", command, "--dir",
                                       folder.path().string()};
        words.insert(words.end(), options.begin(), options.end());
        return run_command(words, {}, 60s);
    }
    Output start_counterparts() const {
        return run_script("start", {"--shop", "http://127.0.0.1:" + std::to_string(port)});
    }
    std::vector<std::string> settings() const {
        std::istringstream lines(run_script("env").text);
        std::vector<std::string> all;
        for (std::string line; std::getline(lines, line);) all.push_back(line);
        return all;
    }
    std::filesystem::path addresses() const { return folder.path() / "addresses.json"; }

    void serve(std::vector<std::string> environment) {
        server =
            std::make_unique<ServerProcess>(ServerOptions{.roles = "",
                                                          .redis_url = "",
                                                          .database_url = "",
                                                          .arguments = {},
                                                          .environment = std::move(environment),
                                                          .ports = {{"ecommerce", port}}});
    }
    Output play_demo() const {
        return run_command(
            {binary().string(), "demo", "--fast", "--url", server->url("chat", ""), "--vision-url",
             server->url("vision", ""), "--ecommerce-url", server->url("ecommerce", ""),
             "--dashboard-url", server->url("dashboard", ""), "--auth-url", server->url("auth", ""),
             "--counterparts", addresses().string()},
            {}, 240s);
    }
    Output ask(std::vector<std::string> words) const {
        words.insert(words.begin(), binary().string());
        words.insert(words.end(), {"--data", server->data().string()});
        return run_command(words, {}, 60s);
    }

    TempFolder folder;
    int port = free_port();
    std::unique_ptr<ServerProcess> server;
};

std::string last_line(const std::string& text) {
    const auto whole = std::string(trimmed(text));
    return whole.substr(whole.rfind('\n') + 1);
}

// The order's number in the first line after the one that tells the story.
std::string order_of(const std::string& text, const std::string& story) {
    const auto row = text.find(story);
    const auto begin = text.find("ORD-", row);
    return row == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_F(DemoLife, IsPlayedWholeAndEverySumAddsUp) {
    const auto started = start_counterparts();
    ASSERT_EQ(started.status, 0) << started.text;
    serve(settings());

    const auto demo = play_demo();

    EXPECT_EQ(demo.status, 0) << demo.text;
    EXPECT_EQ(last_line(demo.text), "demo: OK, everything is as the script expects");
    EXPECT_EQ(demo.text.find("FAIL"), std::string::npos) << demo.text;
    const auto audit = ask({"audit", "ledger"});
    EXPECT_EQ(audit.status, 0) << audit.text;
    EXPECT_NE(audit.text.find("10 payments, 0 differences"), std::string::npos) << audit.text;
    const auto trace = ask({"trace", order_of(demo.text, "gets all of it back")});
    for (const auto* step :
         {"order.created", "order.paid", "booked commission", "order.refunded",
          "commission_expense -> commission_payable", "notification by email sent"})
        EXPECT_NE(trace.text.find(step), std::string::npos) << step << "\n" << trace.text;
}

// A shop that takes the money itself is not what the script expects.
TEST_F(DemoLife, SaysSoWhereTheShopDoesNotUseTheCounterparts) {
    const auto started = start_counterparts();
    ASSERT_EQ(started.status, 0) << started.text;
    serve({});

    const auto demo = play_demo();

    EXPECT_EQ(demo.status, 1);
    EXPECT_TRUE(last_line(demo.text).starts_with("demo: FAILED")) << demo.text;
    EXPECT_NE(demo.text.find("does not use the counterparts"), std::string::npos) << demo.text;
}

TEST_F(DemoLife, SaysSoWhereThereAreNoCounterparts) {
    serve({});

    const auto demo = play_demo();

    EXPECT_EQ(demo.status, 1);
    EXPECT_NE(demo.text.find("tools/counterparts"), std::string::npos) << demo.text;
}

TEST_F(DemoLife, TheCounterpartsStartTellStopAndStartAnew) {
    EXPECT_EQ(run_script("status").status, 1);
    EXPECT_EQ(run_script("env").status, 1);
    EXPECT_EQ(run_script("start").status, 2) << "it does not know the shop";

    ASSERT_EQ(start_counterparts().status, 0);
    EXPECT_EQ(run_script("status").status, 0);
    const auto first = read_file(folder.path() / "pid");
    ASSERT_EQ(start_counterparts().status, 0);
    EXPECT_NE(read_file(folder.path() / "pid"), first);
    EXPECT_NE(::kill(std::stoi(first), 0), 0) << "the first ones still run";

    EXPECT_EQ(run_script("stop").status, 0);
    EXPECT_EQ(run_script("status").status, 1);
    EXPECT_FALSE(std::filesystem::exists(addresses()));
    EXPECT_EQ(run_script("stop").status, 0);
}

TEST_F(DemoLife, WithoutNodeTheCounterpartsSayWhatIsMissing) {
    // A PATH with what the script needs, and no node.
    const auto programs = folder.path() / "bin";
    std::filesystem::create_directory(programs);
    for (const auto* name : {"bash", "dirname", "env"})
        std::filesystem::create_symlink(std::filesystem::path("/usr/bin") / name, programs / name);

    const auto started = run_command(
        {"/usr/bin/env", "PATH=" + programs.string(), TTS_SOURCE_DIR "/tools/counterparts", "start",
         "--shop", "http://127.0.0.1:1", "--dir", folder.path().string()},
        {}, 60s);

    EXPECT_EQ(started.status, 1);
    EXPECT_NE(started.text.find("Node.js is not installed"), std::string::npos) << started.text;
}

}  // namespace tts::test
