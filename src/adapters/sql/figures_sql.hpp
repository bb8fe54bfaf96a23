#pragma once

#include <array>
#include <string>

// The statements of ports/sales_figures.hpp, in the words of either database.

namespace tts::sql {

// What the databases say differently. Functions get and give SQL expressions.
struct FiguresDialect {
    std::string from;  // The parameters.
    std::string until;
    std::string streamer;  // Bound in every statement, also where all streamers are wanted.
    std::string step_ms;   // Only in the series.
    std::string (*unix_ms)(const std::string& time);
    std::string (*cents)(const std::string& decimal);  // As a whole number of 64 bits.
    // A sum of whole numbers as one of 64 bits, 0 where there is none.
    std::string (*sum)(const std::string& number);
    std::string order_lines;  // The elements of o.lines as rows l with a column `value`.
};

// The parts of the figures, each read by a statement of its own.
enum class FiguresPart {
    comments,              // Columns: intent, decision, comments, matched.
    comments_over_time,    // Start in ms, comments, buys.
    comments_by_language,  // Name, comments, buys.
    comments_by_source,    // Name, comments, buys.
    sales_over_time,       // Start in ms, currency, orders, units, cents, commission in cents.
    sales_by_product,      // Name, and the same.
    sales_by_streamer,     // Name, and the same.
    sales_by_source,       // Name, and the same.
    sales_by_language,     // Name, and the same.
    orders_of_comments,    // Orders, paid ones.
    waits_to_order,        // Count, median and 95 percent in ms.
    waits_to_pay,          // Count, median and 95 percent in ms.
    waits_to_claim,        // Count, median and 95 percent in ms.
};
constexpr std::size_t figures_parts = 13;

constexpr bool is_series(FiguresPart part) {
    return part == FiguresPart::comments_over_time || part == FiguresPart::sales_over_time;
}

// One statement a part; of all streamers, or of the one that is bound.
using FiguresSql = std::array<std::string, figures_parts>;
FiguresSql figures_sql(const FiguresDialect& dialect, bool all_streamers);

}  // namespace tts::sql
