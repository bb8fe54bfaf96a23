#include "bench/cpu_group.hpp"
#include "bench/deployment.hpp"
#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/shop.hpp"

#include "adapters/redis/redis_names.hpp"
#include "ports/comment_queue.hpp"
#include "support/eventually.hpp"
#include "support/redis_client.hpp"

#include <cstdio>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

// So little that four workers, Redis and PostgreSQL together need less than two cores: what limits
// must be the workers, not the machine.
constexpr double core_share = 0.05;
constexpr std::size_t threads = 2;  // Of a worker process that work on comments, the default.
constexpr int shards = QueueSettings{}.shards;
constexpr double count_from = 0.2;  // Of the backlog.
constexpr double count_to = 0.8;
constexpr auto balance_patience = 60s;
constexpr auto drain_patience = 180s;

// A worker process that gets its share of a core once it has started.
class LimitedWorker {
public:
    explicit LimitedWorker(const TikTokSalesSettings& settings) : server_(settings) {
        group_.add(server_.pid());
    }
    ~LimitedWorker() { group_.lift(); }
    LimitedWorker(const LimitedWorker&) = delete;
    LimitedWorker& operator=(const LimitedWorker&) = delete;

    std::size_t committed() const { return committed_comments(server_.port()); }
    double cpu() const { return cpu_seconds(server_.pid()); }

private:
    const CpuGroup group_{core_share};  // Outlives the process, which must have left it.
    const TikTokSales server_;
};

struct Sample {
    Clock::time_point time;
    std::size_t committed = 0;
    // Seconds of processor time so far; of all workers together.
    double workers_cpu = 0;
    double postgres_cpu = 0;
    double redis_cpu = 0;
};

// Medians are taken of what these hold, one element a round.
struct Speeds {
    std::vector<double> per_second;
    // Busy cores while it was counted.
    std::vector<double> workers;
    std::vector<double> postgres;
    std::vector<double> redis;
};

std::chrono::milliseconds settle() {
    // Time to accept the whole backlog in, before the first of it is due: the workers wait and keep
    // their leases.
    return is_quick() ? 2s : 10s;
}

// One chat process and some workers on a fresh queue and a fresh store.
class Fleet {
public:
    Fleet(const Redis& redis, Postgres& postgres, int workers)
        : redis_(redis), postgres_(postgres) {
        redis.empty();
        const std::string database = postgres.new_database();
        fill_catalogue(*open_shop(database), audience_.streamers);
        chat_ = std::make_unique<TikTokSales>(settings("chat", database));
        for (int i = 0; i < workers; ++i)
            workers_.push_back(std::make_unique<LimitedWorker>(settings("worker", database)));
        if (!test::eventually(balance_patience, [this] { return is_balanced(); }))
            throw std::runtime_error("the workers do not divide the shards among themselves");
    }

    // Accepts a backlog and lets the workers drain it; what they had done shortly before the part
    // that counts, and shortly after.
    std::pair<Sample, Sample> drain(std::size_t comments) const {
        const auto sent = run_load({.port = chat_->port(),
                                    .protocol = Protocol::web_socket,
                                    .connections = 16,
                                    .window = 32,
                                    .time = 60s,
                                    .comments_max = comments,
                                    .audience = audience_});
        const auto backlog = static_cast<double>(sent.answered - sent.refused);
        Sample before = look();
        if (static_cast<double>(before.committed) > count_from * backlog)
            throw std::runtime_error("the backlog was worked on before all of it was accepted");
        const auto deadline = Clock::now() + drain_patience;
        for (Sample now = before; static_cast<double>(now.committed) < count_to * backlog;) {
            if (Clock::now() > deadline)
                throw std::runtime_error(std::to_string(now.committed) + " comments of " +
                                         decimal(backlog, 0) + " are committed");
            std::this_thread::sleep_for(is_quick() ? 50ms : 250ms);
            now = look();
            if (static_cast<double>(now.committed) <= count_from * backlog) before = now;
        }
        return {before, look()};
    }

private:
    TikTokSalesSettings settings(const std::string& role, const std::string& database) const {
        const auto data = folder_.path() / (role + std::to_string(workers_.size()));
        std::filesystem::create_directories(data);
        return {.roles = role,
                .front = role,
                .data = data,
                .redis_url = redis_.url(),
                .database_url = database,
                .arguments = {"--settle-ms", std::to_string(settle().count()), "--workers",
                              std::to_string(threads)}};
    }

