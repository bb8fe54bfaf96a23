#pragma once

#include "core/result.hpp"
#include "intent/corpus.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace tts {

// One thing that is wrong with the corpus, and where: "corpus/train/es.tsv:12".
struct CorpusProblem {
    std::string where;
    std::string what;
};

// How many messages there are of each intent. Spellings of one message that the normaliser makes
// one ("chốt", "chot", "chottt") count once.
using IntentCounts = std::array<std::size_t, 5>;

// What the corpus holds, and what is wrong with it.
struct CorpusReport {
    std::map<std::string, IntentCounts> train;  // By language.
    std::map<std::string, IntentCounts> test;
    std::vector<CorpusProblem> problems;    // Each one is a row that must be changed.
    std::vector<CorpusProblem> shortfalls;  // What is still missing: languages, rows, balance.
};

// Reads train/*.tsv and test/*.tsv of the folder and looks for what reviewers miss: messages said
// twice, one message with two labels, messages of the test that training knows or nearly knows,
// foreign scripts, invisible characters, unbalanced labels. Errc::not_found or Errc::invalid, with
// file and line, if the corpus cannot be read.
Result<CorpusReport> check_corpus(const std::string& folder);

// Two messages that differ in no more than a word or two, a number, or their endings.
bool is_near_duplicate(std::string_view first, std::string_view second);

}  // namespace tts
