#include "apps/tiktoksales/demo/life_checks.hpp"

#include "apps/tiktoksales/demo/catalogue.hpp"
#include "apps/tiktoksales/demo/part_checks.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace tts::demo {

namespace {

using Orders = std::map<std::string, const RecordedOrder*>;  // By number.

Orders by_number(const std::vector<RecordedOrder>& orders) {
    Orders found;
    for (const RecordedOrder& order : orders) found[order.number] = &order;
    return found;
}

std::string judge_end(const PlayedPart& played, const Orders& orders) {
    const auto order = orders.find(played.order_number);
    if (order == orders.end()) return "there is no such order";
    const std::string wanted(to_string(played.part.status()));
    if (order->second->status != wanted)
        return "expected " + wanted + ", found " + order->second->status;
    if (order->second->quantity != played.part.quantity)
        return "expected " + std::to_string(played.part.quantity) + " units, found " +
               std::to_string(order->second->quantity);
    return {};
}

// --- Stock

std::int64_t units(const LifeRecord& record, const std::string& sku, std::string_view state) {
    std::int64_t count = 0;
    for (const RecordedOrder& order : record.orders)
        if (order.sku == sku && order.stock_state == state) count += order.quantity;
    return count;
}

std::vector<DemoProduct> all_products() {
    auto products = catalogue();
    products.push_back(flash_product());
    return products;
}

Check compare_parts_of_stock(const LifeRecord& record) {
    std::vector<std::string> differences;
    const auto products = all_products();
    for (const DemoProduct& one : products) {
        const auto found = record.stock.find(one.sku);
        const std::int64_t available = found == record.stock.end() ? -1 : found->second;
        const auto reserved = units(record, one.sku, "reserved");
        const auto sold = units(record, one.sku, "sold");
        if (available >= 0 && available + reserved + sold == one.stock) continue;
        differences.push_back(one.sku + ": " + std::to_string(available) + " available + " +
                              std::to_string(reserved) + " reserved + " + std::to_string(sold) +
                              " sold, of " + std::to_string(one.stock) + " received");
    }
    return counted("products: available + reserved + sold = received", products.size(),
                   std::move(differences));
}

Check compare_units_sold(const PlayedLife& life, const LifeRecord& record) {
    std::map<std::string, std::int64_t> expected;
    for (const auto& [part, number, address] : life.parts)
        if (part.is_paid() && part.ending != Ending::refunded) expected[part.sku] += part.quantity;
    std::vector<std::string> differences;
    const auto products = all_products();
    for (const DemoProduct& one : products) {
        const auto sold = units(record, one.sku, "sold");
        if (sold != expected[one.sku])
            differences.push_back(one.sku + ": expected " + std::to_string(expected[one.sku]) +
                                  " sold, found " + std::to_string(sold));
    }
    return counted("products: sold is what was paid and kept", products.size(),
                   std::move(differences));
}

// Who got the scarce product: the first ones, and then who waited longest. Nobody else.
Check compare_flash(const PlayedLife& life, const LifeRecord& record) {
    const auto& sku = flash_product().sku;
    std::multiset<std::string> expected;
    for (const auto& [part, number, address] : life.parts)
        if (part.sku == sku) expected.insert(part.buyer);
    std::multiset<std::string> found;
    for (const RecordedOrder& order : record.orders)
        if (order.sku == sku) found.insert(order.buyer);
    Check check{.name = "the burst: first come, first served",
                .expected = std::to_string(expected.size()) + " orders",
                .found = std::to_string(found.size()) + " orders",
                .differences = {}};
    if (expected == found) return check;
    for (const auto& buyer : found)
        if (!expected.contains(buyer)) check.differences.push_back(buyer + " came too late");
    for (const auto& buyer : expected)
        if (!found.contains(buyer)) check.differences.push_back(buyer + " got nothing");
    return check;
}

// --- What can be followed

std::vector<std::string> events_wanted(const Part& part) {
    std::vector<std::string> wanted{"order.created"};
    wanted.emplace_back(part.is_paid() ? "order.paid" : "order.cancelled");
    if (part.ending == Ending::lowered) wanted.emplace_back("order.changed");
    if (part.ending == Ending::expired) wanted.emplace_back("order.reminded");
    if (part.ending == Ending::delivered) {
        wanted.emplace_back("order.shipped");
        wanted.emplace_back("order.delivered");
    }
    if (part.goes_back != Money()) wanted.emplace_back("payment.refunded");
    if (part.ending == Ending::refunded) wanted.emplace_back("order.refunded");
    return wanted;
}

std::string judge_trace(const PlayedPart& played, const LifeRecord& record) {
    const auto trace = record.traces.find(played.order_number);
    if (trace == record.traces.end()) return "it has no trace";
    for (const auto& kind : events_wanted(played.part)) {
        const auto count = std::ranges::count(trace->second.events, kind);
        if (count != 1) return kind + " stands " + std::to_string(count) + " times in its trace";
    }
    return {};
}

Check compare_origins(const LifeRecord& record) {
    std::vector<std::string> differences;
    for (const RecordedOrder& order : record.orders) {
        const auto trace = record.traces.find(order.number);
        const bool is_claimed = trace != record.traces.end() && !trace->second.messages.empty() &&
                                trace->second.buyer == order.buyer;
        if (!is_claimed) differences.push_back(order.number + " of " + order.buyer);
    }
    return counted("orders: each has a claim of its buyer", record.orders.size(),
                   std::move(differences));
}

constexpr const char* channel_name(Reach reach) {
    switch (reach) {
        case Reach::email: return "email";
        case Reach::sms: return "sms";
        case Reach::whatsapp: return "whatsapp";
        case Reach::nowhere: break;
    }
    return "";
}

int arrived(const PlayedPart& played, const std::vector<ArrivedMessage>& messages) {
    const auto is_about = [&](const ArrivedMessage& message) {
        return message.to == played.address && message.channel == channel_name(played.part.reach) &&
               message.text.find(played.order_number) != std::string::npos;
    };
    return static_cast<int>(std::ranges::count_if(messages, is_about));
}

// That it is paid, and that it was sent or that the money goes back.
int messages_wanted(const Part& part) {
    return part.ending == Ending::delivered || part.ending == Ending::refunded ? 2 : 1;
}

std::string judge_messages(const PlayedPart& played, const std::vector<ArrivedMessage>& messages) {
    const int count = arrived(played, messages);
    if (count >= messages_wanted(played.part)) return {};
    return std::to_string(count) + " of " + std::to_string(messages_wanted(played.part)) +
           " messages came by " + channel_name(played.part.reach) + " to " + played.address;
}

}  // namespace

