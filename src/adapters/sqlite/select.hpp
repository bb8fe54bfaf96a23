#pragma once

#include "adapters/sqlite/row_reader.hpp"

#include <optional>
#include <string>
#include <vector>

// Queries that read rows as values.

namespace tts::sqlite {

// A transaction that only reads. All its statements see one moment.
class ReadTransaction {
public:
    explicit ReadTransaction(Database& database) : database_(database) {}
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction() { (void)database_.execute("COMMIT"); }

    Result<void> begin() { return database_.execute("BEGIN"); }

private:
    Database& database_;
};

// Binds, and reads all rows. `sql` lives as long as the program: see Database::query().
template <class T, class... Args>
Result<std::vector<T>> select_all(Database& database,
                                  const std::string& sql,
                                  T (*read)(RowReader&),
                                  const Args&... args) {
    auto select = database.query(sql.c_str());
    if (!select) return select.error();
    select->bind(args...);
    return read_rows(*select, read);
}

template <class T, class... Args>
Result<std::optional<T>> select_one(Database& database,
                                    const std::string& sql,
                                    T (*read)(RowReader&),
                                    const Args&... args) {
    auto select = database.query(sql.c_str());
    if (!select) return select.error();
    select->bind(args...);
    return read_optional(*select, read);
}

}  // namespace tts::sqlite
