#pragma once

#include "core/intent.hpp"
#include "core/result.hpp"

#include <string>
#include <vector>

namespace tts {

struct LabelledText {
    Intent label = Intent::none;
    std::string language;
    std::string text;
    std::string source;  // Only where the file has that column.
    std::string file;    // Where it stands.
    std::size_t line = 0;
};

// Reads a file of label<TAB>lang<TAB>text, or label<TAB>lang<TAB>source<TAB>text. A header line
// ("label...") and lines that begin with "# " are skipped. Errc::not_found if it cannot be opened,
// Errc::invalid with the line number if a line has another shape.
Result<std::vector<LabelledText>> read_labelled_file(const std::string& path);

// All *.tsv of a folder, in the order of their names. Errc::not_found if there is none.
Result<std::vector<LabelledText>> read_labelled_folder(const std::string& folder);

// The codes and options that messages of the corpus name (corpus/README.md), so that training
// sees claims with codes as a show would.
ClaimVocabulary corpus_vocabulary();

}  // namespace tts
