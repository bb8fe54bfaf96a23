#pragma once

#include "core/money.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts::postgres {

// What one statement answered.
class Rows {
public:
    explicit Rows(PGresult* result) : result_(result) {}

    int count() const { return PQntuples(result_.get()); }
    // How many rows an INSERT or UPDATE wrote.
    std::int64_t written() const;
    // "COMMIT", "ROLLBACK", "INSERT 0 3"...
    std::string_view tag() const { return PQcmdStatus(result_.get()); }
    const PGresult* get() const { return result_.get(); }

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };

    std::unique_ptr<PGresult, Clear> result_;
};

// Reads one row, column after column. What cannot be understood is remembered and read as empty,
// so that a row is checked once, at its end, with checked().
class RowReader {
public:
    RowReader(const Rows& rows, int row) : result_(rows.get()), row_(row) {}

    bool is_null() const { return PQgetisnull(result_, row_, column_) != 0; }  // The next column.
    std::string text() { return std::string(next()); }                         // NULL: empty.
    std::int64_t integer();                                                    // NULL: 0.
    std::int32_t small_integer() { return static_cast<std::int32_t>(integer()); }
    double real();  // NULL: 0.
    bool flag() { return next() == "t"; }
    Money money();
    Percentage percentage();
    Timestamp time();  // Milliseconds since 1970, see `ms()`.
    std::optional<Timestamp> maybe_time();
    Uuid uuid();  // NULL: nil.
    template <class SomeId>
    SomeId id() {
        return SomeId{uuid()};
    }

    // For values that take more than a type to understand: what `parse(text)` gives.
    template <class Parse>
    auto parsed(Parse parse) {
        auto value = parse(next());
        if (!value) {
            fail();
            return typename decltype(value)::value_type{};
        }
        return std::move(*value);
    }

    // Errc::corrupt, naming the first column that could not be read.
    Result<void> checked() const;

private:
    std::string_view next();
    void fail();

    const PGresult* result_;
    int row_;
    int column_ = 0;
    int failed_column_ = -1;
};

// The select expression that RowReader::time() reads.
std::string ms(std::string_view column);

// Each row through `read(RowReader&)`; Errc::corrupt if one cannot be understood.
template <class Read>
auto read_all(const Rows& rows, Read read)
    -> Result<std::vector<decltype(read(std::declval<RowReader&>()))>> {
    std::vector<decltype(read(std::declval<RowReader&>()))> list;
    list.reserve(static_cast<std::size_t>(rows.count()));
    for (int row = 0; row < rows.count(); ++row) {
        // read() moves it on, which clang-tidy cannot see in a template.
        RowReader reader(rows, row);  // NOLINT(misc-const-correctness)
        list.push_back(read(reader));
        const auto checked = reader.checked();
        if (!checked) return checked.error();
    }
    return list;
}

}  // namespace tts::postgres
