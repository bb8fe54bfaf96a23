// What the page says in the words of the server: the sentences of web/src/lib/server_words_es.js
// are those that the server has, and none that the page may be refused with is missing.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace tts {
namespace {

namespace fs = std::filesystem;

fs::path root() {
    return TTS_SOURCE_DIR;
}

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

struct Literal {
    std::string text;
    std::size_t end = 0;  // Behind it, in what it was read from.
};

// The string literal at `at`, and those that follow it at once, as one text.
Literal literal_at(std::string_view source, std::size_t at) {
    Literal literal{.text = {}, .end = at};
    while (at < source.size() && source[at] == '"') {
        for (++at; at < source.size() && source[at] != '"'; ++at) {
            if (source[at] == '\\') ++at;
            literal.text += source[at];
        }
        literal.end = at + 1;
        at = std::min(source.find_first_not_of(" \n", literal.end), source.size());
    }
    return literal;
}

std::vector<fs::path> sources_under(std::initializer_list<const char*> folders) {
    std::vector<fs::path> found;
    for (const char* folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(root() / folder))
            if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp")
                found.push_back(entry.path());
    return found;
}

// All texts that stand in the program's sources, one a line.
std::string texts_of_the_program() {
    std::string texts;
    for (const auto& path : sources_under({"src", "apps"})) {
        const std::string source = read(path);
        for (std::size_t at = source.find('"'); at != std::string::npos;) {
            // Not the character that is written '"'.
            if (at > 0 && source[at - 1] == '\'') {
                at = source.find('"', at + 1);
                continue;
            }
            const Literal literal = literal_at(source, at);
            texts += literal.text + "\n";
            at = source.find('"', literal.end);
        }
    }
    return texts;
}

// The English sentences, with their holes: "there is no order {number}".
std::vector<std::string> known_sentences() {
    std::vector<std::string> sentences;
    std::istringstream lines(read(root() / "web/src/lib/server_words_es.js"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("  [\"")) sentences.push_back(literal_at(line, 3).text);
    return sentences;
}

std::vector<std::string> between_holes(const std::string& sentence) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (auto hole = sentence.find('{'); hole != std::string::npos;
         hole = sentence.find('{', from)) {
        parts.push_back(sentence.substr(from, hole - from));
        from = sentence.find('}', hole) + 1;
    }
    parts.push_back(sentence.substr(from));
    return parts;
}

TEST(PageWords, AreOfSentencesThatTheServerSays) {
    constexpr std::size_t telling = 6;  // A shorter piece stands anywhere.
    const std::string texts = texts_of_the_program();
    const auto sentences = known_sentences();
    ASSERT_GT(sentences.size(), 100u);
    for (const auto& sentence : sentences)
        for (const auto& part : between_holes(sentence))
            if (part.size() >= telling) {
                EXPECT_NE(texts.find(part), std::string::npos)
                    << "nothing says '" << part << "', of the sentence '" << sentence << "'";
            }
}

TEST(PageWords, KnowEveryRefusalOfWhatAPageAsksFor) {
    const auto sentences = known_sentences();
    const auto is_known = [&](const std::string& text) {
        return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& sentence) {
            return sentence.find(text) != std::string::npos;
        });
    };
    int refusals = 0;
    for (const auto& path :
         sources_under({"src/order", "src/payments", "src/ledger", "src/accounts", "src/core",
                        "src/adapters/sql", "apps/tiktoksales/orders", "apps/tiktoksales/shop",
                        "apps/tiktoksales/accounts"})) {
        const std::string source = read(path);
        for (const std::string_view begin : {"Errc::conflict,", "Errc::denied,"})
            for (auto at = source.find(begin); at != std::string::npos;
                 at = source.find(begin, at + 1)) {
                const auto text_at = source.find_first_not_of(" \n", at + begin.size());
                if (text_at >= source.size() || source[text_at] != '"') continue;
                const auto refusal = literal_at(source, text_at).text;
                ++refusals;
                EXPECT_TRUE(is_known(refusal))
                    << path << ": '" << refusal << "' is not in server_words_es.js";
            }
    }
    EXPECT_GT(refusals, 20);
}

}  // namespace
}  // namespace tts
