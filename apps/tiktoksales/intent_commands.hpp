#pragma once

#include <string>
#include <vector>

namespace tts {

struct TrainIntentOptions {
    std::string corpus = "corpus";  // The folder with train/*.tsv.
    std::string model;
};

// `tiktoksales train intent`: makes the model from the corpus.
int run_train_intent(const TrainIntentOptions& options);

struct EvalIntentOptions {
    std::vector<std::string> files;  // label<TAB>lang<TAB>source<TAB>text, or without the source.
    std::string model;
    bool as_json = false;
    bool by_language = false;  // In the printed text; the JSON always has each language.
    // What the show sells; without it no code counts. The corpus' own test files need the codes
    // that corpus/README.md names, and get them with `with_corpus_codes`.
    bool with_corpus_codes = false;
};

// `tiktoksales eval intent FILE.tsv`: how well labelled messages are read.
int run_eval_intent(const EvalIntentOptions& options);

struct CheckCorpusOptions {
    std::string corpus = "corpus";
    bool as_json = false;
};

// `tiktoksales check corpus`: fails if a row must be changed or something is missing.
int run_check_corpus(const CheckCorpusOptions& options);

struct ExplainOptions {
    std::vector<std::string> burst;  // One or more messages of one client.
    std::string model;
    std::vector<std::string> codes;
    std::vector<std::string> variants;
    bool as_json = false;
};

// `tiktoksales explain TEXT`: what a message means, and which part of the cascade said what.
int run_explain(const ExplainOptions& options);

}  // namespace tts
