// The pool of stores on a real server, which goes away and comes back.

#include "contract/postgres_database.hpp"
#include "ports/store_pool.hpp"
#include "support/eventually.hpp"

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class PostgresPool : public testing::Test {
protected:
    static void SetUpTestSuite() { server = std::make_unique<PostgresServer>(Sync::never); }
    static void TearDownTestSuite() { server.reset(); }

    void SetUp() override {
        const auto url = server->new_database();
        open_postgres_migrator(url).value()->apply().value();
        factory = open_postgres_store(url).value();
    }

    // Its own, which is stopped and killed.
    static inline std::unique_ptr<PostgresServer> server;
    std::unique_ptr<StoreFactory> factory;
};

TEST_F(PostgresPool, LendsOneConnectionAgainAndAgain) {
    StorePool pool(*factory, 2);

    for (int i = 0; i < 5; ++i) EXPECT_TRUE((*pool.lease())->ping());

    const auto figures = pool.figures();
    EXPECT_EQ(figures.opened, 1U);
    EXPECT_EQ(figures.open, 1U);
    EXPECT_EQ(figures.lent, 0U);
    EXPECT_EQ(figures.waits, 0U);
}

TEST_F(PostgresPool, RefusesWhoWaitsTooLongAndServesWhoDoesNot) {
    StorePool pool(*factory, 1, {.patience = 100ms});
    {
        const auto held = pool.lease();
        ASSERT_TRUE(held);
        EXPECT_EQ(pool.figures().lent, 1U);

        EXPECT_EQ(pool.lease().error().code(), Errc::unavailable);
    }
    EXPECT_TRUE(pool.lease());

    const auto figures = pool.figures();
    EXPECT_EQ(figures.waits, 1U);
    EXPECT_EQ(figures.refusals, 1U);
    EXPECT_EQ(figures.waiting, 0U);
}

TEST_F(PostgresPool, ReplacesConnectionsOfAge) {
    StorePool pool(*factory, 2, {.lifetime = 0ms});

    for (int i = 0; i < 3; ++i) EXPECT_TRUE((*pool.lease())->ping());

    EXPECT_EQ(pool.figures().opened, 3U);
    EXPECT_EQ(pool.figures().expired, 2U);
    EXPECT_EQ(pool.figures().open, 1U);
}

TEST_F(PostgresPool, GoesOnAfterARestartOfTheServerAndFailsAtOnceMeanwhile) {
    StorePool pool(*factory, 4, {.idle_check = 0ms});
    {
        const auto first = pool.lease();
        const auto second = pool.lease();
        ASSERT_TRUE(first && second);
    }
    server->restart();
    EXPECT_TRUE((*pool.lease())->ping()) << "the idle connection was closed by the restart";

    server->kill();
    EXPECT_TRUE(eventually(30s, [&] { return !pool.lease(); }))
        << "the server's children end a moment after it";
    // Nobody waits for a connection that cannot be opened.
    EXPECT_EQ(pool.lease().error().code(), Errc::unavailable);
    EXPECT_EQ(pool.figures().waits, 0U);
    EXPECT_GE(pool.figures().broken, 1U);

    server->start();
    EXPECT_TRUE(eventually(60s, [&] {
        const auto store = pool.lease();
        return store && (*store)->ping();
    }));
    EXPECT_LE(pool.figures().open, 4U);
    EXPECT_EQ(pool.figures().lent, 0U);
}

}  // namespace

}  // namespace tts::test
