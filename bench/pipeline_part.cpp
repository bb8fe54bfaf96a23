#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/servers.hpp"
#include "bench/shop.hpp"

#include "support/database_client.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <thread>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds settle{750};  // As the program has it by default.
constexpr auto drain_patience = 40s;

// The program with a fresh queue and a fresh store that holds a catalogue.
class Deployment {
public:
    enum class Kind { embedded, servers };

    Deployment(Kind kind, Redis* redis, Postgres* postgres) : kind_(kind) {
        const auto data = folder_.path() / "data";
        std::filesystem::create_directories(data);
        TikTokSalesSettings settings{.data = data};
        if (kind == Kind::servers) {
            redis->empty();
            settings.redis_url = redis->url();
            settings.database_url = postgres->new_database();
        }
        const std::string shop =
            kind == Kind::servers ? settings.database_url : (data / "shop.db").string();
        fill_catalogue(*open_shop(shop), AudienceSettings{}.streamers);
        server_ = std::make_unique<TikTokSales>(settings);
        database_ = kind == Kind::servers ? test::open_postgres(shop) : test::open_sqlite(shop);
    }

    TikTokSales& server() { return *server_; }

    void wait_for_comments(std::size_t count) {
        const auto deadline = Clock::now() + drain_patience;
        while (database_->number("SELECT count(*) FROM chat_messages") <
               static_cast<std::int64_t>(count)) {
            if (Clock::now() > deadline)
                throw std::runtime_error(database_->value("SELECT count(*) FROM chat_messages") +
                                         " of " + std::to_string(count) +
                                         " comments are processed");
            std::this_thread::sleep_for(50ms);
        }
    }

    // How long after the arrival of the comment each order was there, in milliseconds, sorted.
    // PostgreSQL tells when it was committed; with SQLite it is when the order was made, within
    // the transaction.
    std::vector<double> order_latencies() {
        const char* const made_at =
            kind_ == Kind::servers
                ? "SELECT claim_id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 "
                  "FROM orders WHERE claim_id IS NOT NULL"
                : "SELECT claim_id, created_at FROM orders WHERE claim_id IS NOT NULL";
        std::vector<double> latencies;
        for (const auto& row : database_->query(made_at)) {
            const auto arrived = to_unix_ms(Uuid::parse(row.at(0)).value().time());
            const double made =
                kind_ == Kind::servers
                    ? std::stod(row.at(1))
                    : static_cast<double>(to_unix_ms(parse_timestamp(row.at(1)).value()));
            latencies.push_back(made - static_cast<double>(arrived));
        }
        std::sort(latencies.begin(), latencies.end());
        return latencies;
    }

private:
    Kind kind_;
    test::TempFolder folder_;
    std::unique_ptr<TikTokSales> server_;
    std::unique_ptr<test::DatabaseClient> database_;
};

struct Lag {
    std::vector<double> p50;  // Beyond the settle window.
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
            std::fprintf(stderr, "  %s, round %d\n", name(), round + 1);
            saturate();
            measure_lag(at_5k_, 5'000);
            measure_lag(at_10k_, 10'000);
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
        std::vector<Row> rows = {
            {.what = std::string("whole path, ") + name() + ", committed comments",
             .ours = thousands(speed) + "/s",
             .beside = costs,
             .goal = ">= " + thousands(goal) + "/s",
             .met = speed >= goal}};
        rows.push_back(lag_row(std::string(name()) + ", comment to order at 5 000/s", at_5k_,
                               embedded ? 10 : 25));
        rows.push_back(lag_row(std::string(name()) + ", comment to order at 10 000/s", at_10k_,
                               embedded ? 10 : 75));
        return rows;
    }

private:
    const char* name() const {
        return kind_ == Deployment::Kind::embedded ? "embedded" : "Redis + PostgreSQL";
    }

    Deployment deploy() const { return {kind_, redis_.get(), postgres_.get()}; }

    // As many comments as fit, until the last is committed; the settle window is within the time.
    void saturate() {
        auto deployment = deploy();
        const double server_before = cpu_seconds(deployment.server().pid());
        const double redis_before = redis_ ? cpu_seconds(redis_->pid()) : 0;
        const double postgres_before = postgres_ ? cpu_seconds(postgres_->pid()) : 0;
        const auto start = Clock::now();
        const auto sent = run_load({.port = deployment.server().chat_port(),
                                    .protocol = Protocol::web_socket,
                                    .connections = 16,
                                    .window = 32,
                                    .time = 60s,
                                    .comments_max = comments_});
        deployment.wait_for_comments(sent.answered - sent.refused);
        const std::chrono::duration<double> elapsed = Clock::now() - start;
        const auto comments = static_cast<double>(sent.answered - sent.refused);
        per_second_.push_back(comments / elapsed.count());
        const auto cost = [&](double after, double before) {
            return 1e6 * (after - before) / comments;
        };
        server_us_.push_back(cost(cpu_seconds(deployment.server().pid()), server_before));
        if (redis_) redis_us_.push_back(cost(cpu_seconds(redis_->pid()), redis_before));
        if (postgres_) postgres_us_.push_back(cost(cpu_seconds(postgres_->pid()), postgres_before));
    }

    void measure_lag(Lag& lag, double rate) {
        auto deployment = deploy();
        const auto sent = run_load({.port = deployment.server().chat_port(),
                                    .protocol = Protocol::web_socket,
                                    .connections = 16,
                                    .window = 64,
                                    .rate = rate,
                                    .time = 3s});
        deployment.wait_for_comments(sent.answered - sent.refused);
        const auto latencies = deployment.order_latencies();
        lag.p50.push_back(quantile(latencies, 0.5) - static_cast<double>(settle.count()));
        lag.p99.push_back(quantile(latencies, 0.99) - static_cast<double>(settle.count()));
    }

    static Row lag_row(const std::string& what, const Lag& lag, double goal) {
        return {.what = what,
                .ours = "settle + " + decimal(median(lag.p99), 0) + " ms p99",
                .beside = "settle + " + decimal(median(lag.p50), 0) + " ms p50",
                .goal = "<= settle + " + decimal(goal, 0) + " ms",
                .met = median(lag.p99) <= goal};
    }

    const Deployment::Kind kind_;
    const std::size_t comments_ = 100'000;
    std::unique_ptr<Redis> redis_;
    std::unique_ptr<Postgres> postgres_;
    std::vector<double> per_second_;
    std::vector<double> server_us_;
    std::vector<double> redis_us_;
    std::vector<double> postgres_us_;
    Lag at_5k_;
    Lag at_10k_;
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
