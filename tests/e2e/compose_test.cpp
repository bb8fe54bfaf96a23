// deploy/compose.yaml and deploy/Dockerfile, as far as that can be checked without Docker: what
// they say is what this program understands.

#include "e2e/server_process.hpp"

#include <gtest/gtest.h>

#include <yaml-cpp/yaml.h>

#include <map>
#include <regex>
#include <set>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const std::filesystem::path root = TTS_SOURCE_DIR;

// A member of a service, its own or of what it merges with "<<".
YAML::Node member(const YAML::Node& service, const char* name) {
    if (service[name]) return service[name];
    return service["<<"] ? service["<<"][name] : YAML::Node();
}

std::vector<std::string> words_of(const YAML::Node& list) {
    return list.as<std::vector<std::string>>();
}

// "${NAME:?what to do}" as compose reads it from deploy/.env.
std::string filled_in(const std::string& text) {
    return std::regex_replace(text, std::regex(R"(\$\{\w+[^}]*\})"), "secret");
}

// What follows the word, as "chat=8081" follows "--ports".
std::string after(const std::vector<std::string>& words, const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() || std::next(found) == words.end() ? "" : *std::next(found);
}

class Compose : public ::testing::Test {
protected:
    // The services that run this program, by name.
    std::map<std::string, YAML::Node> programs() const {
        std::map<std::string, YAML::Node> found;
        for (const auto& service : file["services"])
            if (member(service.second, "image").as<std::string>() == "tiktoksales:local")
                found[service.first.as<std::string>()] = service.second;
        return found;
    }

    // What `serve` says about the service's command line and environment.
    Output check(const YAML::Node& service, std::vector<std::string> more = {}) const {
        auto words = words_of(member(service, "command"));
        words.insert(words.begin(), binary().string());
        words.insert(words.end(), {"--check-config", "--data", folder.path().string()});
        words.insert(words.end(), more.begin(), more.end());
        std::vector<std::string> environment;
        for (const auto& variable : member(service, "environment"))
            environment.push_back(variable.first.as<std::string>() + "=" +
                                  filled_in(variable.second.as<std::string>()));
        return run_command(words, environment, 60s);
    }

    const YAML::Node file = YAML::LoadFile((root / "deploy" / "compose.yaml").string());
    const TempFolder folder;
};

TEST_F(Compose, RunsEveryRoleAsOftenAsThereShouldBe) {
    std::map<std::string, int> copies;
    std::set<std::string> ports;
    for (const auto& [name, service] : programs()) {
        const auto words = words_of(member(service, "command"));
        ++copies[after(words, "--roles")];
        const auto given = after(words, "--ports");
        if (!given.empty()) {
            EXPECT_TRUE(ports.insert(given.substr(given.find('='))).second) << name;
        }
    }
    EXPECT_EQ(copies, (std::map<std::string, int>{{"chat", 2},
                                                  {"worker", 3},
                                                  {"nlp", 1},
                                                  {"vision", 1},
                                                  {"capture", 1},
                                                  {"ecommerce", 1},
                                                  {"auth", 1},
                                                  {"dashboard", 1}}));
}

TEST_F(Compose, HasOnlyCommandLinesThatTheProgramAccepts) {
    for (const auto& [name, service] : programs()) {
        const auto checked = check(service);
        EXPECT_EQ(checked.status, 0) << name << ": " << checked.text;
    }
    const auto wrong = check(programs().at("nlp"), {"--no-such-option"});
    EXPECT_NE(wrong.status, 0) << "a wrong command line passes for a right one";
}

TEST_F(Compose, AsksEachServiceAtItsOwnPortWhetherItIsReady) {
    const std::map<std::string, std::string> usual = {{"nlp", "8001"},
                                                      {"vision", "8002"},
                                                      {"ecommerce", "8082"},
                                                      {"auth", "8083"},
                                                      {"dashboard", "8080"}};
    for (const auto& [name, service] : programs()) {
        const auto test = words_of(member(service, "healthcheck")["test"]);
        ASSERT_EQ(test.size(), 3u) << name;
        const auto words = words_of(member(service, "command"));
        const auto given = after(words, "--ports");
        EXPECT_EQ(test[2], given.empty() ? usual.at(after(words, "--roles"))
                                         : given.substr(given.find('=') + 1))
            << name;
    }
}

TEST_F(Compose, BuildsWithADockerfileWhoseFilesAreThere) {
    const auto build = member(programs().at("nlp"), "build");
    const auto context = root / "deploy" / build["context"].as<std::string>();
    const auto dockerfile = context / build["dockerfile"].as<std::string>();
    ASSERT_TRUE(std::filesystem::exists(dockerfile)) << dockerfile;
    const auto text = read_file(dockerfile);
    EXPECT_NE(text.find("FROM debian:12 AS build"), std::string::npos);
    EXPECT_NE(text.find("RUN ./run.sh --build-only"), std::string::npos);
    for (const char* path : {"run.sh", "tools/ready"})
        EXPECT_TRUE(std::filesystem::exists(context / path)) << path;
}

}  // namespace

}  // namespace tts::test
