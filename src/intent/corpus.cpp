#include "intent/corpus.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace tts {

namespace {

std::vector<std::string_view> columns_of(std::string_view line) {
    std::vector<std::string_view> columns;
    while (true) {
        const auto tab = line.find('\t');
        columns.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return columns;
        line.remove_prefix(tab + 1);
    }
}

Result<LabelledText> parse_line(std::string_view line) {
    if (!is_utf8(line)) return Error(Errc::invalid, "not UTF-8");
    const auto columns = columns_of(line);
    if (columns.size() < 3 || columns.size() > 4)
        return Error(Errc::invalid, "expected label, language, (source,) text between tabs");
    const auto label = parse_intent(columns[0]);
    if (!label) return Error(Errc::invalid, "unknown label '" + std::string(columns[0]) + "'");
    if (trimmed(columns.back()).empty()) return Error(Errc::invalid, "the text is blank");
    LabelledText row{.label = *label,
                     .language = std::string(columns[1]),
                     .text = std::string(columns.back()),
                     .source = {},
                     .file = {},
                     .line = 0};
    if (columns.size() == 4) row.source = columns[2];
    return row;
}

}  // namespace

Result<std::vector<LabelledText>> read_labelled_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) return Error(Errc::not_found, "cannot open " + path);
    std::vector<LabelledText> rows;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || line.starts_with("# ") || (number == 1 && line.starts_with("label\t")))
            continue;
        auto row = parse_line(line);
        if (!row) return row.error().during(path + ":" + std::to_string(number));
        row->file = path;
        row->line = number;
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<LabelledText>> read_labelled_folder(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
        if (entry.path().extension() == ".tsv") paths.push_back(entry.path().string());
    if (paths.empty()) return Error(Errc::not_found, "no .tsv files in " + folder);
    std::sort(paths.begin(), paths.end());

    std::vector<LabelledText> rows;
    for (const auto& path : paths) {
        auto more = read_labelled_file(path);
        if (!more) return more.error();
        rows.insert(rows.end(), std::make_move_iterator(more->begin()),
                    std::make_move_iterator(more->end()));
    }
    return rows;
}

ClaimVocabulary corpus_vocabulary() {
    return {.codes = {"A12", "B3", "C7", "A5", "D4", "105", "K20", "V8", "204"},
            .options = {"XS", "S", "M", "L", "XL", "XXL", "red", "black", "white", "blue", "green",
                        "pink", "38", "39", "40"}};
}

}  // namespace tts
