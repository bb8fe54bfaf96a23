#include "bench/deployment.hpp"

#include "bench/load_generator.hpp"
#include "bench/shop.hpp"

#include "support/http_test_client.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto drain_patience = 60s;

}  // namespace

Deployment::Deployment(Kind kind, Redis* redis, Postgres* postgres) : kind_(kind) {
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
    warm_up();
}

// A worker that joins gets its share when the others next look at theirs: what waits for that is
// the start of the program, not its work.
void Deployment::warm_up() const {
    constexpr std::size_t comments = 1'000;
    std::this_thread::sleep_for(2s);
    const auto sent = run_load({.port = port(),
                                .protocol = Protocol::web_socket,
                                .connections = 4,
                                .window = 16,
                                .time = 60s,
                                .comments_max = comments});
    wait_for_committed(sent.answered);
}

std::size_t committed_comments(int port) {
    const std::string name = "\ntiktoksales_worker_comments_total ";
    test::RawClient client(static_cast<std::uint16_t>(port));
    client.send("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    const auto body = client.receive().body;
    const auto found = body.find(name);
    if (found == std::string::npos) throw std::runtime_error("/metrics counts no comments");
    return static_cast<std::size_t>(std::stod(body.substr(found + name.size(), 32)));
}

std::size_t Deployment::committed() const {
    return committed_comments(port());
}

void Deployment::wait_for_committed(std::size_t count) const {
    const auto deadline = Clock::now() + drain_patience;
    for (auto done = committed(); done < count; done = committed()) {
        if (Clock::now() > deadline)
            throw std::runtime_error(std::to_string(done) + " of " + std::to_string(count) +
                                     " comments are committed");
        std::this_thread::sleep_for(10ms);
    }
}

std::vector<double> Deployment::order_latencies(const Uuid& since) const {
    const bool is_postgres = kind_ == Kind::servers;
    const char* const made_at =
        is_postgres ? "SELECT claim_id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 "
                      "FROM orders WHERE claim_id >= $1"
                    : "SELECT claim_id, created_at FROM orders WHERE claim_id >= $1";
    std::vector<double> latencies;
    for (const auto& row : database_->query(made_at, {since.to_string()})) {
        const auto arrived = to_unix_ms(Uuid::parse(row.at(0)).value().time());
        const double made =
            is_postgres ? std::stod(row.at(1))
                        : static_cast<double>(to_unix_ms(parse_timestamp(row.at(1)).value()));
        latencies.push_back(made - static_cast<double>(arrived));
    }
    std::sort(latencies.begin(), latencies.end());
    return latencies;
}

}  // namespace tts::bench
