// Workers keep shows in memory. What another process changes in the database counts for every
// comment that is sent after the change.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

#include <chrono>
#include <regex>
#include <thread>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class ShowChanges : public DeploymentTest {
protected:
    void pin(const std::string& product) const {
        const auto answer = put(server.url("ecommerce", "/streamers/" + streamer + "/pin"),
                                object({{"product_id", product}}));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    void say(const std::string& buyer) const {
        const auto answer =
            post(server.url("chat", "/comments"), comment(streamer, buyer, "lo quiero"));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    // What became of the buyer's comment: product and price of the order, or the decision.
    Rows outcome(const std::string& buyer) const {
        const auto decided = [&] {
            return database.query(
                "SELECT c.decision, o.product_id, o.total_price FROM chat_messages c "
                "LEFT JOIN orders o ON o.buyer = c.client AND o.streamer = c.streamer "
                "WHERE c.streamer = $1 AND c.client = $2",
                {streamer, buyer});
        };
        EXPECT_TRUE(eventually(long_enough, [&] { return !decided().empty(); })) << buyer;
        return decided();
    }

    void expect_order(const std::string& buyer, const std::string& product, const char* price) {
        say(buyer);
        const auto rows = outcome(buyer);
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_EQ(rows.front().at(0), "ordered") << buyer;
        EXPECT_EQ(rows.front().at(1), product) << buyer;
        EXPECT_EQ(rows.front().at(2), price) << buyer;
    }

    // The show is read when the first comment is due, and then at most once for every window that
    // the comments last: one second, if nothing holds us up.
    void say_for_a_second(int round) {
        constexpr int comments = 20;
        constexpr std::chrono::duration<double> settle = 750ms;
        const auto buyer = [&](int i) {
            return "buyer" + std::to_string(round) + "_" + std::to_string(i);
        };
        const auto misses = figure("tiktoksales_show_cache_misses_total");
        const auto began_at = std::chrono::steady_clock::now();
        for (int i = 0; i < comments; ++i) {
            say(buyer(i));
            std::this_thread::sleep_for(50ms);
        }
        const auto lasted = std::chrono::steady_clock::now() - began_at;
        for (int i = 0; i < comments; ++i) outcome(buyer(i));
        EXPECT_LE(figure("tiktoksales_show_cache_misses_total") - misses, 3 + lasted / settle);
    }

    // Over all workers.
    double figure(const std::string& name) const {
        double sum = 0;
        for (int worker = 0; worker < 3; ++worker) {
            const auto text = get(server.url("worker", "/metrics")).body;
            std::smatch found;
            if (std::regex_search(text, found, std::regex("\n" + name + " ([0-9.e+]+)")))
                sum += std::stod(found[1]);
        }
        return sum;
    }
};

TEST_F(ShowChanges, ByOtherProcessesCountFromTheNextCommentOn) {
    const auto candle = insert_product(database, {.streamer = streamer});
    const auto mug = insert_product(
        database, {.streamer = streamer, .sku = "TAZA-01", .name = "Taza", .price = "9.00"});
    pin(candle);
    expect_order("luis", candle, "12.50");

    database.query("UPDATE products SET price = 20 WHERE id = $1", {candle});
    expect_order("maria", candle, "20.00");

    pin(mug);
    expect_order("pedro", mug, "9.00");

    database.query("UPDATE products SET archived_at = now() WHERE id = $1", {mug});
    say("rosa");
    EXPECT_NE(outcome("rosa").front().at(0), "ordered");

    database.query("UPDATE products SET archived_at = NULL WHERE id = $1", {mug});
    expect_order("teresa", mug, "9.00");
}

TEST_F(ShowChanges, AreLookedForOncePerSettleWindowAndNotPerComment) {
    pin(insert_product(database, {.streamer = streamer}));
    const auto hits = figure("tiktoksales_show_cache_hits_total");
    const auto hits_grew = [&] { return figure("tiktoksales_show_cache_hits_total") > hits; };

    // A worker that was away for a while takes all comments in one batch, and has no use for what
    // it knows: then once more.
    int round = 0;
    for (; round < 20 && !hits_grew() && !HasFailure(); ++round) say_for_a_second(round);

    EXPECT_TRUE(hits_grew()) << "in " << round << " rounds";
}

}  // namespace

}  // namespace tts::test
