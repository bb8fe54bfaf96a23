#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/raw_redis.hpp"
#include "bench/servers.hpp"

#include "core/json_writer.hpp"

#include <future>
#include <stdexcept>
#include <thread>

namespace tts::bench {

namespace {

// Comments a second, the processor time of one, and of one in Redis.
struct Speed {
    std::vector<double> per_second;
    std::vector<double> server_us;
    std::vector<double> redis_us;
    std::vector<double> p99_ms;  // At 10,000 a second.
};

void refuse_refusals(const LoadResult& result) {
    if (result.refused > 0 || result.answered == 0)
        throw std::runtime_error(std::to_string(result.refused) + " of " +
                                 std::to_string(result.answered) + " comments were refused");
}

class IngestBench {
public:
    IngestBench()
        : server_({.roles = "chat",
                   .data = folder_.path() / "data",
                   .redis_url = redis_.url(),
                   .database_url = postgres_.new_database()}) {}

    Report run() {
        for (int round = 0; round < rounds(); ++round) {
            measure_raw();
            measure(keep_alive_, {.connections = 64, .window = 1});
            measure(pipelined_, {.connections = 16, .window = 16});
            measure(socket_, {.protocol = Protocol::web_socket, .connections = 16, .window = 32});
            measure_p99(keep_alive_, {.connections = 64, .window = 1});
            measure_p99(socket_,
                        {.protocol = Protocol::web_socket, .connections = 16, .window = 32});
            measure_beside_flood();
            measure_front("echo", echo_us_, echo_pipelined_us_);
            measure_front("front", front_us_, front_pipelined_us_);
        }
        return report();
    }

private:
    void measure_raw() {
        redis_.empty();
        const double before = cpu_seconds(redis_.pid());
        const auto result = raw_redis_.run(redis_.port());
        raw_.per_second.push_back(result.per_second);
        raw_.redis_us.push_back(1e6 * (cpu_seconds(redis_.pid()) - before) / result.comments);
    }

    void measure(Speed& speed, LoadPlan plan) {
        redis_.empty();
        plan.port = server_.port();
        const double server_before = cpu_seconds(server_.pid());
        const double redis_before = cpu_seconds(redis_.pid());
        const LoadResult result = run_load(plan);
        refuse_refusals(result);
        const auto comments = static_cast<double>(result.answered);
        speed.per_second.push_back(result.per_second());
        speed.server_us.push_back(1e6 * (cpu_seconds(server_.pid()) - server_before) / comments);
        speed.redis_us.push_back(1e6 * (cpu_seconds(redis_.pid()) - redis_before) / comments);
    }

    void measure_p99(Speed& speed, LoadPlan plan) {
        redis_.empty();
        plan.port = server_.port();
        plan.rate = 10'000;
        const LoadResult result = run_load(plan);
        refuse_refusals(result);
        speed.p99_ms.push_back(result.latency(0.99));
    }

