#pragma once

// The promises of ports/show_board.hpp and ports/chat_gaps.hpp as tests. An adapter's test file
// includes this once and says how they are opened.

#include "contract/store/fixture.hpp"
#include "core/order_lines.hpp"
#include "ports/chat_gaps.hpp"
#include "ports/show_board.hpp"

namespace tts::test {

// A new database for one test.
class BoardWorld {
public:
    virtual ~BoardWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<ShowBoard>> open_board() = 0;
    virtual Result<std::unique_ptr<ChatGaps>> open_gaps() = 0;
};

using MakeBoardWorld = std::unique_ptr<BoardWorld> (*)();

class ShowBoardContract : public testing::TestWithParam<MakeBoardWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        board_ = world_->open_board().value();
        gaps_ = world_->open_gaps().value();
        product_ = store_->save_product(sample_product("ana", "DRESS")).value();
    }

    void write(const Effects& effects) {
        const auto transaction = store_->begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
    }

    CommentId said(const std::string& client, const std::string& reason = "because") {
        Effects effects;
        effects.comments.push_back(sample_comment("ana", client, "lo quiero"));
        effects.comments.back().reason = reason;
        write(effects);
        return effects.comments.back().comment.id;
    }

    // Two units of 19.99, by a claim of its own.
    Order ordered(const std::string& buyer, CommentId claim = CommentId::next()) {
        auto order = sample_order(product_, buyer);
        order.id = OrderId::next();
        order.number = "ORD-" + order.id.to_string();
        order.idempotency_key = order.number;
        order.claim = claim;
        Effects effects;
        effects.orders.push_back(order);
        write(effects);
        return order;
    }

    void force(const Order& order, const std::string& columns) {
        world_->database().query("UPDATE orders SET " + columns + " WHERE order_number = '" +
                                 order.number + "'");
    }

    static OrderSearch search(const std::string& words = "") {
        return {.streamer = "ana",
                .status = {},
                .words = words,
                .from = Timestamp(),
                .until = now() + std::chrono::hours(1),
                .before = {}};
    }

    std::vector<std::string> found(const OrderSearch& search) {
        std::vector<std::string> buyers;
        for (const auto& order : board_->orders(search).value()) buyers.push_back(order.buyer);
        return buyers;
    }

    StoreDatabase& database() { return world_->database(); }
    Store& store() { return *store_; }
    ShowBoard& board() { return *board_; }
    ChatGaps& gaps() { return *gaps_; }
    const Product& product() const { return product_; }

private:
    std::unique_ptr<BoardWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<ShowBoard> board_;
    std::unique_ptr<ChatGaps> gaps_;
    Product product_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShowBoardContract);

TEST_P(ShowBoardContract, ThePulseCountsPeopleOnceAndWhatIsNotPaid) {
    EXPECT_EQ(board().pulse("ana", now()).value().commenters, 0);
    said("luis");
    said("luis");
    said("marta");
    ordered("luis");
    force(ordered("marta"), "status = 'paid'");

    const auto pulse = board().pulse("ana", now() - std::chrono::hours(1)).value();

    EXPECT_EQ(pulse.commenters, 2);
    EXPECT_EQ(pulse.unpaid_orders, 1);
    EXPECT_EQ(pulse.unpaid_units, 2);
    EXPECT_EQ(pulse.unpaid_amount, product().price * 2);
    EXPECT_EQ(board().pulse("ana", now() + std::chrono::hours(1)).value().commenters, 0);
    EXPECT_EQ(board().pulse("otra", Timestamp()).value().unpaid_orders, 0);
    EXPECT_EQ(board().pulse("", Timestamp()).value().unpaid_orders, 1);
}

TEST_P(ShowBoardContract, OrdersAreFoundByWhatStandsInThem) {
    const auto first = ordered("Luis_1");
    const auto second = ordered("marta");
    force(second, "status = 'paid'");

    EXPECT_EQ(found(search()), (std::vector<std::string>{"marta", "Luis_1"}));
    EXPECT_EQ(found(search("luis")), std::vector<std::string>{"Luis_1"});
    EXPECT_EQ(found(search("s_1")), std::vector<std::string>{"Luis_1"});
    EXPECT_EQ(found(search("s%1")), std::vector<std::string>{});
    EXPECT_EQ(found(search(second.number.substr(4))), std::vector<std::string>{"marta"});
    EXPECT_EQ(found(search("RED DRESS")).size(), 2U);
    const auto line = board().orders(search("luis")).value().front().lines.at(0);
    EXPECT_EQ(line.quantity, 2);
    EXPECT_EQ(line.unit_price, product().price);
    EXPECT_EQ(found(search("'; DROP TABLE orders; --")).size(), 0U);

    auto wanted = search();
    wanted.status = "paid";
    EXPECT_EQ(found(wanted), std::vector<std::string>{"marta"});
    wanted = search();
    wanted.before = second.id;
    EXPECT_EQ(found(wanted), std::vector<std::string>{"Luis_1"});
    wanted = search();
    wanted.from = wanted.until;
    wanted.until = wanted.until + std::chrono::hours(1);
    EXPECT_TRUE(found(wanted).empty());
    wanted = search();
    wanted.streamer = "otra";
    EXPECT_TRUE(found(wanted).empty());
}

