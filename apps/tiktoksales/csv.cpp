#include "apps/tiktoksales/csv.hpp"

namespace tts {

namespace {

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : rest_(text) {
        constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
        if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
    }

    Result<std::vector<CsvRow>> read() {
        std::vector<CsvRow> rows;
        while (!rest_.empty()) {
            auto row = read_row();
            if (!row) return row.error();
            const bool blank = row->cells.size() == 1 && row->cells.front().empty();
            if (!blank) rows.push_back(std::move(*row));
        }
        return rows;
    }

private:
    Result<CsvRow> read_row() {
        CsvRow row{.line = line_, .cells = {}};
        for (;;) {
            auto cell = rest_.starts_with('"') ? read_quoted() : read_plain();
            if (!cell) return cell.error();
            row.cells.push_back(std::move(*cell));
            if (take(",")) continue;
            if (rest_.empty() || take_line_end()) return row;
            return fault("a quoted cell is followed by something else than a comma");
        }
    }

    Result<std::string> read_plain() {
        const auto cell = rest_.substr(0, rest_.find_first_of(",\r\n"));
        if (cell.find('"') != std::string_view::npos)
            return fault("a quote stands inside a cell that is not quoted");
        rest_.remove_prefix(cell.size());
        if (rest_.starts_with('\r') && !rest_.starts_with("\r\n"))
            return fault("a carriage return stands alone");
        return std::string(cell);
    }

    Result<std::string> read_quoted() {
        const auto first_line = line_;
        std::string cell;
        rest_.remove_prefix(1);
        for (;;) {
            const auto quote = rest_.find('"');
            if (quote == std::string_view::npos) {
                line_ = first_line;
                return fault("a quoted cell does not end");
            }
            for (const char c : rest_.substr(0, quote)) line_ += c == '\n' ? 1U : 0U;
            cell += rest_.substr(0, quote);
            rest_.remove_prefix(quote + 1);
            if (!take("\"")) return cell;
            cell += '"';
        }
    }

    bool take(std::string_view wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(wanted.size());
        return true;
    }

    bool take_line_end() {
        if (!take("\r\n") && !take("\n")) return false;
        ++line_;
        return true;
    }

    Error fault(const std::string& what) const {
        return {Errc::invalid, "line " + std::to_string(line_) + ": " + what};
    }

    std::string_view rest_;
    std::size_t line_ = 1;
};

constexpr char quote_mark = '\'';

// Where a formula begins, behind any quotes; nowhere if the text is none.
std::size_t formula_start(std::string_view text) {
    const auto start = text.find_first_not_of(quote_mark);
    constexpr std::string_view signs = "=+-@";
    const bool computes =
        start != std::string_view::npos && signs.find(text[start]) != std::string_view::npos;
    return computes ? start : std::string_view::npos;
}

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
    return CsvReader(text).read();
}

void append_csv_row(std::string& csv, std::span<const std::string> cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) csv += ',';
        first = false;
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            csv += cell;
            continue;
        }
        csv += '"';
        for (const char c : cell) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
        csv += '"';
    }
    csv += "\r\n";
}

std::string guarded(const std::string& text) {
    return formula_start(text) == std::string_view::npos ? text : quote_mark + text;
}

std::string unguarded(const std::string& cell) {
    const auto start = formula_start(cell);
    return start == std::string_view::npos || start == 0 ? cell : cell.substr(1);
}

}  // namespace tts
