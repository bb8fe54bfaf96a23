#include "adapters/sqlite/database.hpp"

#include "core/claim_code.hpp"
#include "core/fold.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <mutex>
#include <utility>

namespace tts::sqlite {

namespace {

// secure_delete would write every deleted page twice, query_only guards readers against us.
constexpr const char* settings = R"sql(
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 0;
)sql";

constexpr const char* reader_settings = "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";

// The journal mode is kept in the file. A WAL that grew in a burst is cut when it is reused.
constexpr const char* writer_settings = R"sql(
    PRAGMA journal_mode = WAL;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -32768;
)sql";

Errc to_errc(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: return Errc::conflict;
        case SQLITE_TOOBIG:
        case SQLITE_RANGE: return Errc::invalid;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_NOMEM:
        case SQLITE_PROTOCOL:
        case SQLITE_SCHEMA:
        case SQLITE_INTERRUPT: return Errc::unavailable;
        default: return Errc::corrupt;
    }
}

// SQLite counts what it allocates under one lock for the whole process, which nobody asks for. If
// somebody has used SQLite before us, it goes on counting.
void count_no_memory() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

// fold(text): as texts are compared, see core/fold.hpp. Nothing of nothing.
void fold_text(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (text == nullptr) return sqlite3_result_null(context);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const std::string plain = folded({text, size});
    sqlite3_result_text(context, plain.data(), static_cast<int>(plain.size()), SQLITE_TRANSIENT);
}

int size_of(std::string_view text) {
    return static_cast<int>(text.size());
}

}  // namespace

Error last_error(sqlite3* database) {
    const int code = sqlite3_extended_errcode(database);
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY &&
        std::string_view(sqlite3_errmsg(database)).ends_with("claim_codes.code"))
        return {Errc::conflict, std::string(claim_code_taken)};
    return {to_errc(code), std::string("SQLite: ") + sqlite3_errmsg(database)};
}

void CloseDatabase::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Query::Query(Query&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      bind_code_(other.bind_code_) {}

Query::~Query() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Query& Query::bind_all(const std::vector<std::optional<std::string>>& values) {
    int index = 0;
    for (const auto& value : values) bind_one(++index, value);
    return *this;
}

Result<bool> Query::step() {
    if (bind_code_ != SQLITE_OK)
        return Error(to_errc(bind_code_),
                     std::string("SQLite: binding: ") + sqlite3_errstr(bind_code_));
    switch (sqlite3_step(statement_)) {
        case SQLITE_ROW: return true;
        case SQLITE_DONE: return false;
        default: return last_error(database_);
    }
}

Result<void> Query::finish() {
    while (true) {
        const auto row = step();
        if (!row) return row.error();
        if (!*row) return {};
    }
}

void Query::reset() {
    sqlite3_reset(statement_);
    bind_code_ = SQLITE_OK;
}

void Query::remember(int code) {
    if (bind_code_ == SQLITE_OK) bind_code_ = code;
}

void Query::bind_one(int index, std::nullptr_t) {
    remember(sqlite3_bind_null(statement_, index));
}

void Query::bind_one(int index, std::int64_t value) {
    remember(sqlite3_bind_int64(statement_, index, value));
}

void Query::bind_one(int index, double value) {
    remember(sqlite3_bind_double(statement_, index, value));
}

void Query::bind_one(int index, std::string_view value) {
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* start = value.empty() ? "" : value.data();
    remember(sqlite3_bind_text(statement_, index, start, size_of(value), SQLITE_STATIC));
}

void Query::bind_one(int index, const Uuid& value) {
    const auto& bytes = value.bytes();
    remember(sqlite3_bind_blob(statement_, index, bytes.data(), static_cast<int>(bytes.size()),
                               SQLITE_STATIC));
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Query::number(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Query::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Query::view(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Query::text(int column) const {
    return std::string(view(column));
}

Uuid Query::uuid(int column) const {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    std::array<std::uint8_t, 16> copy{};
    if (bytes == nullptr || sqlite3_column_bytes(statement_, column) != int(copy.size())) return {};
    std::copy_n(bytes, copy.size(), copy.begin());
    return std::bit_cast<Uuid>(copy);
}

Result<Database> Database::open(const std::string& path, Access access) {
    count_no_memory();
    // A reader of a WAL needs to write its shared memory, so it opens for writing as well.
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == Access::read_write) flags |= SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return Error(to_errc(code), std::string("SQLite: ") + sqlite3_errstr(code))
            .during("opening " + path);

    sqlite3_busy_timeout(handle, static_cast<int>(busy_patience.count()));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (sqlite3_create_function_v2(handle, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                   fold_text, nullptr, nullptr, nullptr) != SQLITE_OK)
        return last_error(handle).during("opening " + path);
    const bool writes = access == Access::read_write;
    // The journal mode comes first: it alone may have to wait for others.
    for (const char* script : {writes ? writer_settings : reader_settings, settings}) {
        const auto set = database.run(script);
        if (!set) return set.error().during("opening " + path);
    }
    return database;
}

Result<void> Database::run(const char* script) {
    if (sqlite3_exec(database_.get(), script, nullptr, nullptr, nullptr) != SQLITE_OK)
        return last_error(database_.get());
    return {};
}

Result<Query> Database::query(const char* sql) {
    auto& statement = statements_[sql];
    if (!statement) {
        sqlite3_stmt* handle = nullptr;
        const int code = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                            &handle, nullptr);
        if (code != SQLITE_OK) return last_error(database_.get());
        statement.reset(handle);
    }
    return Query(database_.get(), statement.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(database_.get());
}

}  // namespace tts::sqlite
