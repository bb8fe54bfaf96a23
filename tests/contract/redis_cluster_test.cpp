// The queue on a Redis cluster: the contract, and what differs from one server.

#include "contract/comment_queue_contract.hpp"
#include "contract/redis_cluster_world.hpp"
#include "support/eventually.hpp"

#include <set>
#include <thread>

namespace tts {

const auto cluster_worlds = testing::Values(QueueWorldMaker{
    .name = "RedisCluster", .make = [] { return std::make_unique<RedisClusterWorld>(); }});

INSTANTIATE_TEST_SUITE_P(RedisCluster, CommentQueueContract, cluster_worlds);
INSTANTIATE_TEST_SUITE_P(RedisCluster, CommentQueueLeases, cluster_worlds);
INSTANTIATE_TEST_SUITE_P(RedisCluster, CommentQueueDeadLetters, cluster_worlds);
INSTANTIATE_TEST_SUITE_P(RedisCluster, SeveralShards, cluster_worlds);
INSTANTIATE_TEST_SUITE_P(RedisCluster, ClaimsFirst, cluster_worlds);

class RedisClusterQueue : public CommentQueueContract {
protected:
    test::RedisCluster& cluster = RedisClusterWorld::cluster();

    static constexpr Milliseconds pass_pause{1'000};

    // One search through the keys of all masters.
    void sweep_all() {
        for (;;) {
            const auto pause = keeper->sweep(now());
            ASSERT_TRUE(pause) << pause.error().what();
            if (*pause >= pass_pause) return;
        }
    }

    static std::string name_of_list(const std::string& client) {
        return "chat:queue:anna:" + client;
    }

    test::RedisClient owner_of(const std::string& key) {
        return cluster.client(cluster.owner(key));
    }
};

INSTANTIATE_TEST_SUITE_P(RedisCluster, RedisClusterQueue, cluster_worlds);

TEST_P(RedisClusterQueue, ListsOfManyClientsAreOnAllMasters) {
    open_with_consumer();
    std::vector<Comment> comments;
    for (int i = 0; i < 60; ++i) comments.push_back(comment("bob" + std::to_string(i), "mine"));
    append(comments);

    for (std::size_t i = 0; i < test::RedisCluster::masters; ++i)
        EXPECT_GT(cluster.client(i).number({"DBSIZE"}), 5) << "master " << i;
    EXPECT_EQ(messages(take(minute)).size(), comments.size());
}

// Otherwise a worker would take the list off the schedule before there is something in it.
TEST_P(RedisClusterQueue, AListIsScheduledOnlyOnceTheCommentIsInIt) {
    open();
    const std::string schedule = "chat:due:{" + std::to_string(shard()) + "}";
    std::string client = "bob";
    while (cluster.owner(name_of_list(client)) == cluster.owner(schedule) ||
           cluster.owner(name_of_list(client)) == cluster.owner("comments_stream"))
        client += "b";
    auto slow = owner_of(name_of_list(client));
    slow.command({"CLIENT", "PAUSE", "60000", "WRITE"});
    Result<std::vector<Appended>> appended = Error(Errc::corrupt, "not yet");
    const std::vector sent = {comment(client, "mine")};
    std::thread writer([&] { appended = test::patiently([&] { return producer->append(sent); }); });

    EXPECT_TRUE(test::eventually(Milliseconds(30'000), [&] {
        return owner_of("comments_stream").number({"XLEN", "comments_stream"}) >= 1;
    }));
    EXPECT_EQ(owner_of(schedule).number({"ZCARD", schedule}), 0);
    slow.command({"CLIENT", "UNPAUSE"});
    writer.join();

    EXPECT_TRUE(appended) << appended.error().what();
    EXPECT_EQ(owner_of(schedule).number({"ZCARD", schedule}), 1);
}

TEST_P(RedisClusterQueue, OneNodeIsEnoughToFindTheOthers) {
    const auto url = "redis://127.0.0.1:" + std::to_string(cluster.node(1).port());
    const auto known_by_one = open_redis_comment_queue({.url = url, .queue = settings}).value();
    open_with_consumer();
    std::vector<Comment> comments;
    for (int i = 0; i < 20; ++i) comments.push_back(comment("bob" + std::to_string(i), "mine"));

    ASSERT_TRUE(known_by_one->producer().value()->append(comments));

    EXPECT_EQ(messages(take(minute)).size(), comments.size());
}

TEST_P(RedisClusterQueue, NodesThatAreAwayAreNoHindranceWhileOneIsNamedThatAnswers) {
    const auto url = "redis://127.0.0.1:" + std::to_string(test::free_port()) +
                     ",127.0.0.1:" + std::to_string(cluster.node(2).port());
    const auto named = open_redis_comment_queue({.url = url, .queue = settings}).value();

    EXPECT_TRUE(named->producer().value()->append(std::vector{comment("bob", "mine")}));
}

TEST_P(RedisClusterQueue, ServersThatAreNoClusterAreRefused) {
    const test::RedisServer one;
    const test::RedisServer two;
    const auto url = one.url() + ",127.0.0.1:" + std::to_string(two.port());
    const auto wrong = open_redis_comment_queue({.url = url, .queue = settings}).value();

    const auto appended = wrong->producer().value()->append(std::vector{comment("bob", "mine")});

    ASSERT_FALSE(appended);
    EXPECT_NE(appended.error().what().find("cluster support disabled"), std::string::npos)
        << appended.error().what();
}

TEST_P(RedisClusterQueue, EveryMasterIsChecked) {
    open();
    EXPECT_TRUE(keeper->check_settings());
    for (std::size_t i = 0; i < test::RedisCluster::masters; ++i) {
        cluster.client(i).command({"CONFIG", "SET", "maxmemory-policy", "volatile-lru"});
        const auto checked = keeper->check_settings();
        cluster.client(i).command({"CONFIG", "SET", "maxmemory-policy", "noeviction"});

        ASSERT_FALSE(checked) << "master " << i;
        EXPECT_EQ(checked.error().code(), Errc::invalid);
        EXPECT_NE(checked.error().what().find(":" + std::to_string(cluster.node(i).port())),
                  std::string::npos)
            << checked.error().what();
    }
}

TEST_P(RedisClusterQueue, OutsidersListsAreFoundOnEveryMaster) {
    open_with_consumer();
    std::set<std::size_t> owners;
    for (int i = 0; i < 12; ++i) {
        const std::string client = "outsider" + std::to_string(i);
        owners.insert(cluster.owner(name_of_list(client)));
        owner_of(name_of_list(client))
            .command({"RPUSH", name_of_list(client),
                      R"({"streamer":"anna","client":")" + client + R"(","message":"mine"})"});
    }
    ASSERT_EQ(owners.size(), test::RedisCluster::masters);

    sweep_all();

    EXPECT_EQ(messages(consumer->take(shard(), now() + minute).value()).size(), 12U);
}

TEST_P(RedisClusterQueue, AKeyOfAnotherTypeGivesWayWithinItsSlot) {
    open_with_consumer();
    const std::string list = name_of_list("b{o}b");
    owner_of(list).command({"SET", list, "no list"});

    append({comment("b{o}b", "mine")});

    EXPECT_EQ(messages(take(minute)), (std::vector<std::string>{"mine"}));
    auto client = owner_of(list);
    const auto aside = client.command({"KEYS", "chat:quarantine:{*"});
    ASSERT_EQ(aside.size(), 1U);
    EXPECT_EQ(client.command({"GET", aside[0]}), std::vector<std::string>{"no list"});
}

}  // namespace tts
