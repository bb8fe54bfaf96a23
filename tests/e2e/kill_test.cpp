// Processes die in the middle of a stream of comments and come back. Nothing that was acknowledged
// may be lost, nothing may happen twice.

#include "e2e/api.hpp"
#include "e2e/crowd.hpp"
#include "e2e/deployment.hpp"
#include "support/eventually.hpp"

#include <iostream>
#include <optional>

namespace tts::test {

namespace {

constexpr int crowd_threads = 4;

// How often each thing dies: TTS_KILL_ROUNDS for a longer run.
int kill_rounds() {
    const char* given = std::getenv("TTS_KILL_ROUNDS");
    return given ? std::max(1, std::stoi(given)) : 6;
}

// Long enough for some comments to be in every state, and not always the same.
void let_the_crowd_shop(int round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(250 + round * 137 % 600));
}

void report(const Crowd& crowd, const std::vector<Purchase>& purchases, int kills) {
    std::cout << "    " << kills << " kills, " << purchases.size() << " comments, "
              << crowd.acknowledged() << " acknowledged\n";
}

const std::vector<std::string>& streamers() {
    static const std::vector<std::string> names = {"ana", "berta", "carla"};
    return names;
}

// All in one process on the embedded store.
class EmbeddedServerDies : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(server.stop(), 0) << server.log_tail();
        {
            const auto database = open_shop_database();
            for (const auto& streamer : streamers()) open_shop(*database, streamer);
        }
        server.start();
        for (const auto& streamer : streamers()) pin_plenty(server, streamer);
    }
    void TearDown() override {
        if (HasFailure()) std::cerr << "--- log of the server\n" << server.log_tail() << "---\n";
    }

    // Only while no server runs, or to read.
    std::unique_ptr<DatabaseClient> open_shop_database() const {
        return open_sqlite(server.data() / "shop.db");
    }

    ServerProcess server{{}};
};

TEST_F(EmbeddedServerDies, KilledAgainAndAgainItLosesAndRepeatsNothing) {
    Crowd crowd(streamers(), {server.url("chat", "/comments")});
    crowd.start(crowd_threads);
    for (int round = 0; round < kill_rounds(); ++round) {
        let_the_crowd_shop(round);
        server.kill();
        server.start();
    }
    let_the_crowd_shop(0);
    const auto purchases = crowd.finish();
    report(crowd, purchases, kill_rounds());

    expect_everything_exactly_once(*open_shop_database(), streamers(), purchases);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(open_shop_database()->value("PRAGMA integrity_check"), "ok");
}

TEST_F(EmbeddedServerDies, AskedToStopItLosesAndRepeatsNothing) {
    Crowd crowd(streamers(), {server.url("chat", "/comments")});
    crowd.start(crowd_threads);
    for (int round = 0; round < 3; ++round) {
        let_the_crowd_shop(round);
        EXPECT_EQ(server.stop(), 0);
        server.start();
    }
    const auto purchases = crowd.finish();

    expect_everything_exactly_once(*open_shop_database(), streamers(), purchases);
}

// Ingest and two workers in processes of their own, on Redis and PostgreSQL.
class DistributedProcessesDie : public ::testing::Test {
protected:
    void SetUp() override {
        for (const auto& streamer : streamers()) {
            open_shop(*connect(), streamer);
            pin_plenty(edge, streamer);
        }
    }
    void TearDown() override {
        if (!HasFailure()) return;
        std::cerr << "--- log of the edge\n" << edge.log_tail();
        std::cerr << "--- log of the first worker\n" << first_worker.log_tail();
        std::cerr << "--- log of the second worker\n" << second_worker.log_tail() << "---\n";
    }

    ServerOptions options(const std::string& roles) const {
        return {.roles = roles,
                .redis_url = redis.url(),
                .database_url = postgres.url("postgres"),
                .arguments = {}};
    }

    std::unique_ptr<DatabaseClient> connect() const {
        return open_postgres(postgres.url("postgres"));
    }

    // Runs the crowd while `die` is called again and again.
    template <class Die>
    void shop_while(Die die, int rounds) {
        Crowd crowd(streamers(), {edge.url("chat", "/comments")});
        crowd.start(crowd_threads);
        for (int round = 0; round < rounds; ++round) {
            let_the_crowd_shop(round);
            die(round);
        }
        let_the_crowd_shop(0);
        const auto purchases = crowd.finish();
        report(crowd, purchases, rounds);
        expect_everything_exactly_once(*connect(), streamers(), purchases);
    }

    RedisProcess redis;
    PostgresProcess postgres;
    ServerProcess edge{options("chat,nlp,vision,ecommerce,dashboard")};
    ServerProcess first_worker{options("worker")};
    ServerProcess second_worker{options("worker")};
};

TEST_F(DistributedProcessesDie, KilledInTurnTheyLoseAndRepeatNothing) {
    shop_while(
        [&](int round) {
            switch (round % 5) {
                case 0: edge.kill(); return edge.start();
                case 1: first_worker.kill(); return first_worker.start();
                case 2: redis.kill(); return redis.start();
                case 3: second_worker.kill(); return second_worker.start();
                default: postgres.kill(); return postgres.start();
            }
        },
        5 * kill_rounds());
}

TEST_F(DistributedProcessesDie, AskedToStopTheyLoseAndRepeatNothing) {
    shop_while(
        [&](int round) {
            ServerProcess& leaving = round % 2 == 0 ? first_worker : edge;
            EXPECT_EQ(leaving.stop(), 0) << leaving.log_tail();
            leaving.start();
        },
        4);
}

}  // namespace

}  // namespace tts::test
