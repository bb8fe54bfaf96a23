#include "apps/tiktoksales/demo/catalogue.hpp"
#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "apps/tiktoksales/demo/script.hpp"
#include "core/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tts::demo {
namespace {

constexpr auto commission = Percentage::from_basis_points(1'250);

// The show, as if the server had answered each comment with an id of its own.
Played played_script() {
    Played played;
    for (const auto& product : catalogue()) played.product_ids[product.sku] = "id-" + product.sku;
    for (const auto& scene : script())
        for (const auto& thought : scene.thoughts) {
            auto& added =
                played.thoughts.emplace_back(PlayedThought{.thought = thought, .comment_ids = {}});
            for (std::size_t i = 0; i < thought.messages.size(); ++i) {
                ++played.comments_sent;
                added.comment_ids.push_back("comment-" + std::to_string(played.comments_sent));
            }
        }
    return played;
}

// What a server that does everything right would have recorded.
Recorded perfect_record(const Played& played) {
    Recorded recorded;
    for (const auto& [thought, ids] : played.thoughts) {
        for (const auto& id : ids)
            recorded.comments.push_back(
                {.id = id,
                 .intent = thought.decision == Decision::ignored ? "none" : "buy",
                 .decision = std::string(to_string(thought.decision)),
                 .reason = "",
                 .product_id = "",
                 .match_source = std::string(to_string(thought.source))});
        if (thought.decision != Decision::ordered) continue;
        for (const auto& order : thought.orders) {
            const std::string number = "ORD-" + std::to_string(recorded.orders.size());
            recorded.orders.push_back({.number = number,
                                       .buyer = thought.client,
                                       .product_id = played.product_ids.at(order.sku),
                                       .sku = order.sku,
                                       .variant = order.variant,
                                       .quantity = order.quantity,
                                       .total_price = product(order.sku).price * order.quantity,
                                       .status = "pending"});
            recorded.traces[number] = {.messages = thought.messages, .buyer = thought.client};
        }
    }
    const auto sums = sums_of(played.thoughts, commission);
    recorded.stock = sums.stock;
    recorded.totals.comments = sums.comments;
    recorded.totals.orders = sums.orders;
    recorded.totals.units = sums.units;
    recorded.totals.revenue = sums.revenue;
    recorded.totals.commission = sums.commission;
    return recorded;
}

std::vector<std::string> failed(const Played& played, const Recorded& recorded) {
    std::vector<std::string> names;
    for (const auto& check : compare(played, recorded, commission))
        if (!check.ok()) names.push_back(check.name);
    return names;
}

TEST(DemoScript, HasSeveralHundredCommentsButNoMoreThanOnePageOfTheFeedHolds) {
    const auto sums = sums_of(played_script().thoughts, commission);

    EXPECT_GE(sums.comments, 300);
    EXPECT_LE(sums.comments, 500);
    EXPECT_GE(sums.orders, 35);
}

TEST(DemoScript, AClientHasOneThoughtInASceneSoThatBurstsDoNotMix) {
    for (const auto& scene : script()) {
        std::set<std::string> clients;
        for (const auto& thought : scene.thoughts)
            EXPECT_TRUE(clients.insert(thought.client).second)
                << thought.client << " in " << scene.title;
    }
}

TEST(DemoScript, EveryCommentIsOneThatTheServerAccepts) {
    for (const auto& scene : script())
        for (const auto& thought : scene.thoughts) {
            EXPECT_LE(code_points(thought.client), name_code_points_max);
            ASSERT_FALSE(thought.messages.empty());
            for (const auto& message : thought.messages) {
                EXPECT_TRUE(is_utf8(message));
                EXPECT_FALSE(trimmed(message).empty());
                EXPECT_LE(code_points(message), message_code_points_max);
            }
        }
}

TEST(DemoScript, WhatIsOrderedExistsAndNothingIsSoldTwice) {
    for (const auto& scene : script())
        for (const auto& thought : scene.thoughts)
            for (const auto& order : thought.orders) {
                const auto& options = product(order.sku).options;
                if (order.variant.empty()) continue;
                EXPECT_NE(std::find(options.begin(), options.end(), order.variant), options.end())
                    << order.sku << " " << order.variant;
            }
    for (const auto& [sku, left] : sums_of(played_script().thoughts, commission).stock)
        EXPECT_GE(left, 0) << sku;
}

TEST(DemoScript, TheScarceProductGoesToTheFirstThreeAndSellsOut) {
    const auto sums = sums_of(played_script().thoughts, commission);

    EXPECT_EQ(sums.stock.at("BOX-SECRET"), 0);
}

TEST(DemoScript, HasEveryKindOfDelivery) {
    std::set<Delivery> deliveries;
    bool has_repeats = false;
    for (const auto& scene : script())
        for (const auto& thought : scene.thoughts) {
            deliveries.insert(thought.delivery);
            has_repeats |= thought.sent_twice;
        }
    EXPECT_EQ(deliveries.size(), 3U);
    EXPECT_TRUE(has_repeats);
}

TEST(DemoChecks, ARecordThatIsAsScriptedPassesThemAll) {
    const auto played = played_script();

    EXPECT_EQ(failed(played, perfect_record(played)), std::vector<std::string>());
}

TEST(DemoChecks, AnOrderTooMuchIsFound) {
    const auto played = played_script();
    auto recorded = perfect_record(played);
    recorded.orders.push_back(recorded.orders.front());

    EXPECT_EQ(failed(played, recorded),
              std::vector<std::string>{"orders: buyer, product, quantity, variant"});
}

TEST(DemoChecks, TheWrongWinnerOfTheScarceProductIsFound) {
    const auto played = played_script();
    auto recorded = perfect_record(played);
    const auto won = std::find_if(recorded.orders.begin(), recorded.orders.end(),
                                  [](const auto& order) { return order.sku == "BOX-SECRET"; });
    ASSERT_NE(won, recorded.orders.end());
    won->buyer = "lento_leo";

    const auto names = failed(played, recorded);

    EXPECT_NE(std::find(names.begin(), names.end(), "orders: buyer, product, quantity, variant"),
              names.end());
}

TEST(DemoChecks, ACommentThatGotLostIsFound) {
    const auto played = played_script();
    auto recorded = perfect_record(played);
    recorded.comments.pop_back();
    recorded.totals.comments -= 1;

    EXPECT_EQ(failed(played, recorded).size(), 2U);
}

TEST(DemoChecks, ACentTooMuchIsFound) {
    const auto played = played_script();
    auto recorded = perfect_record(played);
    recorded.totals.commission = recorded.totals.commission + Money::from_cents(1);

    EXPECT_EQ(failed(played, recorded), std::vector<std::string>{"commission"});
}

TEST(DemoChecks, WrongStockADecisionAndAFalseBuyAreFound) {
    const auto played = played_script();
    auto recorded = perfect_record(played);
    recorded.stock["TEE-SOL"] += 1;
    for (auto& comment : recorded.comments) {
        if (comment.decision != "ignored") continue;
        comment.decision = "review";
        comment.intent = "buy";
        break;
    }

    EXPECT_EQ(failed(played, recorded),
              (std::vector<std::string>{"intents: buys or not", "decisions on what was said",
                                        "stock of each product"}));
}

TEST(DemoAddresses, TheOtherRolesAreBesideTheChatRoleUnlessTheyAreGiven) {
    DemoOptions options;
    EXPECT_EQ(demo_addresses(options).vision, "http://127.0.0.1:8002");

    options.url = "http://shop.example:9000/";
    options.vision_url = "http://127.0.0.1:9002";
    const auto addresses = demo_addresses(options);

    EXPECT_EQ(addresses.chat, "http://shop.example:9000");
    EXPECT_EQ(addresses.ecommerce, "http://shop.example:8082");
    EXPECT_EQ(addresses.dashboard, "http://shop.example:8080");
    EXPECT_EQ(addresses.vision, "http://127.0.0.1:9002");
}

TEST(DemoAddresses, AnIpv6HostKeepsItsBrackets) {
    DemoOptions options;
    options.url = "http://[::1]:8081";

    EXPECT_EQ(demo_addresses(options).ecommerce, "http://[::1]:8082");
}

}  // namespace
}  // namespace tts::demo