bool has_arrived(const PlayedLife& life, const std::vector<ArrivedMessage>& messages) {
    return std::ranges::all_of(paid_parts(life), [&](const PlayedPart& played) {
        return judge_messages(played, messages).empty();
    });
}

std::vector<Check> compare_life(const PlayedLife& life,
                                const LifeRecord& record,
                                Percentage commission) {
    const auto orders = by_number(record.orders);
    const auto paid = paid_parts(life);
    std::vector<Check> checks;
    checks.push_back(counted("what buyers and the seller did", life.parts.size(), life.complaints));
    checks.push_back(each_part("orders end as scripted", life.parts, [&](const PlayedPart& played) {
        return judge_end(played, orders);
    }));
    checks.push_back(compare_flash(life, record));
    checks.push_back(compare_parts_of_stock(record));
    checks.push_back(compare_units_sold(life, record));
    std::ranges::move(compare_money(life, record, commission), std::back_inserter(checks));
    checks.push_back(each_part(
        "paid orders: the buyer was told", paid_parts(life),
        [&](const PlayedPart& played) { return judge_messages(played, record.messages); }));
    checks.push_back(
        each_part("orders: the trace tells it", life.parts,
                  [&](const PlayedPart& played) { return judge_trace(played, record); }));
    checks.push_back(compare_origins(record));
    return checks;
}

std::string to_text(const LifeTable& table) {
    const auto orders = by_number(table.record.orders);
    std::string out =
        "  buyer        order           became       taken    back  streamer's  messages    "
        "story\n";
    for (const PlayedPart& played : table.life.parts) {
        const auto order = orders.find(played.order_number);
        const auto line = table.record.statement.lines.find(played.order_number);
        const auto sums = line == table.record.statement.lines.end() ? BookedSums{} : line->second;
        char row[160];
        (void)std::snprintf(
            row, sizeof row, "  %-12s %d x %-11s %-9s %8s %7s %11s  %d %-8s  %s\n",
            played.part.buyer.c_str(), played.part.quantity, played.part.sku.c_str(),
            order == orders.end() ? "?" : order->second->status.c_str(),
            sums.gross.to_string().c_str(), sums.refunds.to_string().c_str(),
            sums.commission.to_string().c_str(), arrived(played, table.record.messages),
            channel_name(played.part.reach), story(played.part).c_str());
        out += row;
        out += "      " + table.dashboard + "/?streamer=" + table.streamer + "#/orders/" +
               played.order_number + "\n";
    }
    return out;
}

}  // namespace tts::demo