TEST_P(ShowBoardContract, SearchesGoByLettersAndNotByTheirCaseOrAccents) {
    ordered("ÁNGELA Muñoz");
    ordered("Straße_7");
    ordered("\u039d\u03af\u03ba\u03b7");  // Greek.

    for (const char* words : {"ángela", "ANGELA", "angela mun", "MUÑOZ"})
        EXPECT_EQ(found(search(words)), std::vector<std::string>{"ÁNGELA Muñoz"}) << words;
    EXPECT_EQ(found(search("STRASSE")), std::vector<std::string>{"Straße_7"});
    EXPECT_EQ(found(search("\u03bd\u03b9\u03ba\u03b7")).size(), 1U);
    const auto buyers = board().buyers({.streamer = "ana", .words = "angelá"}).value();
    ASSERT_EQ(buyers.size(), 1U);
    EXPECT_EQ(buyers[0].buyer, "ÁNGELA Muñoz");
}

TEST_P(ShowBoardContract, AnOrderOfSeveralLinesIsFoundByEach) {
    auto order = ordered("luis");
    auto lines = lines_of(order);
    lines.push_back({.product = product().id,
                     .product_name = "Lámpara Luna",
                     .sku = "LUNA-M",
                     .variant = "M",
                     .quantity = 3,
                     .unit_price = Money::from_cents(1'250)});
    set_lines(order, lines);
    order.shipping = Money::from_cents(499);
    order.discount.code = "diez";
    order.discount.percentage = Percentage::from_basis_points(1'000);
    order.discounted = Money::from_cents(100);
    Effects effects;
    effects.edited_orders.push_back(order);
    write(effects);

    for (const char* words : {"lampara", "luna-m", "red dress"})
        EXPECT_EQ(found(search(words)).size(), 1U) << words;
    EXPECT_TRUE(found(search("quantity")).empty());
    const auto row = board().orders(search()).value().front();
    ASSERT_EQ(row.lines.size(), 2U);
    EXPECT_EQ(row.lines[0].quantity, 2);
    EXPECT_EQ(row.lines[1].product_name, "Lámpara Luna");
    EXPECT_EQ(row.lines[1].variant, "M");
    EXPECT_EQ(row.lines[1].unit_price, Money::from_cents(1'250));
    EXPECT_EQ(row.quantity, 5);
    EXPECT_EQ(row.shipping, Money::from_cents(499));
    EXPECT_EQ(row.discount_code, "diez");
    EXPECT_EQ(row.discounted, Money::from_cents(100));
}

TEST_P(ShowBoardContract, AnOrderTellsOfItsNewestPaymentAndMessage) {
    const auto order = ordered("luis");
    EXPECT_EQ(board().orders(search()).value().front().payment_status, "");
    EXPECT_EQ(board().orders(search()).value().front().message_status, "");
    const auto insert = [&](const std::string& id, const std::string& status) {
        database().query(
            "INSERT INTO payments (id, order_id, provider, flow, status, amount, currency, "
            "created_at, updated_at) VALUES ('" +
            id + "', '" + order.id.to_string() + "', 'sandbox', 'link', '" + status +
            "', '39.98', 'EUR', '2026-03-04T18:05:09.123Z', '2026-03-04T18:05:09.123Z')");
    };
    insert("01900000-0000-7000-8000-000000000001", "failed");
    insert("01900000-0000-7000-8000-000000000002", "completed");
    Effects effects;
    effects.notifications.push_back(sample_notification(order.id, "+34600123456"));
    write(effects);

    const auto row = board().orders(search()).value().front();

    EXPECT_EQ(row.payment_status, "completed");
    EXPECT_EQ(row.message_status, "pending");
    EXPECT_FALSE(row.message_channel.empty());
    EXPECT_EQ(row.number, order.number);
    EXPECT_EQ(row.quantity, 2);
    EXPECT_EQ(row.total_price, order.total_price);
    EXPECT_EQ(row.status, "pending");
}

TEST_P(ShowBoardContract, BuyersAreAddedUpThoseFirstWhoBoughtMost) {
    ordered("luis");
    force(ordered("luis"), "status = 'cancelled'");
    ordered("marta");
    force(ordered("marta"), "status = 'paid'");
    ASSERT_TRUE(
        store().block_buyer({.streamer = "ana", .buyer = "luis", .reason = {}, .at = now()}));

    const auto found = board().buyers({.streamer = "ana", .words = {}}).value();

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].buyer, "marta");
    EXPECT_EQ(found[0].orders, 2);
    EXPECT_EQ(found[0].units, 4);
    EXPECT_EQ(found[0].total, product().price * 4);
    EXPECT_EQ(found[0].paid, product().price * 2);
    EXPECT_EQ(found[0].unpaid, 1);
    EXPECT_FALSE(found[0].is_blocked);
    EXPECT_EQ(found[1].buyer, "luis");
    EXPECT_EQ(found[1].orders, 1);
    EXPECT_EQ(found[1].cancelled, 1);
    EXPECT_TRUE(found[1].is_blocked);
    EXPECT_EQ(board().buyers({.streamer = "ana", .words = "MAR"}).value().size(), 1U);
    EXPECT_TRUE(board().buyers({.streamer = "otra", .words = {}}).value().empty());
}

TEST_P(ShowBoardContract, QualityCountsWhatPeoplePutRight) {
    ordered("luis", said("luis"));
    force(ordered("marta", said("marta")),
          "status = 'cancelled', end_reason = 'cancelled_by_seller'");
    force(ordered("nina", said("nina")), "status = 'cancelled', end_reason = 'expired'");
    ordered("rosa", said("rosa", "accepted by the seller"));
    said("pia", "rejected by the seller");
    auto feedback = store().feedback_on(said("eva")).value();
    feedback.id = FeedbackId::next();
    feedback.label = Intent::question;
    ASSERT_TRUE(store().save_feedback(feedback));

    const QualityQuery day{
        .streamer = "ana", .from = Timestamp(), .until = now() + std::chrono::hours(1)};
    const auto quality = board().quality(day).value();

    EXPECT_EQ(quality.automatic, 3);
    EXPECT_EQ(quality.undone, 1);
    EXPECT_EQ(quality.accepted, 1);
    EXPECT_EQ(quality.rejected, 1);
    EXPECT_EQ(quality.waiting, 0);
    EXPECT_EQ(quality.corrected, 1);
    EXPECT_EQ(board()
                  .quality({.streamer = "otra", .from = day.from, .until = day.until})
                  .value()
                  .automatic,
              0);
}

TEST_P(ShowBoardContract, ACommentStandsAmongItsNeighbours) {
    std::vector<CommentId> ids;
    for (const char* name : {"a", "b", "c", "d", "e"}) ids.push_back(said(name));

    const auto found =
        board().context({.streamer = "ana", .comment = ids[2], .before = 1, .after = 5}).value();

    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].id, ids[1]);
    EXPECT_EQ(found[1].id, ids[2]);
    EXPECT_EQ(found[1].message, "lo quiero");
    EXPECT_EQ(found[3].client, "e");
    EXPECT_TRUE(board().context({.streamer = "otra", .comment = ids[2]}).value().empty());
    EXPECT_TRUE(board().context({.streamer = "ana", .comment = CommentId::next()}).value().empty());
}

TEST_P(ShowBoardContract, GapsAreTellableAndGrow) {
    ChatGap gap{.streamer = "ana",
                .source = "tiktok_live",
                .from = moment(),
                .until = moment(10),
                .reason = hostile_texts()[0]};
    ASSERT_TRUE(gaps().report(gap));
    gap.until = moment(20);
    ASSERT_TRUE(gaps().report(gap));
    const ChatGap of_all{
        .streamer = {}, .source = "server", .from = moment(60), .until = moment(90), .reason = "r"};
    ASSERT_TRUE(gaps().report(of_all));

    const auto read = [&](const std::string& streamer, int from, int until) {
        return gaps()
            .gaps({.streamer = streamer, .from = moment(from), .until = moment(until)})
            .value();
    };
    EXPECT_EQ(read("ana", 0, 100), (std::vector<ChatGap>{of_all, gap}));
    EXPECT_EQ(read("otra", 0, 100), std::vector<ChatGap>{of_all});
    EXPECT_EQ(read("", 0, 100).size(), 2U);
    EXPECT_EQ(read("ana", 15, 60), std::vector<ChatGap>{gap});
    EXPECT_TRUE(read("ana", 200, 300).empty());
}

TEST_P(ShowBoardContract, TellsWhenSomebodyWasAliveBefore) {
    EXPECT_EQ(gaps().note_alive(moment(5)).value(), std::nullopt);
    EXPECT_EQ(gaps().note_alive(moment(9)).value(), moment(5));
    // A process whose clock is behind takes nothing back.
    EXPECT_EQ(gaps().note_alive(moment(7)).value(), moment(9));
    EXPECT_EQ(gaps().note_alive(moment(20)).value(), moment(9));
}

}  // namespace tts::test
