#pragma once

#include "apps/tiktoksales/settings.hpp"

#include <string>
#include <vector>

namespace tts {

struct TrainIntentOptions {
    std::string corpus = "corpus";  // The folder with train/*.tsv.
    std::string model;
    bool with_feedback = false;
};

// `tiktoksales train intent`: makes the model from the corpus, and from the corrections in the
// store if one is given.
int run_train_intent(const TrainIntentOptions& options, const StorageSettings* storage);

// `tiktoksales feedback`: prints the corrections as rows of a corpus.
int run_feedback(const StorageSettings& storage, const std::string& streamer);

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

struct EvalSlotsOptions {
    std::string file;  // As read_slot_file() reads it.
    std::string model;
    bool as_json = false;
};

// `tiktoksales eval slots FILE.tsv`: how well quantities, codes and variants are read.
int run_eval_slots(const EvalSlotsOptions& options);

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
    std::vector<std::string> products;  // Names.
    std::string streamer;               // Whose catalogue and words count too; empty: nobody's.
    bool as_json = false;
};

// `tiktoksales explain TEXT`: what a message means, and which part of the cascade said what.
// The store is only needed, and then not null, if the options name a streamer.
int run_explain(const ExplainOptions& options, const StorageSettings* storage);

}  // namespace tts
