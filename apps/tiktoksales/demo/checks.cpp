#include "apps/tiktoksales/demo/checks.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace tts::demo {

namespace {

using CommentsById = std::map<std::string, const RecordedComment*>;

CommentsById by_id(const std::vector<RecordedComment>& comments) {
    CommentsById found;
    for (const auto& comment : comments) found[comment.id] = &comment;
    return found;
}

// Whether the comment must be read as buying; nothing if a person has to look, whatever it was.
std::optional<bool> wants_to_buy(const Thought& thought) {
    if (thought.decision == Decision::review) return std::nullopt;
    return thought.decision != Decision::ignored;
}

std::string quoted(const Thought& thought) {
    std::string text = thought.client + ": ";
    for (std::size_t i = 0; i < thought.messages.size(); ++i)
        text += (i == 0 ? "\"" : " / \"") + thought.messages[i].substr(0, 60) + "\"";
    return text;
}

template <class T>
Check figure(std::string name, const T& expected, const T& found) {
    const auto shown = [](const T& value) {
        if constexpr (std::is_same_v<T, Money>)
            return value.to_string();
        else
            return std::to_string(value);
    };
    Check check{.name = std::move(name),
                .expected = shown(expected),
                .found = shown(found),
                .differences = {}};
    if (expected != found)
        check.differences.push_back("expected " + check.expected + ", found " + check.found);
    return check;
}

// Counts thoughts that are as the script says; `judge` returns what is wrong with one, or nothing.
template <class Judge>
Check each_thought(std::string name, const std::vector<PlayedThought>& thoughts, Judge judge) {
    Check check{.name = std::move(name), .expected = "all", .found = {}, .differences = {}};
    for (const auto& played : thoughts) {
        const std::string wrong = judge(played);
        if (!wrong.empty()) check.differences.push_back(quoted(played.thought) + ": " + wrong);
    }
    check.found = std::to_string(thoughts.size() - check.differences.size()) + " of " +
                  std::to_string(thoughts.size());
    return check;
}

// Buying or not. A burst buys if one of its comments, which stands for the whole, does.
std::string judge_intent(const PlayedThought& played, const CommentsById& comments) {
    const bool buys = std::any_of(
        played.comment_ids.begin(), played.comment_ids.end(), [&](const std::string& id) {
            const auto found = comments.find(id);
            return found != comments.end() && found->second->intent == "buy";
        });
    if (buys == wants_to_buy(played.thought).value_or(buys)) return {};
    return buys ? "taken for buying" : "not taken for buying";
}

std::string judge_decision(const PlayedThought& played, const CommentsById& comments) {
    const std::string wanted(to_string(played.thought.decision));
    for (const auto& id : played.comment_ids) {
        const auto found = comments.find(id);
        if (found == comments.end()) return "comment " + id + " is not in the feed";
        const RecordedComment& comment = *found->second;
        if (comment.decision != wanted)
            return "expected " + wanted + ", found " + comment.decision +
                   (comment.reason.empty() ? "" : " (" + comment.reason + ")");
    }
    return {};
}

std::string judge_source(const PlayedThought& played, const CommentsById& comments) {
    if (played.thought.source == MatchSource::none) return {};
    const std::string wanted(to_string(played.thought.source));
    std::string seen = "nowhere";
    for (const auto& id : played.comment_ids) {
        const auto found = comments.find(id);
        if (found == comments.end() || found->second->match_source.empty()) continue;
        seen = found->second->match_source;
        if (seen == wanted) return {};
    }
    return "product expected from " + wanted + ", taken from " + seen;
}

// An order without its number, to compare what was bought by whom.
using Sale = std::tuple<std::string, std::string, std::int64_t, std::string>;

std::string described(const Sale& sale) {
    const auto& [buyer, sku, quantity, variant] = sale;
    return buyer + ": " + std::to_string(quantity) + " x " + sku +
           (variant.empty() ? "" : " " + variant);
}

std::multiset<Sale> sales_in(const std::vector<PlayedThought>& thoughts) {
    std::multiset<Sale> sales;
    for (const auto& played : thoughts)
        if (played.thought.decision == Decision::ordered)
            for (const auto& order : played.thought.orders)
                sales.emplace(played.thought.client, order.sku, order.quantity, order.variant);
    return sales;
}

std::multiset<Sale> sales_in(const std::vector<RecordedOrder>& orders) {
    std::multiset<Sale> sales;
    for (const auto& order : orders)
        sales.emplace(order.buyer, order.sku, order.quantity, order.variant);
    return sales;
}

Check compare_sales(const Played& played, const Recorded& recorded) {
    const auto expected = sales_in(played.thoughts);
    const auto found = sales_in(recorded.orders);
    Check check{.name = "orders: buyer, product, quantity, variant",
                .expected = std::to_string(expected.size()),
                .found = std::to_string(found.size()),
                .differences = {}};
    std::vector<Sale> missing;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                        std::back_inserter(missing));
    for (const auto& sale : missing) check.differences.push_back("missing " + described(sale));
    std::vector<Sale> surplus;
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                        std::back_inserter(surplus));
    for (const auto& sale : surplus) check.differences.push_back("surplus " + described(sale));
    return check;
}

