#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/postgres_error.hpp"
#include "adapters/postgres/sql_array.hpp"
#include "contract/postgres_database.hpp"

#include <random>

// What goes to the server and comes back: arrays and errors.

namespace tts::test {

namespace {

using postgres::Connection;
using postgres::Statement;

TEST(PostgresErrors, SayWhatToDoNext) {
    for (const auto* state : {"", "08006", "40001", "40P01", "53100", "53300", "55P03", "57014",
                              "57P01", "57P03", "58030", "25006", "25P03"})
        EXPECT_EQ(postgres::errc_of(state), Errc::unavailable) << state;
    EXPECT_EQ(postgres::errc_of("23505"), Errc::conflict);
    for (const auto* state : {"22021", "22P02", "23502", "23503", "23514"})
        EXPECT_EQ(postgres::errc_of(state), Errc::invalid) << state;
    EXPECT_EQ(postgres::errc_of("42501"), Errc::denied);
    for (const auto* state : {"42P01", "42703", "XX000"})
        EXPECT_EQ(postgres::errc_of(state), Errc::corrupt) << state;
}

// Random texts of exactly the characters that array literals and SQL give a meaning.
std::string hostile_text(std::mt19937& random) {
    static const std::vector<std::string> pieces = {
        "\"", "\\", "{",    "}",    ",",    "'", "NULL",    " ",      "\n", "\t",
        "$1", "$$", "--",   ";",    "a",    "é", "🛍️", "\u202E", "[",  "]",
        "(",  ")",  "\\\"", "\x01", "\x7f", "%", "\r\n",    "\u0301"};
    std::string text;
    const auto length = random() % 12;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    return text;
}

TEST(PostgresArrays, ReadBackAsTheyWereWritten) {
    std::mt19937 random(20261123);  // Fixed, so that a failure comes again.
    const PostgresDatabase database;
    Connection connection(database.url());
    for (int round = 0; round < 50; ++round) {
        std::vector<std::optional<std::string>> texts;
        for (int i = 0; i < 40; ++i)
            texts.push_back(random() % 10 == 0 ? std::nullopt
                                               : std::optional(hostile_text(random)));
        const auto literal =
            postgres::array_of(std::span<const std::optional<std::string>>(texts), std::identity());

        const auto rows = connection
                              .run(Statement{"SELECT t, t IS NULL FROM unnest($1::text[]) "
                                             "WITH ORDINALITY AS u (t, n) ORDER BY n",
                                             {literal}})
                              .value();

        ASSERT_EQ(static_cast<std::size_t>(rows.count()), texts.size()) << literal;
        for (int i = 0; i < rows.count(); ++i) {
            postgres::RowReader row(rows, i);
            const auto& expected = texts[static_cast<std::size_t>(i)];
            EXPECT_EQ(row.text(), expected.value_or("")) << literal;
            EXPECT_EQ(row.flag(), !expected.has_value()) << literal;
        }
    }
}

TEST(PostgresArrays, KeepEveryDigitOfANumber) {
    const std::vector<double> numbers = {0.1 + 0.2, 1e-300, -0.0,
                                         1.0 / 3,   5e-324, 1.7976931348623157e308};
    const PostgresDatabase database;
    Connection connection(database.url());

    const auto rows = connection
                          .run(Statement{"SELECT unnest($1::float8[])",
                                         {postgres::array_of(std::span(numbers), std::identity())}})
                          .value();

    for (int i = 0; i < rows.count(); ++i)
        EXPECT_EQ(postgres::RowReader(rows, i).real(), numbers[static_cast<std::size_t>(i)]);
}

}  // namespace

}  // namespace tts::test
