#include "adapters/postgres/postgres_sales_figures.hpp"

#include "adapters/postgres/connection.hpp"
#include "adapters/sql/read_figures.hpp"

#include <mutex>

namespace tts {

namespace postgres {

namespace {

const sql::FiguresDialect& dialect() {
    static const sql::FiguresDialect words = {
        .from = "$1::timestamptz",
        .until = "$2::timestamptz",
        .streamer = "$3::text",
        .step_ms = "$4::bigint",
        .unix_ms =
            [](const std::string& time) {
                return "(extract(epoch FROM " + time + ") * 1000)::bigint";
            },
        .cents = [](const std::string& decimal) { return "(" + decimal + " * 100)::bigint"; },
        .sum = [](const std::string& number) { return "coalesce(sum(" + number + "), 0)::bigint"; },
        .order_lines = "jsonb_array_elements(o.lines) AS l (value)"};
    return words;
}

constexpr std::size_t first_part = 2;  // Behind BEGIN and the limits.

std::vector<Statement> statements(const FiguresQuery& query) {
    const auto step_ms = std::chrono::milliseconds(query.step).count();
    const std::vector<Parameter> period = {to_iso8601(query.from), to_iso8601(query.until),
                                           query.streamer};
    const auto texts = sql::figures_sql(dialect(), query.streamer.empty());
    // Each statement would see another moment otherwise.
    std::vector<Statement> all = {{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}},
                                  limits_statement()};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Statement statement{texts[i], period};
        if (is_series(static_cast<sql::FiguresPart>(i)))
            statement.parameters.push_back(std::to_string(step_ms));
        all.push_back(std::move(statement));
    }
    all.push_back({"COMMIT", {}});
    return all;
}

class PostgresSalesFigures final : public SalesFigures {
public:
    explicit PostgresSalesFigures(const std::string& url) : connection_(url) {}

    Result<Figures> figures(const FiguresQuery& query) override {
        const std::lock_guard lock(mutex_);
        const auto opened = connection_.open();
        if (!opened) return opened.error().during("adding up figures");
        // Not by run(), which would set the limits before the transaction could be described.
        const auto answers = connection_.exchange(statements(query));
        if (answers.error) {
            if (connection_.in_transaction())
                static_cast<void>(connection_.run(Statement{"ROLLBACK", {}}));
            return answers.error->during("adding up figures");
        }
        std::optional<Error> error;
        auto found = sql::read_figures<RowReader>(
            [&]<class T>(sql::FiguresPart part, T (*read)(RowReader&)) -> std::vector<T> {
                auto rows =
                    read_all(answers.rows[first_part + static_cast<std::size_t>(part)], read);
                if (rows) return std::move(*rows);
                error = rows.error();
                return {};
            });
        if (error) return error->during("adding up figures");
        return found;
    }

private:
    std::mutex mutex_;
    Connection connection_;  // Guarded by mutex_.
};

}  // namespace

}  // namespace postgres

std::unique_ptr<SalesFigures> make_postgres_sales_figures(const std::string& url) {
    return std::make_unique<postgres::PostgresSalesFigures>(url);
}

}  // namespace tts
