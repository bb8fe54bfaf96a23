#pragma once

#include "core/intent.hpp"
#include "core/money.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tts {

// What is looked at: comments by their arrival and orders by when they were made, both from `from`
// until just before `until`.
struct FiguresQuery {
    std::string streamer;  // Empty: all of them.
    Timestamp from;
    Timestamp until;
    // The width of an interval of the series, a whole number of seconds. Intervals begin at whole
    // multiples of it since 1970, in UTC.
    std::chrono::seconds step = std::chrono::minutes(1);
};

// How many of what came in got how far. Each number counts a part of the one before it, but
// `ordered` and `paid` count orders, of which one may come from several comments.
struct Funnel {
    std::int64_t comments = 0;
    std::int64_t buys = 0;     // Of these, comments whose intent is buy.
    std::int64_t matched = 0;  // Of these, comments for which a product was found.
    std::int64_t ordered = 0;  // Orders that came from comments, cancelled ones included.
    std::int64_t paid = 0;     // Of these, orders that are paid, shipped or delivered.
};

template <class Key>
struct CommentFigures {
    Key key;
    std::int64_t comments = 0;
    std::int64_t buys = 0;
};

// Orders that are not cancelled or refunded. Amounts of different currencies are never added up.
template <class Key>
struct SalesOf {
    Key key;
    std::string currency;
    std::int64_t orders = 0;
    std::int64_t units = 0;
    Money revenue;
    Money commission;
};

// How long something took: half of it at most `median`, 95 of 100 at most `p95`.
struct Waits {
    std::int64_t count = 0;  // 0: the others mean nothing.
    std::chrono::milliseconds median{0};
    std::chrono::milliseconds p95{0};
};

struct Figures {
    Funnel funnel;
    std::map<std::string, std::int64_t> intents;    // Comments by the name of their intent.
    std::map<std::string, std::int64_t> decisions;  // Comments by the name of their decision.
    std::vector<CommentFigures<Timestamp>> comments_over_time;      // By the start of the interval;
    std::vector<SalesOf<Timestamp>> sales_over_time;                // empty intervals are left out.
    std::vector<CommentFigures<std::string>> comments_by_language;  // The largest first, as are
    std::vector<CommentFigures<std::string>> comments_by_source;    // all that follow.
    // By its name at the order; what its goods cost, without shipping and discounts.
    std::vector<SalesOf<std::string>> sales_by_product;
    std::vector<SalesOf<std::string>> sales_by_streamer;
    std::vector<SalesOf<std::string>> sales_by_source;
    std::vector<SalesOf<std::string>> sales_by_language;  // Of the comment that ordered.
    Waits to_order;  // From the arrival of the comment to its order.
    Waits to_pay;    // From the order to its payment.
    // From a pin in the period to the first comment that wanted its product while it was pinned.
    Waits to_claim;
};

// The figures of shows, added up in the database. Every adapter passes
// tests/contract/sales_figures_contract.hpp. Any thread may call it; calls take turns.
class SalesFigures {
public:
    virtual ~SalesFigures() = default;

    // Errc::unavailable if the database cannot be used right now, Errc::corrupt if what is stored
    // cannot be understood. All numbers are of one moment.
    virtual Result<Figures> figures(const FiguresQuery& query) = 0;
};

}  // namespace tts