    // Each thread of each worker holds its fair share of the shards, and nobody else holds any.
    bool is_balanced() const {
        std::vector<std::string> words = {"MGET"};
        for (int shard = 0; shard < shards; ++shard) words.push_back(redis_names::lease(shard));
        std::map<std::string, std::size_t> held;
        for (const auto& holder : test::RedisClient(redis_.port()).command(words)) ++held[holder];
        const std::size_t holders = threads * workers_.size();
        if (held.size() != holders) return false;
        std::size_t all = 0;
        for (const auto& [holder, count] : held) {
            if (count * holders > std::size_t{shards}) return false;
            all += count;
        }
        return all == std::size_t{shards};
    }

    Sample look() const {
        Sample sample;
        for (const auto& worker : workers_) {
            sample.committed += worker->committed();
            sample.workers_cpu += worker->cpu();
        }
        sample.postgres_cpu = cpu_seconds(postgres_.pid());
        sample.redis_cpu = cpu_seconds(redis_.pid());
        sample.time = Clock::now();
        return sample;
    }

    const Redis& redis_;
    const Postgres& postgres_;
    // Enough shows for each worker to have its part of them.
    const AudienceSettings audience_{.streamers = is_quick() ? 64U : 320U};
    const test::TempFolder folder_;
    std::unique_ptr<TikTokSales> chat_;
    std::vector<std::unique_ptr<LimitedWorker>> workers_;
};

class ScaleBench {
public:
    void round() {
        for (const int workers : {1, 4, 2}) measure(workers);
        doubled_.push_back(last(2) / last(1));
        quadrupled_.push_back(last(4) / last(1));
    }

    Row row() const {
        const double ratio = median(quadrupled_);
        return {.what = what(),
                .ours = decimal(ratio, 2) + "x: " + speed(1) + " with one, " + speed(2) +
                        " with two (" + decimal(median(doubled_), 2) + "x), " + speed(4) +
                        " with four",
                .beside = "busy cores with one: " + cores(1) + "; with four: " + cores(4),
                .goal = goal,
                .met = ratio >= 3};
    }

    // Where processes cannot be limited, there is nothing to say about how four do.
    static Row skipped(const std::string& reason) {
        return {.what = what(),
                .ours = "not measured",
                .beside = reason,
                .goal = goal,
                .met = std::nullopt};
    }

private:
    static constexpr const char* goal = ">= 3x";

    static std::string what() {
        return "four worker processes against one, each limited to " +
               decimal(100 * core_share, 0) + " % of a core";
    }

    void measure(int workers) {
        constexpr std::size_t backlog = 60'000;
        const Fleet fleet(redis_, postgres_, workers);
        const auto [from, to] = fleet.drain(scaled(backlog));
        const double seconds = std::chrono::duration<double>(to.time - from.time).count();
        Speeds& speeds = speeds_[workers];
        speeds.per_second.push_back(static_cast<double>(to.committed - from.committed) / seconds);
        speeds.workers.push_back((to.workers_cpu - from.workers_cpu) / seconds);
        speeds.postgres.push_back((to.postgres_cpu - from.postgres_cpu) / seconds);
        speeds.redis.push_back((to.redis_cpu - from.redis_cpu) / seconds);
        std::fprintf(stderr, "  %d workers: %.0f/s in %.1f s; cores: %.3f, %.2f, %.2f\n", workers,
                     speeds.per_second.back(), seconds, speeds.workers.back(),
                     speeds.postgres.back(), speeds.redis.back());
    }

    double last(int workers) const { return speeds_.at(workers).per_second.back(); }

    std::string speed(int workers) const {
        return thousands(median(speeds_.at(workers).per_second)) + "/s";
    }

    std::string cores(int workers) const {
        const Speeds& speeds = speeds_.at(workers);
        return "each worker " + decimal(median(speeds.workers) / workers, 3) + ", PostgreSQL " +
               decimal(median(speeds.postgres), 2) + ", Redis " + decimal(median(speeds.redis), 2);
    }

    const Redis redis_;
    Postgres postgres_;
    std::map<int, Speeds> speeds_;  // By the number of workers.
    std::vector<double> doubled_;
    std::vector<double> quadrupled_;
};

}  // namespace

Report run_scale_part() {
    std::vector<Row> rows;
    try {
        const CpuGroup possible(core_share);
        ScaleBench bench;
        for (int round = 0; round < rounds(); ++round) bench.round();
        rows.push_back(bench.row());
    } catch (const NoCpuGroups& reason) {
        rows.push_back(ScaleBench::skipped(reason.what()));
    }
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
