// Ten processes, each with one role. Each of them dies in the middle of a stream of comments.

#include "e2e/fleet.hpp"
#include "e2e/api.hpp"
#include "e2e/comments.hpp"
#include "e2e/crowd.hpp"
#include "e2e/data_servers.hpp"
#include "support/eventually.hpp"

#include <algorithm>
#include <iostream>

namespace tts::test {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int crowd_threads = 2;
// One worker killed, and work goes on within this time.
constexpr std::chrono::milliseconds recovery_max{5'000};
// What buyers wait for their orders at most while nobody dies: mostly for the settle window. On a
// machine that is busy with other things it is longer, and so is everything else.
constexpr std::chrono::milliseconds usual_max{1'000};
constexpr int slowness_factor = 4;  // A recovery is about so many times as much work.
// Something else may hold the machine up just while one of them is away.
constexpr int kills_max = 5;
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
            EXPECT_TRUE(eventually(long_enough, [&] {
                return try_post(fleet.url("chat", "/comments"), body).status == 200;
            })) << "nobody takes a comment";
        }
    }

    std::int64_t orders_of(const std::string& client) const {
        return database->number("SELECT COUNT(*) FROM orders WHERE buyer = $1", {client});
    }

    // How long it takes from now until every show's buyer has an order.
    std::chrono::milliseconds serve(const std::string& client) const {
        const auto began_at = Clock::now();
        ask_for_one_of_each(client);
        EXPECT_TRUE(eventually(
            long_enough,
            [&] { return orders_of(client) >= static_cast<std::int64_t>(streamers.size()); }))
            << client << " has no order";
        return time_since(began_at);
    }

    // Kills the process under load. Whether every show's buyer has an order and it is back in time.
    bool goes_on_in_time_without(const std::string& name, int kill) {
        const auto number = "_" + name + "_" + std::to_string(kill);
        std::this_thread::sleep_for(pause_between_kills);
        const auto usual = serve("before" + number);
        const auto began_at = Clock::now();
        fleet.kill(name);
        serve("after" + number);
        EXPECT_TRUE(eventually(long_enough, [&] { return fleet.is_ready(name); }))
            << name << " does not come back";
        const auto duration = time_since(began_at);
        clients.insert(clients.end(), {"before" + number, "after" + number});
        std::cout << "    " << name << ": going on after " << duration.count() << " ms, usual are "
                  << usual.count() << " ms\n";
        return duration <= recovery_max + slowness_factor * std::max(usual - usual_max, 0ms);
    }

    static std::chrono::milliseconds time_since(Clock::time_point begin) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    }

    const std::vector<std::string> streamers = {"ana", "berta", "carla", "dora", "eva", "flor"};
    RedisProcess redis;
    PostgresProcess postgres;
    std::unique_ptr<DatabaseClient> database = open_postgres(postgres.url("postgres"));
    Fleet fleet{redis.url(), postgres.url("postgres")};
    std::vector<std::string> clients;  // Who asked for one of each.
};

TEST_F(Fleets, LoseAndRepeatNothingAndGoOnWithinFiveSecondsWhicheverOfThemIsKilled) {
    Crowd crowd(streamers, comments_urls());
    crowd.start(crowd_threads);
    for (const auto& name : fleet.names()) {
        bool is_in_time = false;
        for (int kill = 0; kill < kills_max && !is_in_time && !HasFailure(); ++kill)
            is_in_time = goes_on_in_time_without(name, kill);
        EXPECT_TRUE(is_in_time) << name;
    }
    const auto purchases = crowd.finish();
    std::cout << "    " << purchases.size() << " comments, " << crowd.acknowledged()
              << " acknowledged\n";

    expect_everything_exactly_once(*database, streamers, purchases);
    for (const auto& client : clients)
        EXPECT_EQ(orders_of(client), static_cast<std::int64_t>(streamers.size())) << client;
}

}  // namespace

}  // namespace tts::test
