#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

struct CsvRow {
    std::size_t line = 0;  // Of its first character, from 1.
    std::vector<std::string> cells;
};

// Reads CSV as RFC 4180 describes it: cells separated by commas, quoted if they hold a comma, a
// quote (doubled) or a line break; rows end in CRLF or LF. A byte order mark and blank lines are
// skipped. Errc::invalid, naming the line, if quotes are not where they must be.
Result<std::vector<CsvRow>> parse_csv(std::string_view text);

// Appends a row that parse_csv() reads back, ended by CRLF.
void append_csv_row(std::string& csv, std::span<const std::string> cells);

// A text as a cell that spreadsheet programs show and do not compute: what begins with = + - or @,
// perhaps after quotes, gets one quote more. unguarded() takes it off again.
std::string guarded(const std::string& text);
std::string unguarded(const std::string& cell);

}  // namespace tts
