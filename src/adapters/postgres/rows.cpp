#include "adapters/postgres/rows.hpp"

#include <charconv>

namespace tts::postgres {

std::int64_t Rows::written() const {
    const std::string_view digits = PQcmdTuples(result_.get());
    std::int64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

std::string_view RowReader::next() {
    const int column = column_++;
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

void RowReader::fail() {
    if (failed_column_ < 0) failed_column_ = column_ - 1;
}

std::int64_t RowReader::integer() {
    const bool null = is_null();
    const auto digits = next();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!null && (error != std::errc() || end != digits.data() + digits.size())) fail();
    return number;
}

double RowReader::real() {
    const bool null = is_null();
    const auto digits = next();
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!null && (error != std::errc() || end != digits.data() + digits.size())) fail();
    return number;
}

Money RowReader::money() {
    return parsed([](std::string_view text) { return Money::parse(text); });
}

Percentage RowReader::percentage() {
    return parsed([](std::string_view text) { return Percentage::parse(text); });
}

Timestamp RowReader::time() {
    return from_unix_ms(integer());
}

std::optional<Timestamp> RowReader::maybe_time() {
    const bool null = is_null();
    const auto value = time();
    if (null) return std::nullopt;
    return value;
}

Uuid RowReader::uuid() {
    if (!is_null()) return parsed([](std::string_view text) { return Uuid::parse(text); });
    next();
    return {};
}

Result<void> RowReader::checked() const {
    if (failed_column_ < 0) return {};
    return Error(Errc::corrupt, std::string("a stored row cannot be understood: column ") +
                                    PQfname(result_, failed_column_) + " is '" +
                                    PQgetvalue(result_, row_, failed_column_) + "'");
}

std::string ms(std::string_view column) {
    return "floor(extract(epoch FROM " + std::string(column) + ") * 1000)::bigint";
}

}  // namespace tts::postgres
