#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the stores that are written once for both databases stand on. Their statements are in
// PostgreSQL's dialect, as far as SQLite has the same: parameters as $1::text, times read as
// time(created_at), and texts compared as fold(buyer), which is core/fold.hpp's. A session runs
// them on one database:
//
//   using Row                                     its reader of rows
//   select(sql, parameters, read)                 Result<std::vector<T>>, by T read(Row&)
//   execute(sql, parameters)                      Result<std::int64_t>: how many rows were written
//   in_transaction(action, change)                Result<void>; `change()` says how it went
//   hold(name)                                    Result<void>: within a transaction, until it
//   ends;
//                                                 who holds the same name waits
//   mutex                                         to be held while it is used
//
// Texts of statements live as long as the program.

namespace tts::sql {

// All values as text; the databases make of it what the column is.
using Parameters = std::vector<std::optional<std::string>>;

// "$1::uuid" as "?1", "time(x)" as "x", and without "FOR UPDATE SKIP LOCKED".
std::string for_sqlite(std::string_view statement);

// "time(x)" as `milliseconds(x)` says it, and "fold(x)" in functions of PostgreSQL's own.
std::string for_postgres(std::string_view statement, std::string (*milliseconds)(std::string_view));

// "1" or "0", which both understand.
std::string flag(bool value);

}  // namespace tts::sql
