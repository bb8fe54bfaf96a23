#pragma once

#include "core/result.hpp"

#include <cstddef>
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

}  // namespace tts
