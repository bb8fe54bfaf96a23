// `tiktoksales init`, `token` and the checks of the configuration, as an operator runs them.

#include "e2e/secured_server.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace tts::test {

namespace {

mode_t mode_of(const std::string& path) {
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
}

std::size_t lines_with(const std::string& text, const std::string& word) {
    std::istringstream in(text);
    std::size_t count = 0;
    for (std::string line; std::getline(in, line);)
        if (line.find(word) != std::string::npos) ++count;
    return count;
}

TEST(Init, WritesPrivateFilesAndShowsTheTokensOnce) {
    const KeyFolder keys;

    EXPECT_EQ(keys.init.status, 0) << keys.init.text;
    EXPECT_EQ(mode_of(keys.data + "/tiktoksales.toml"), 0600U);
    EXPECT_EQ(mode_of(keys.data + "/jwt.key"), 0600U);
    EXPECT_EQ(mode_of(keys.data + "/data.key"), 0600U);
    const auto admin = keys.initial_token("admin");
    EXPECT_GT(admin.size(), 40U);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(keys.data))
        if (entry.is_regular_file()) {
            EXPECT_EQ(read_file(entry.path()).find(admin), std::string::npos) << entry.path();
        }
    const auto list = keys.run({"token", "list"});
    EXPECT_EQ(lines_with(list.text, "\tinit\t"), 2U) << list.text;
    EXPECT_EQ(list.text.find(admin), std::string::npos);
}

TEST(Init, ReplacesNothingUnlessItIsForced) {
    const KeyFolder keys;
    std::ofstream(keys.data + "/tiktoksales.toml") << "[server]\nworkers = 3\n";
    const auto key = read_file(keys.data + "/jwt.key");
    const auto data_key = read_file(keys.data + "/data.key");

    const auto again = keys.run({"init"});

    EXPECT_EQ(again.status, 1);
    EXPECT_NE(again.text.find("--force"), std::string::npos) << again.text;
    EXPECT_EQ(read_file(keys.data + "/tiktoksales.toml"), "[server]\nworkers = 3\n");
    EXPECT_EQ(read_file(keys.data + "/jwt.key"), key);

    EXPECT_EQ(keys.run({"init", "--force"}).status, 0);
    EXPECT_NE(read_file(keys.data + "/jwt.key"), key);
    EXPECT_EQ(read_file(keys.data + "/data.key"), data_key);  // It opens what it sealed.
    EXPECT_EQ(lines_with(keys.run({"token", "list"}).text, "revoked"), 2U);
}

TEST(CheckConfig, SaysWhetherOthersMayBeLetIn) {
    const TempFolder empty;
    const std::string model = (binary().parent_path() / "intent.model").string();
    const auto check = [&](const std::string& data, std::vector<std::string> words) {
        words.insert(words.begin(), {binary().string(), "serve", "--check-config", "--data", data,
                                     "--model", model});
        return run_command(words, {}, std::chrono::seconds(60));
    };

    EXPECT_EQ(check(empty.path().string(), {}).status, 0);
    const auto refused = check(empty.path().string(), {"--bind", "0.0.0.0"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.text.find("tiktoksales init"), std::string::npos) << refused.text;
    const KeyFolder keys;
    EXPECT_EQ(check(keys.data, {"--bind", "0.0.0.0"}).status, 0);
}

TEST(CheckConfig, TellsEveryFaultInALineOfItsOwn) {
    const TempFolder folder;
    std::ofstream(folder.path() / "tiktoksales.toml")
        << "[server]\nworkrs = 3\nloops = 0\n[payments]\nprovider = \"stripe\"\n";

    const auto checked = run_command(
        {binary().string(), "serve", "--check-config", "--data", folder.path().string()}, {},
        std::chrono::seconds(60));

    EXPECT_EQ(checked.status, 2);
    EXPECT_EQ(lines_with(checked.text,
                         "tiktoksales.toml:2: server.workrs: unknown key; did you "
                         "mean server.workers?"),
              1U)
        << checked.text;
    EXPECT_EQ(lines_with(checked.text, "tiktoksales.toml:3: server.loops: must be"), 1U);
    EXPECT_EQ(lines_with(checked.text, "payments.stripe_api_key: is missing"), 1U);
}

TEST(CommandLine, AnUnknownFlagIsAnErrorWithASuggestion) {
    const auto refused =
        run_command({binary().string(), "serve", "--worker", "3"}, {}, std::chrono::seconds(60));

    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.text.find("did you mean --workers?"), std::string::npos) << refused.text;
}

TEST(ServeForOthers, DoesNotStartWithoutTokens) {
    const KeyFolder keys;
    for (const char* scope : {"admin", "ingest"}) {
        const auto token = keys.initial_token(scope);
        EXPECT_EQ(keys.run({"token", "revoke", token.substr(0, token.rfind('_'))}).status, 0);
    }

    const auto refused =
        keys.run({"serve", "--roles", "auth", "--ports", "auth=0", "--trust-local=false"});

    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.text.find("there is no admin token"), std::string::npos) << refused.text;
}

}  // namespace

}  // namespace tts::test