Check compare_stock(const Sums& sums, const Recorded& recorded) {
    Check check{.name = "stock of each product", .expected = {}, .found = {}, .differences = {}};
    for (const auto& [sku, left] : sums.stock) {
        const auto found = recorded.stock.find(sku);
        const std::int64_t stored = found == recorded.stock.end() ? -1 : found->second;
        check.expected += (check.expected.empty() ? "" : " ") + std::to_string(left);
        check.found += (check.found.empty() ? "" : " ") + std::to_string(stored);
        if (stored != left)
            check.differences.push_back(sku + ": expected " + std::to_string(left) + ", found " +
                                        std::to_string(stored));
    }
    return check;
}

// Every order leads back to a comment of its buyer.
Check compare_traces(const Played& played, const Recorded& recorded) {
    std::map<std::string, std::set<std::string>> said;
    for (const auto& thought : played.thoughts)
        said[thought.thought.client].insert(thought.thought.messages.begin(),
                                            thought.thought.messages.end());
    Check check{.name = "orders that trace back to their comments",
                .expected = std::to_string(recorded.orders.size()),
                .found = {},
                .differences = {}};
    for (const auto& order : recorded.orders) {
        const auto trace = recorded.traces.find(order.number);
        const bool good =
            trace != recorded.traces.end() && trace->second.buyer == order.buyer &&
            !trace->second.messages.empty() &&
            std::all_of(trace->second.messages.begin(), trace->second.messages.end(),
                        [&](const auto& message) { return said[order.buyer].contains(message); });
        if (!good) check.differences.push_back(order.number + " of " + order.buyer);
    }
    check.found = std::to_string(recorded.orders.size() - check.differences.size());
    return check;
}

}  // namespace

Sums sums_of(const std::vector<PlayedThought>& thoughts, Percentage commission) {
    Sums sums;
    for (const auto& product : catalogue()) sums.stock[product.sku] = product.stock;
    for (const auto& played : thoughts) {
        sums.comments += static_cast<std::int64_t>(played.thought.messages.size());
        if (played.thought.decision != Decision::ordered) continue;
        for (const auto& order : played.thought.orders) {
            const Money total = product(order.sku).price * order.quantity;
            sums.orders += 1;
            sums.units += order.quantity;
            sums.revenue = sums.revenue + total;
            sums.commission = sums.commission + commission.of(total);
            sums.stock[order.sku] -= order.quantity;
        }
    }
    return sums;
}

std::vector<Check> compare(const Played& played, const Recorded& recorded, Percentage commission) {
    const Sums sums = sums_of(played.thoughts, commission);
    const auto comments = by_id(recorded.comments);
    Check acknowledged{.name = "acknowledgements, repeats under the first id",
                       .expected = std::to_string(played.comments_sent),
                       .found = {},
                       .differences = played.complaints};
    acknowledged.found =
        std::to_string(played.comments_sent - static_cast<int>(played.complaints.size()));

    std::vector<Check> checks;
    checks.push_back(std::move(acknowledged));
    checks.push_back(figure("comments stored, each once", sums.comments, recorded.totals.comments));
    checks.push_back(each_thought(
        "intents: buys or not", played.thoughts,
        [&](const PlayedThought& thought) { return judge_intent(thought, comments); }));
    checks.push_back(each_thought(
        "decisions on what was said", played.thoughts,
        [&](const PlayedThought& thought) { return judge_decision(thought, comments); }));
    checks.push_back(each_thought(
        "where the product was taken from", played.thoughts,
        [&](const PlayedThought& thought) { return judge_source(thought, comments); }));
    checks.push_back(compare_sales(played, recorded));
    checks.push_back(compare_traces(played, recorded));
    checks.push_back(compare_stock(sums, recorded));
    checks.push_back(figure("orders counted", sums.orders, recorded.totals.orders));
    checks.push_back(figure("units sold", sums.units, recorded.totals.units));
    checks.push_back(figure("revenue", sums.revenue, recorded.totals.revenue));
    checks.push_back(figure("commission", sums.commission, recorded.totals.commission));
    return checks;
}

}  // namespace tts::demo
