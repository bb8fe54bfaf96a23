#include "core/comment.hpp"
#include "core/order.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tts {
namespace {

TEST(Comment, NamesTheListOfItsClient) {
    EXPECT_EQ(queue_name("ana", "luis"), "chat:queue:ana:luis");
}

TEST(Comment, ArrivedWhenItsIdWasMade) {
    const Comment comment{.id = CommentId::next(),
                          .streamer = "ana",
                          .client = "luis",
                          .message = "hola",
                          .timestamp = from_unix_ms(0),
                          .source = "api",
                          .source_message_id = ""};

    EXPECT_EQ(comment.arrived_at(), comment.id.value.time());
}

TEST(Intent, NamesAreReadBack) {
    for (const auto intent :
         {Intent::buy, Intent::question, Intent::feedback, Intent::complaint, Intent::none})
        EXPECT_EQ(parse_intent(to_string(intent)), intent);
    EXPECT_EQ(parse_intent("Buy"), std::nullopt);
}

TEST(Order, StatesAreReadBack) {
    for (const auto status : {OrderStatus::pending, OrderStatus::paid, OrderStatus::shipped,
                              OrderStatus::delivered, OrderStatus::cancelled})
        EXPECT_EQ(parse_order_status(to_string(status)), status);
    EXPECT_EQ(parse_order_status("lost"), std::nullopt);
}

TEST(Order, NumberHasTheDayAndTheWholeId) {
    const auto id = OrderId::parse("019ab2c3-d4e5-7abc-8def-0123456789ab").value();
    const auto number = order_number(id);

    EXPECT_EQ(
        number.substr(0, 13), "ORD-" + [&] {
            const auto day = to_iso8601(id.value.time()).substr(0, 10);
            return day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2) + "-";
        }());
    EXPECT_EQ(number.size(), 13u + 26u);
}

TEST(Order, NumbersOfDifferentIdsDiffer) {
    std::set<std::string> numbers;
    for (int i = 0; i < 1'000; ++i) numbers.insert(order_number(OrderId::next()));

    EXPECT_EQ(numbers.size(), 1'000u);
}

}  // namespace
}  // namespace tts