    // How long others wait while one client sends all that the server takes from it.
    void measure_beside_flood() {
        const LoadPlan others = {
            .port = server_.port(), .connections = 16, .window = 1, .rate = 1'000};
        redis_.empty();
        alone_p99_ms_.push_back(run_load(others).latency(0.99));
        redis_.empty();
        const LoadPlan flood = {.port = server_.port(),
                                .protocol = Protocol::web_socket,
                                .connections = 8,
                                .window = 4'096,
                                .time = others.time + std::chrono::milliseconds(500)};
        auto flooding = std::async(std::launch::async, [&] { return run_load(flood); });
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        const LoadResult result = run_load(others);
        refuse_refusals(result);
        beside_flood_p99_ms_.push_back(result.latency(0.99));
        flood_per_second_.push_back(flooding.get().per_second());
    }

    static double front_cost(const OwnServer& server, LoadPlan plan) {
        plan.port = server.port();
        plan.time = std::chrono::milliseconds(700);
        const double before = cpu_seconds(server.pid());
        const LoadResult result = run_load(plan);
        refuse_refusals(result);
        return 1e6 * (cpu_seconds(server.pid()) - before) / static_cast<double>(result.answered);
    }

    static void measure_front(const std::string& kind,
                              std::vector<double>& single,
                              std::vector<double>& pipelined) {
        const OwnServer server(kind);
        single.push_back(front_cost(server, {.connections = 64, .window = 1}));
        pipelined.push_back(front_cost(server, {.connections = 16, .window = 16}));
    }

    double ratio_to_raw(const Speed& speed) const {
        return median(speed.per_second) / median(raw_.per_second);
    }

    void write(JsonWriter& json, const std::string& name, const Speed& speed) const {
        json.key(name).object();
        json.member("per_second", median(speed.per_second));
        json.member("server_cpu_us", median(speed.server_us));
        json.member("p99_ms", median(speed.p99_ms));
        json.member("ratio_to_raw_redis", ratio_to_raw(speed)).end();
    }

    Row speed_row(const std::string& what, const Speed& speed) const {
        return {.what = what,
                .ours = thousands(median(speed.per_second)) + "/s, " +
                        decimal(median(speed.server_us), 1) + " us of the server's CPU",
                .beside = "raw Redis " + thousands(median(raw_.per_second)) +
                          "/s: " + decimal(100 * ratio_to_raw(speed), 0) + " %",
                .goal = {},
                .met = {}};
    }

    std::vector<Row> speed_rows() const {
        // The first system needed about 800 us of CPU for one comment.
        auto keep_alive = speed_row("POST /comments, keep-alive, 64 connections", keep_alive_);
        keep_alive.goal = ">= 31 000/s quiet, <= 16 us (25x and 50x the first system's)";
        keep_alive.met = median(keep_alive_.server_us) <= 16;
        auto pipelined = speed_row("POST /comments, 16 connections, 16 deep", pipelined_);
        pipelined.goal = ">= 100 % of raw Redis";
        pipelined.met = ratio_to_raw(pipelined_) >= 1;
        auto socket = speed_row("WS /ws/comments, 16 connections, window 32", socket_);
        socket.goal = ">= 100 % of raw Redis";
        socket.met = ratio_to_raw(socket_) >= 1;
        return {keep_alive, pipelined, socket};
    }

    Row front_row(const std::string& what,
                  const std::vector<double>& ours,
                  const std::vector<double>& bare) const {
        const double ratio = median(ours) / median(bare);
        return {.what = what,
                .ours = decimal(median(ours), 2) + " us of CPU, " + decimal(ratio, 2) + "x",
                .beside = "bare epoll " + decimal(median(bare), 2) + " us",
                .goal = "<= 1.2x",
                .met = ratio <= 1.2};
    }

    Report report() const {
        auto rows = speed_rows();
        rows.push_back(front_row("the HTTP front alone, keep-alive", front_us_, echo_us_));
        rows.push_back(
            front_row("the HTTP front alone, 16 deep", front_pipelined_us_, echo_pipelined_us_));
        rows.push_back({.what = "acknowledged p99 at 10 000/s, keep-alive (open loop)",
                        .ours = decimal(median(keep_alive_.p99_ms), 2) + " ms",
                        .beside = "WebSocket " + decimal(median(socket_.p99_ms), 2) + " ms",
                        .goal = "<= 5 ms quiet",
                        .met = median(keep_alive_.p99_ms) <= 5});
        rows.push_back({.what = "acknowledged p99 of others beside a flooding client",
                        .ours = decimal(median(beside_flood_p99_ms_), 2) + " ms at 1 000/s",
                        .beside = "alone " + decimal(median(alone_p99_ms_), 2) + " ms; the flood " +
                                  thousands(median(flood_per_second_)) + "/s",
                        .goal = "<= 20 ms",
                        .met = median(beside_flood_p99_ms_) <= 20});
        const double redis_ratio = median(socket_.redis_us) / median(raw_.redis_us);
        rows.push_back(
            {.what = "Redis' CPU for one comment, WebSocket",
             .ours = decimal(median(socket_.redis_us), 2) + " us, " + decimal(redis_ratio, 2) + "x",
             .beside = "raw " + decimal(median(raw_.redis_us), 2) + " us",
             .goal = "<= 1.2x",
             .met = redis_ratio <= 1.2});
        JsonWriter json;
        json.object();
        write(json, "http_keepalive", keep_alive_);
        write(json, "ws_pipelined", socket_);
        return {.rows = rows, .json = json.end().take()};
    }

    test::TempFolder folder_;
    const RawRedis raw_redis_;
    Redis redis_;
    Postgres postgres_;  // For readiness alone.
    TikTokSales server_;
    Speed raw_;
    Speed keep_alive_;
    Speed pipelined_;
    Speed socket_;
    std::vector<double> alone_p99_ms_;  // Of 1,000 comments a second.
    std::vector<double> beside_flood_p99_ms_;
    std::vector<double> flood_per_second_;
    std::vector<double> echo_us_;
    std::vector<double> echo_pipelined_us_;
    std::vector<double> front_us_;
    std::vector<double> front_pipelined_us_;
};

}  // namespace

Report run_ingest_part() {
    return IngestBench().run();
}

}  // namespace tts::bench
