#include "adapters/sqlite/sqlite_sales_figures.hpp"

#include "adapters/sql/read_figures.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::SideConnection;

const sql::FiguresDialect& dialect() {
    static const sql::FiguresDialect words = {
        .from = "?1",
        .until = "?2",
        .streamer = "?3",
        .step_ms = "?4",
        // Through the seconds: julianday() is a double, which is a millisecond off at times.
        .unix_ms =
            [](const std::string& time) {
                return "(CAST(strftime('%s', " + time +
                       ") AS INTEGER) * 1000"
                       " + CAST(substr(" +
                       time + ", 21, 3) AS INTEGER))";
            },
        // A decimal text times 100 is within a millionth of the cents.
        .cents =
            [](const std::string& decimal) {
                return "CAST(round(" + decimal + " * 100) AS INTEGER)";
            },
        .sum = [](const std::string& number) { return "coalesce(sum(" + number + "), 0)"; },
        .order_lines = "json_each(o.lines) AS l"};
    return words;
}

// They live as long as the program, as the cache of prepared statements demands.
const sql::FiguresSql& statements(bool all_streamers) {
    static const sql::FiguresSql all = sql::figures_sql(dialect(), true);
    static const sql::FiguresSql one = sql::figures_sql(dialect(), false);
    return all_streamers ? all : one;
}

// Runs the statements of one query one after the other; the first that fails ends it.
class Reading {
public:
    Reading(Database& database, const FiguresQuery& query)
        : database_(database),
          statements_(statements(query.streamer.empty())),
          from_(to_iso8601(query.from)),
          until_(to_iso8601(query.until)),
          streamer_(query.streamer),
          step_ms_(std::chrono::milliseconds(query.step).count()) {}

    template <class T>
    std::vector<T> operator()(sql::FiguresPart part, T (*read)(RowReader&)) {
        if (error_) return {};
        const std::string& sql = statements_[static_cast<std::size_t>(part)];
        auto rows = is_series(part)
                        ? select_all(database_, sql, read, from_, until_, streamer_, step_ms_)
                        : select_all(database_, sql, read, from_, until_, streamer_);
        if (rows) return std::move(*rows);
        error_ = rows.error();
        return {};
    }

    const std::optional<Error>& error() const { return error_; }

private:
    Database& database_;
    const sql::FiguresSql& statements_;
    std::string from_;
    std::string until_;
    std::string streamer_;
    std::int64_t step_ms_;
    std::optional<Error> error_;
};

class SqliteSalesFigures final : public SalesFigures {
public:
    explicit SqliteSalesFigures(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<Figures> figures(const FiguresQuery& query) override {
        const std::lock_guard lock(connection_->mutex);
        sqlite::ReadTransaction moment(connection_->reader);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("adding up figures");
        Reading reading(connection_->reader, query);
        auto found = sql::read_figures<RowReader, Reading&>(reading);
        if (reading.error()) return reading.error()->during("adding up figures");
        return found;
    }

private:
    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<SalesFigures>> open_sqlite_sales_figures(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<SalesFigures>(
        std::make_unique<SqliteSalesFigures>(std::move(*connection)));
}

}  // namespace tts
