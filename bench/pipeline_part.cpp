#include "bench/deployment.hpp"
#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds settle{750};  // As the program has it by default.

// Of how long orders took beyond the settle window.
struct Lag {
    std::vector<double> p50;
    std::vector<double> p99;
};

double quantile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) throw std::runtime_error("no orders");
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share)];
}

class PathBench {
public:
    explicit PathBench(Deployment::Kind kind) : kind_(kind) {
        if (kind == Deployment::Kind::embedded) return;
        redis_ = std::make_unique<Redis>();
        postgres_ = std::make_unique<Postgres>();
    }

    void run(int times) {
        for (int round = 0; round < times; ++round) {
            const Deployment deployment(kind_, redis_.get(), postgres_.get());
            measure_lag(deployment, at_5k_, {.rate = 5'000});
            measure_lag(deployment, at_10k_, {.rate = 10'000});
            saturate(deployment);
            overload(deployment);
            std::fprintf(stderr, "  %s, round %d: %.0f/s\n", name(), round + 1, per_second_.back());
        }
    }

    std::vector<Row> rows() const {
        const bool embedded = kind_ == Deployment::Kind::embedded;
        const double goal = embedded ? 40'000 : 20'000;
        const double speed = median(per_second_);
        std::string costs = decimal(median(server_us_), 1) + " us of the server's CPU";
        if (!embedded)
            costs += ", " + decimal(median(postgres_us_), 1) + " us PostgreSQL's, " +
                     decimal(median(redis_us_), 1) + " us Redis'";
        const std::string of = std::string(name()) + ", ";
        return {{.what = "whole path, " + of + "committed comments",
                 .ours = thousands(speed) + "/s",
                 .beside = costs,
                 .goal = ">= " + thousands(goal) + "/s",
                 .met = speed >= goal},
                lag_row(of + "comment to order at 5 000/s", at_5k_, embedded ? 10 : 25),
                lag_row(of + "comment to order at 10 000/s", at_10k_, embedded ? 10 : 75),
                lag_row(of + "comment to order, twice the load it can do", overloaded_, 500)};
    }

private:
    const char* name() const {
        return kind_ == Deployment::Kind::embedded ? "embedded" : "Redis + PostgreSQL";
    }

    LoadPlan plan(const Deployment& deployment) const {
        return {.port = deployment.port(),
                .protocol = Protocol::web_socket,
                .connections = 16,
                .window = 32,
                .time = 60s,
                .audience = {}};
    }

    // As many comments as fit, until the last is committed; no comment is committed in the first
    // settle window, which is not counted.
    void saturate(const Deployment& deployment) {
        const std::size_t already = deployment.committed();
        const double server_before = cpu_seconds(deployment.pid());
        const double redis_before = redis_ ? cpu_seconds(redis_->pid()) : 0;
        const double postgres_before = postgres_ ? cpu_seconds(postgres_->pid()) : 0;
        const auto start = Clock::now();
        auto load = plan(deployment);
        load.comments_max = scaled(100'000);
        const auto sent = run_load(load);
        const auto comments = sent.answered - sent.refused;
        deployment.wait_for_committed(already + comments);
        const std::chrono::duration<double> elapsed = Clock::now() - start - settle;
        const auto count = static_cast<double>(comments);
        per_second_.push_back(count / elapsed.count());
        const auto cost = [&](double after, double before) {
            return 1e6 * (after - before) / count;
        };
        server_us_.push_back(cost(cpu_seconds(deployment.pid()), server_before));
        if (redis_) redis_us_.push_back(cost(cpu_seconds(redis_->pid()), redis_before));
        if (postgres_) postgres_us_.push_back(cost(cpu_seconds(postgres_->pid()), postgres_before));
    }

    struct Pace {
        double rate = 0;
        AudienceSettings audience{};
    };

    void measure_lag(const Deployment& deployment, Lag& lag, const Pace& pace) const {
        const std::size_t already = deployment.committed();
        const auto since = Uuid::next();
        auto load = plan(deployment);
        load.window = 256;
        load.rate = pace.rate;
        load.time = is_quick() ? 300ms : 3s;
        load.audience = pace.audience;
        const auto sent = run_load(load);
        deployment.wait_for_committed(already + sent.answered - sent.refused);
        const auto latencies = deployment.order_latencies(since);
        lag.p50.push_back(quantile(latencies, 0.5) - static_cast<double>(settle.count()));
        lag.p99.push_back(quantile(latencies, 0.99) - static_cast<double>(settle.count()));
    }

    // With the share of purchases that live chat has.
    void overload(const Deployment& deployment) {
        measure_lag(deployment, overloaded_,
                    {.rate = 2 * per_second_.back(), .audience = {.buys_per_1000 = 60}});
    }

    static Row lag_row(const std::string& what, const Lag& lag, double goal) {
        return {.what = what,
                .ours = "settle + " + decimal(median(lag.p99), 0) + " ms p99",
                .beside = "settle + " + decimal(median(lag.p50), 0) + " ms p50",
                .goal = "<= settle + " + decimal(goal, 0) + " ms",
                .met = median(lag.p99) <= goal};
    }

    const Deployment::Kind kind_;
    std::unique_ptr<Redis> redis_;
    std::unique_ptr<Postgres> postgres_;
    std::vector<double> per_second_;
    std::vector<double> server_us_;
    std::vector<double> redis_us_;
    std::vector<double> postgres_us_;
    Lag at_5k_;
    Lag at_10k_;
    Lag overloaded_;
};

}  // namespace

Report run_pipeline_part() {
    std::vector<Row> rows;
    for (const auto kind : {Deployment::Kind::embedded, Deployment::Kind::servers}) {
        PathBench bench(kind);
        bench.run(rounds());
        const auto more = bench.rows();
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
