#pragma once

#include "adapters/sqlite/database.hpp"
#include "core/money.hpp"
#include "core/timestamp.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace tts::sqlite {

// Reads the columns of a row one after the other, as the types of the domain. What cannot be
// understood is read as an empty value and remembered in error().
class RowReader {
public:
    explicit RowReader(const Query& row) : row_(row) {}

    std::string text() { return row_.text(column_++); }
    double real() { return row_.real(column_++); }
    std::int64_t integer() { return row_.number(column_++); }
    bool flag() { return integer() != 0; }

    std::int32_t small_integer() {
        const std::int64_t number = integer();
        if (number < std::numeric_limits<std::int32_t>::min() ||
            number > std::numeric_limits<std::int32_t>::max()) {
            fail("a number out of range");
            return 0;
        }
        return static_cast<std::int32_t>(number);
    }

    // Through a function that takes a text and returns something that may be empty.
    template <class Parse>
    auto parsed(Parse parse) {
        auto value = parse(row_.view(column_++));
        using T = std::remove_cvref_t<decltype(*value)>;
        if (value) return T(std::move(*value));
        fail("an unknown value");
        return T{};
    }

    Timestamp time() { return parsed(parse_timestamp); }
    std::optional<Timestamp> maybe_time() {
        if (!is_null()) return time();
        ++column_;
        return std::nullopt;
    }
    Money money() { return parsed(Money::parse); }
    Percentage percentage() { return parsed(Percentage::parse); }
    std::optional<Money> maybe_money() {
        if (!is_null()) return money();
        ++column_;
        return std::nullopt;
    }

    // Nil if the column is NULL.
    Uuid uuid() {
        if (!is_null()) return parsed(Uuid::parse);
        ++column_;
        return {};
    }
    template <class T>
    T id() {
        return T{uuid()};
    }

    const std::optional<Error>& error() const { return error_; }

private:
    bool is_null() const { return row_.is_null(column_); }
    void fail(const char* what) {
        if (!error_)
            error_ = Error(Errc::corrupt,
                           "column " + std::to_string(column_) + " of a row holds " + what);
    }

    const Query& row_;
    int column_ = 0;
    std::optional<Error> error_;
};

// The row as a value, by one of the read functions of store_rows.hpp.
template <class T>
Result<T> read_row(const Query& row, T (*read)(RowReader&)) {
    // read() moves it on, which clang-tidy cannot see in a template.
    RowReader reader(row);  // NOLINT(misc-const-correctness)
    T value = read(reader);
    if (reader.error()) return *reader.error();
    return value;
}

// All rows that are left.
template <class T>
Result<std::vector<T>> read_rows(Query& query, T (*read)(RowReader&)) {
    std::vector<T> values;
    while (true) {
        const auto row = query.step();
        if (!row) return row.error();
        if (!*row) return values;
        auto value = read_row(query, read);
        if (!value) return value.error();
        values.push_back(std::move(*value));
    }
}

// The only row, if there is one.
template <class T>
Result<std::optional<T>> read_optional(Query& query, T (*read)(RowReader&)) {
    const auto row = query.step();
    if (!row) return row.error();
    if (!*row) return std::optional<T>();
    auto value = read_row(query, read);
    if (!value) return value.error();
    return std::optional<T>(std::move(*value));
}

}  // namespace tts::sqlite
