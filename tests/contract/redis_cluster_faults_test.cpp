// A Redis cluster whose slots move, and whose masters die, while comments come in.

#include "contract/redis_cluster_world.hpp"
#include "support/eventually.hpp"

#include <atomic>
#include <iostream>
#include <mutex>
#include <set>

namespace tts {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// The time of this test, for both sides: what is appended is due at once.
QueueSettings hasty() {
    QueueSettings settings;
    settings.shards = 4;
    settings.settle = 0ms;
    settings.linger = 0ms;
    return settings;
}

// One thread appends comments of many shows, another one works on them, as the program does: what
// is refused is tried again.
class Traffic {
public:
    explicit Traffic(const std::string& url)
        : queue_(open_redis_comment_queue({.url = url, .queue = hasty()}).value()) {
        writer_ = std::thread([this] { write(); });
        worker_ = std::thread([this] { work(); });
    }
    ~Traffic() { finish(); }

    // No more comments; those that are accepted are worked off, as far as that is possible.
    void finish() {
        if (!writer_.joinable()) return;
        writes_ = false;
        writer_.join();  // Its last comment counts, too.
        test::eventually(60s, [this] { return lost() == 0; });
        works_ = false;
        worker_.join();
    }

    std::size_t accepted() const {
        const std::lock_guard lock(mutex_);
        return accepted_.size();
    }
    std::size_t worked_on() const {
        const std::lock_guard lock(mutex_);
        return worked_on_.size();
    }
    // Accepted and not worked on.
    std::size_t lost() const {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(
            std::ranges::count_if(accepted_, [&](auto& id) { return !worked_on_.contains(id); }));
    }
    int refusals() const { return refusals_; }
    std::string last_refusal() const {
        const std::lock_guard lock(mutex_);
        return last_refusal_;
    }

private:
    static constexpr auto pause = 2ms;

    void write() {
        const auto producer = queue_->producer().value();
        for (int i = 0; writes_; ++i) {
            const Comment comment{.id = CommentId::next(),
                                  .streamer = "streamer" + std::to_string(i % 16),
                                  .client = "client" + std::to_string(i % 97),
                                  .message = "mine",
                                  .timestamp = now(),
                                  .source = "api",
                                  .source_message_id = {}};
            while (!append(*producer, comment) && writes_) std::this_thread::sleep_for(20ms);
            std::this_thread::sleep_for(pause);
        }
    }

    bool append(CommentProducer& producer, const Comment& comment) {
        const auto appended = producer.append(std::vector{comment});
        const std::lock_guard lock(mutex_);
        if (appended) {
            accepted_.insert(comment.id);
            return true;
        }
        ++refusals_;
        last_refusal_ = appended.error().what();
        return false;
    }

    void work() {
        const auto consumer = queue_->consumer("worker").value();
        const auto keeper = queue_->keeper().value();
        std::set<int> ours;
        auto next_balance = Clock::now();
        while (works_) {
            if (Clock::now() >= next_balance) {
                if (const auto change = consumer->balance(now())) {
                    for (const int shard : change->lost) ours.erase(shard);
                    ours.insert(change->gained.begin(), change->gained.end());
                    next_balance = Clock::now() + hasty().lease_time / 4;
                }
                static_cast<void>(keeper->sweep(now()));  // Fails while a master is away.
            }
            for (const int shard : ours) work_on(*consumer, shard);
            std::this_thread::sleep_for(pause);
        }
    }

    void work_on(CommentConsumer& consumer, int shard) {
        const auto batch = consumer.take(shard, now());
        if (!batch || batch->bursts.empty()) return;
        {
            const std::lock_guard lock(mutex_);
            for (const Burst& burst : batch->bursts)
                for (const Comment& comment : burst.comments) worked_on_.insert(comment.id);
        }
        static_cast<void>(consumer.acknowledge(*batch, now()));  // Else it comes again.
    }

    std::unique_ptr<CommentQueue> queue_;
    mutable std::mutex mutex_;
    std::set<CommentId> accepted_;
    std::set<CommentId> worked_on_;
    std::string last_refusal_;
    std::atomic<int> refusals_ = 0;
    std::atomic<bool> writes_ = true;
    std::atomic<bool> works_ = true;
    std::thread writer_;
    std::thread worker_;
};

constexpr std::size_t some = 25;

// Both sides get on by so many comments. How long that took.
std::chrono::milliseconds time_to_go_on(const Traffic& traffic, std::chrono::seconds patience) {
    const auto began_at = Clock::now();
    const auto accepted = traffic.accepted() + some;
    const auto worked_on = traffic.worked_on() + some;
    EXPECT_TRUE(test::eventually(
        patience,
        [&] { return traffic.accepted() >= accepted && traffic.worked_on() >= worked_on; }))
        << "accepted " << traffic.accepted() << " of " << accepted << ", worked on "
        << traffic.worked_on() << " of " << worked_on << "; " << traffic.last_refusal();
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_at);
}

TEST(RedisClusterFaults, SlotsMoveWhileCommentsComeInAndNothingIsRefusedOrLost) {
    test::RedisCluster& cluster = RedisClusterWorld::cluster();
    cluster.empty();
    const auto asked_before = cluster.errors("ASK");
    const auto moved_before = cluster.errors("MOVED");
    Traffic traffic(cluster.url());
    time_to_go_on(traffic, 60s);

    for (const std::string key : {"comments_stream", "chat:due:{0}", "chat:due:{1}", "chat:due:{2}",
                                  "chat:due:{3}", "chat:queue:streamer0:client0", "chat:workers"}) {
        const std::size_t from = cluster.owner(key);
        const std::size_t to = (from + 1) % test::RedisCluster::masters;
        const auto slot = cluster.client(0).command({"CLUSTER", "KEYSLOT", key}).front();
        cluster.move_slot(slot, from, to, [&] { time_to_go_on(traffic, 60s); });
        time_to_go_on(traffic, 60s);
        cluster.move_slot(slot, to, from, [&] { time_to_go_on(traffic, 60s); });
    }
    traffic.finish();

    std::cout << "    " << traffic.accepted() << " comments, " << traffic.refusals()
              << " refusals, " << cluster.errors("ASK") - asked_before << " ASK, "
              << cluster.errors("MOVED") - moved_before << " MOVED\n";
    EXPECT_GT(cluster.errors("ASK"), asked_before);
    EXPECT_GT(cluster.errors("MOVED"), moved_before);
    EXPECT_EQ(traffic.refusals(), 0) << traffic.last_refusal();
    EXPECT_EQ(traffic.lost(), 0U);
}

TEST(RedisClusterFaults, AReplicaTakesOverFromAKilledMasterAndNothingIsLost) {
    test::RedisCluster cluster(1);
    Traffic traffic(cluster.url());
    time_to_go_on(traffic, 60s);

    // The one that every comment needs.
    cluster.node(cluster.owner("comments_stream")).kill();
    EXPECT_TRUE(test::eventually(60s, [&] { return traffic.refusals() > 0; }));
    const auto duration = time_to_go_on(traffic, 60s);
    traffic.finish();

    std::cout << "    a master was killed (cluster-node-timeout 5 s): going on after "
              << duration.count() << " ms; " << traffic.accepted() << " comments, "
              << traffic.refusals() << " refusals\n";
    EXPECT_EQ(traffic.lost(), 0U);
}

}  // namespace

}  // namespace tts
