#include "apps/tiktoksales/demo/life_show.hpp"

#include "apps/tiktoksales/demo/catalogue.hpp"
#include "apps/tiktoksales/demo/life_checks.hpp"
#include "apps/tiktoksales/demo/report.hpp"

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

namespace tts::demo {

namespace {

// Messages are sent one after the other, SMS one a second.
constexpr std::chrono::seconds messages_time_max(60);
constexpr std::chrono::milliseconds poll_interval(300);

Result<void> read_stock(LifeRecord& record, ShowClient& show) {
    auto skus = std::vector<std::string>{flash_product().sku};
    for (const auto& one : catalogue()) skus.push_back(one.sku);
    for (const auto& sku : skus) {
        const auto left = show.stock(sku);
        if (!left) return left.error();
        record.stock[sku] = *left;
    }
    return {};
}

Result<LifeRecord> read_back(const LifeCast& cast, std::vector<ArrivedMessage> messages) {
    LifeRecord record;
    record.messages = std::move(messages);
    auto orders = cast.show.orders();
    if (!orders) return orders.error();
    record.orders = std::move(*orders);
    if (const auto read = read_stock(record, cast.show); !read) return read.error();
    for (const auto& order : record.orders) {
        auto trace = cast.show.trace(order.number);
        if (!trace) return trace.error();
        record.traces[order.number] = std::move(*trace);
    }
    auto payments = cast.counterparts.payments();
    if (!payments) return payments.error();
    record.payments = std::move(*payments);
    auto statement = cast.seller.statement();
    if (!statement) return statement.error();
    record.statement = std::move(*statement);
    return record;
}

// Until the last message came, or long enough: the checks then say which did not.
Result<std::vector<ArrivedMessage>> wait_for_messages(const PlayedLife& life,
                                                      Counterparts& counterparts) {
    const auto deadline = std::chrono::steady_clock::now() + messages_time_max;
    for (;;) {
        auto messages = counterparts.messages();
        if (!messages || has_arrived(life, *messages)) return messages;
        if (std::chrono::steady_clock::now() > deadline) return messages;
        std::this_thread::sleep_for(poll_interval);
    }
}

}  // namespace

Result<std::size_t> show_life(const LifeCast& cast,
                              const std::string& dashboard,
                              Percentage commission) {
    std::printf("\nWhat becomes of the orders\n");
    const auto life = play_life(cast);
    if (!life) return life.error();
    auto messages = wait_for_messages(*life, cast.counterparts);
    if (!messages) return messages.error().during("waiting for the messages");
    const auto record = read_back(cast, std::move(*messages));
    if (!record) return record.error().during("reading back what was recorded");

    const auto table = to_text(
        {.life = *life, .record = *record, .dashboard = dashboard, .streamer = cast.streamer});
    std::printf("\nThe orders, as the shop, its books and the counterparts have them\n%s",
                table.c_str());
    return print_checks("Whether it all adds up", compare_life(*life, *record, commission));
}

}  // namespace tts::demo
