// Ten processes, each with one role. Each of them dies in the middle of a stream of comments.

#include "e2e/fleet.hpp"
#include "e2e/api.hpp"
#include "e2e/comments.hpp"
#include "e2e/crowd.hpp"
#include "e2e/data_servers.hpp"
#include "support/eventually.hpp"

#include <iostream>

namespace tts::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int crowd_threads = 2;
// goals.md: one worker killed, and work goes on within this time.
constexpr std::chrono::milliseconds recovery_max{5'000};
constexpr std::chrono::milliseconds pause_between_kills{300};

class Fleets : public ::testing::Test {
protected:
    void SetUp() override {
        for (const auto& streamer : streamers) {
            open_shop(*database, streamer);
            pin_plenty(fleet, streamer);
        }
    }
    void TearDown() override {
        if (HasFailure()) std::cerr << fleet.log_tail() << "---\n";
    }

    std::vector<std::string> comments_urls() const {
        return {fleet.url("chat", "/comments"), fleet.url("chat", "/comments")};
    }

    // A buyer of each show wants something, now; a client that is refused asks again.
    void ask_for_one_of_each(const std::string& client) const {
        for (const auto& streamer : streamers) {
            const auto body = comment(streamer, client, "lo quiero");
            EXPECT_TRUE(eventually(recovery_max, [&] {
                return try_post(fleet.url("chat", "/comments"), body).status == 200;
            })) << "nobody takes a comment";
        }
    }

    std::int64_t orders_of(const std::string& client) const {
        return database->number("SELECT COUNT(*) FROM orders WHERE buyer = $1", {client});
    }

    // How long it takes from now until every show's buyer has an order and the process is back.
    std::chrono::milliseconds recovery(const std::string& killed) const {
        const auto began_at = Clock::now();
        const auto client = "after_" + killed;
        ask_for_one_of_each(client);
        EXPECT_TRUE(eventually(
            recovery_max * 3,
            [&] { return orders_of(client) >= static_cast<std::int64_t>(streamers.size()); }))
            << "no order after the death of " << killed;
        EXPECT_TRUE(eventually(recovery_max * 2, [&] { return fleet.is_ready(killed); }))
            << killed << " does not come back";
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_at);
    }

    const std::vector<std::string> streamers = {"ana", "berta", "carla", "dora", "eva", "flor"};
    RedisProcess redis;
    PostgresProcess postgres;
    std::unique_ptr<DatabaseClient> database = open_postgres(postgres.url("postgres"));
    Fleet fleet{redis.url(), postgres.url("postgres")};
};

TEST_F(Fleets, LoseAndRepeatNothingAndGoOnWithinFiveSecondsWhicheverOfThemIsKilled) {
    Crowd crowd(streamers, comments_urls());
    crowd.start(crowd_threads);
    for (const auto& name : fleet.names()) {
        std::this_thread::sleep_for(pause_between_kills);
        fleet.kill(name);
        const auto duration = recovery(name);
        std::cout << "    " << name << ": going on after " << duration.count() << " ms\n";
        EXPECT_LE(duration, recovery_max) << name;
    }
    const auto purchases = crowd.finish();
    std::cout << "    " << purchases.size() << " comments, " << crowd.acknowledged()
              << " acknowledged\n";

    expect_everything_exactly_once(*database, streamers, purchases);
    for (const auto& name : fleet.names())
        EXPECT_EQ(orders_of("after_" + name), static_cast<std::int64_t>(streamers.size())) << name;
}

}  // namespace

}  // namespace tts::test
