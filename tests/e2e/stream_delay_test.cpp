// How far viewers are behind is learned from claims by code, and used for those that name nothing.

#include "core/timestamp.hpp"
#include "e2e/comments.hpp"
#include "support/eventually.hpp"

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class StreamDelay : public DeploymentTest {
protected:
    std::string show() const { return server.url("ecommerce", "/streamers/" + streamer); }

    std::string product(const std::string& sku) const {
        return insert_product(database, {.streamer = streamer, .sku = sku, .name = "Cosa " + sku});
    }

    // As if the host had pinned it before; `until` empty: still.
    void pin_before(const std::string& product, int seconds_ago, bool is_open) const {
        const auto from = to_iso8601(now() - std::chrono::seconds(seconds_ago));
        database.query(
            "INSERT INTO streamer_pins (streamer, product_id, pinned_at, unpinned_at) "
            "VALUES ($1, $2, $3, CASE WHEN $4::boolean THEN NULL ELSE $3::timestamptz END)",
            {streamer, product, from, is_open ? "true" : "false"});
    }

    void say(const std::string& buyer, const std::string& message) const {
        const auto answer =
            post(server.url("chat", "/comments"), comment(streamer, buyer, message));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    // The product that the buyer's only order is of.
    std::string ordered_by(const std::string& buyer) const {
        const auto orders = [&] {
            return database.query(
                "SELECT product_id FROM orders WHERE streamer = $1 AND buyer = $2",
                {streamer, buyer});
        };
        EXPECT_TRUE(eventually(30s, [&] { return !orders().empty(); })) << buyer;
        return orders().empty() ? "" : orders().front().at(0);
    }
};

TEST_F(StreamDelay, IsLearnedFromClaimsByCodeAndUsedForTheOthers) {
    constexpr int changes = 8;
    std::vector<std::string> codes;
    for (int i = 0; i < changes; ++i) codes.push_back("SKU-" + std::to_string(i));
    // The second shortest lag of eight is what counts: 21 s, and what the test itself takes.
    for (int i = 0; i < changes; ++i)
        pin_before(product(codes[static_cast<std::size_t>(i)]), 20 + i, false);
    const auto lamp = product("LAMP");
    const auto mug = product("MUG");
    pin_before(lamp, 300, true);

    for (const auto& code : codes) say("buyer of " + code, "quiero " + code);
    ASSERT_TRUE(eventually(30s, [&] {
        return get(show()).body.find("\"stream_delay_changes\":8") != std::string::npos;
    })) << get(show()).body;
    const auto learned = get(show()).json()["stream_delay_ms"].integer();
    EXPECT_GE(learned, 21'000);
    EXPECT_LE(learned, 60'000);

    const auto pinned = put(show() + "/pin", object({{"product_id", mug}}));
    ASSERT_EQ(pinned.status, 200) << pinned.body;
    say("early", "lo quiero");
    EXPECT_EQ(ordered_by("early"), lamp);

    ASSERT_EQ(put(show(), R"({"stream_delay_ms":0})").status, 200);
    say("now", "lo quiero");
    EXPECT_EQ(ordered_by("now"), mug);
    EXPECT_NE(get(show()).body.find("\"learn_stream_delay\":false"), std::string::npos);
}

}  // namespace

}  // namespace tts::test
