// Rules of the source text that neither the compiler nor clang-tidy checks.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace tts {
namespace {

namespace fs = std::filesystem;

using Names = std::vector<std::string>;

fs::path root() {
    return TTS_SOURCE_DIR;
}

// What each folder of src/ may include from src/. Arrows point inward, to core; a step of the
// pipeline knows no other step.
const std::map<std::string, Names>& may_include() {
    static const std::map<std::string, Names> table = {
        {"core", {"core"}},
        {"ports", {"core", "ports"}},
        {"http", {"core", "http"}},
        {"ingest", {"core", "ports", "http", "ingest"}},
        {"intent", {"core", "ports", "intent"}},
        // A product's name counts for the match as it counts for the intent.
        {"match", {"core", "ports", "intent", "match"}},
        {"order", {"core", "ports", "order"}},
        {"payments", {"core", "ports", "payments"}},
        {"ledger", {"core", "ports", "ledger"}},
        // What is sent is signed as tokens are.
        {"webhooks", {"core", "ports", "accounts", "webhooks"}},
        {"pipeline", {"core", "ports", "intent", "match", "order", "pipeline"}},
        {"notify", {"core", "ports", "notify"}},
        {"chat", {"core", "ports", "match", "order", "pipeline", "chat"}},
        {"accounts", {"core", "ports", "accounts"}},
        {"buyer_page", {"core", "ports", "order", "accounts", "buyer_page"}},
        {"vision", {"core", "ports", "vision"}},
        // What is captured is looked at at once, and each frame once.
        {"capture", {"core", "ports", "vision", "capture"}},
        {"dashboard", {"core", "ports", "http", "dashboard"}},
        {"adapters", {"core", "ports", "adapters"}},
    };
    return table;
}

std::vector<fs::path> sources_under(const fs::path& folder) {
    std::vector<fs::path> found;
    if (!fs::exists(folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp")
            found.push_back(entry.path());
    return found;
}

std::vector<fs::path> all_sources() {
    std::vector<fs::path> all;
    for (const char* folder : {"apps", "bench", "src", "tests"})
        for (const auto& path : sources_under(root() / folder)) all.push_back(path);
    return all;
}

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string without_comments(const std::string& text) {
    return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

// "core" for #include "core/money.hpp". An include of the own folder without a path counts as own.
Names included_folders(const fs::path& path) {
    static const std::regex include(R"re(#include "([a-z0-9_]+)/)re");
    const auto text = read(path);
    Names folders;
    for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it)
        folders.push_back((*it)[1]);
    return folders;
}

bool contains(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The statements with co_await that g++ 12 may compile wrongly. It is known to be right about
// `name = co_await call`, `co_await call` and `co_return co_await call`, one in a statement, where
// the call builds nothing with braces and takes no lambda.
std::vector<std::string> risky_awaits(const std::string& text) {
    static const std::regex safe_start(
        R"(\s*((const )?[\w:<>*& ]+(\[[\w, ]+\])? =|co_return)?\s*)");
    std::vector<std::string> risky;
    for (auto at = text.find("co_await"); at != std::string::npos;
         at = text.find("co_await", at + 1)) {
        const auto start = text.find_last_of(";{}", at) + 1;
        const auto end = text.find(';', at);
        const auto before = text.substr(start, at - start);
        const auto after = text.substr(at + 8, end - at - 8);
        if (!std::regex_match(before, safe_start) || after.find('{') != std::string::npos ||
            after.find('?') != std::string::npos || after.find("co_await") != std::string::npos)
            risky.push_back(text.substr(start, end - start));
    }
    return risky;
}

TEST(Tidy, DependenciesPointInward) {
    for (const auto& [folder, allowed] : may_include())
        for (const auto& path : sources_under(root() / "src" / folder))
            for (const auto& included : included_folders(path))
                EXPECT_TRUE(contains(allowed, included)) << path << " includes " << included;
}

TEST(Tidy, EveryFolderHasItsPlaceInTheTable) {
    for (const auto& entry : fs::directory_iterator(root() / "src"))
        if (entry.is_directory()) {
            EXPECT_TRUE(may_include().contains(entry.path().filename().string())) << entry.path();
        }
}

TEST(Tidy, AdaptersDoNotKnowEachOther) {
    static const std::regex include(R"re(#include "adapters/([a-z0-9_]+)/)re");
    for (const auto& path : sources_under(root() / "src/adapters")) {
        const auto text = read(path);
        for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
            // adapters/sql is what both databases say in the same words.
            if ((*it)[1] == "sql") continue;
            EXPECT_EQ((*it)[1], path.parent_path().filename().string()) << path;
        }
    }
}

// The page shows hostile text, so it makes markup of none. What its library makes of its own
// templates is another matter.
TEST(Tidy, ThePageMakesNoMarkupOutOfText) {
    int looked_at = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root() / "web/src")) {
        const auto extension = entry.path().extension();
        if (extension != ".svelte" && extension != ".js") continue;
        ++looked_at;
        const auto text = read(entry.path());
        for (const auto* way : {"{@html", "innerHTML", "outerHTML", "insertAdjacentHTML",
                                "document.write", "eval(", "new Function"})
            EXPECT_EQ(text.find(way), std::string::npos) << entry.path() << " " << way;
    }
    EXPECT_GT(looked_at, 0);
}

TEST(Tidy, PortsNameNoLibrary) {
    static const std::regex library(R"re(#include <(boost|hiredis|libpq|sqlite3|curl|opencv))re");
    for (const auto& path : sources_under(root() / "src/ports"))
        EXPECT_FALSE(std::regex_search(read(path), library)) << path;
}

TEST(Tidy, OnlyTheEdgeHasCoroutines) {
    for (const auto& [folder, allowed] : may_include()) {
        if (folder == "http" || folder == "ingest" || folder == "dashboard") continue;
        for (const auto& path : sources_under(root() / "src" / folder))
            EXPECT_EQ(read(path).find("co_await"), std::string::npos) << path;
    }
}

TEST(Tidy, AwaitsAreOnePerStatement) {
    for (const char* folder : {"src", "apps"})
        for (const auto& path : sources_under(root() / folder))
            for (const auto& statement : risky_awaits(without_comments(read(path))))
                ADD_FAILURE() << path << ": g++ 12 may miscompile" << statement;
}

TEST(Tidy, KnowsARiskyAwaitWhenItSeesOne) {
    for (const char* risky : {
             "co_await send(Request{.url = url});",
             "auto n = co_await with([c] { return c; });",
             "auto r = ok ? co_await get(a) : b;",
             "if (!co_await get(std::string(60, 'a'))) return;",
             "Request r{.body = co_await read()};",
             "co_await send({\"a\", \"b\"});",
         })
        EXPECT_EQ(risky_awaits(risky).size(), 1u) << risky;
    for (const char* safe : {
             "auto reply = co_await send(request);",
             "auto [error, bytes] = co_await peer.async_read(buffer, no_throw);",
             "co_return co_await get(key);",
             "for (;;) { const auto executor = co_await asio::this_coro::executor; }",
         })
        EXPECT_TRUE(risky_awaits(safe).empty()) << safe;
}

TEST(Tidy, LinesAreAtMostAHundredColumnsWideWithoutTabsOrTrailingSpace) {
    for (const auto& path : all_sources()) {
        int number = 0;
        for (const auto& line : lines_of(read(path))) {
            ++number;
            // How wide other scripts are, clang-format knows.
            const bool is_ascii = std::all_of(line.begin(), line.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x80;
            });
            const std::size_t columns = is_ascii ? line.size() : 0;
            EXPECT_LE(columns, 100u) << path << ":" << number;
            EXPECT_EQ(line.find('\t'), std::string::npos) << path << ":" << number;
            EXPECT_FALSE(line.ends_with(' ')) << path << ":" << number;
        }
    }
}

TEST(Tidy, HeadersAreIncludedOnce) {
    for (const auto& path : all_sources())
        if (path.extension() == ".hpp") {
            EXPECT_NE(read(path).find("#pragma once"), std::string::npos) << path;
        }
}

TEST(Tidy, SourcesAreShortEnoughToRead) {
    constexpr std::size_t lines_max = 400;  // Past 300 a file is probably two.
    for (const auto& path : all_sources()) {
        // Lists of words are read as a table.
        if (path.filename().string().starts_with("phrases_")) continue;
        EXPECT_LE(lines_of(read(path)).size(), lines_max) << path;
    }
}

}  // namespace
}  // namespace tts
