#include "bench/load_generator.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/servers.hpp"

#include "support/eventually.hpp"
#include "support/redis_client.hpp"

#include <unistd.h>

#include <stdexcept>
#include <thread>

namespace tts::bench {

namespace {

using namespace std::chrono_literals;

// Without the buffers of connections and of the log, which have nothing to do with how many
// comments there are.
double used_memory(test::RedisClient& redis) {
    const std::string info = redis.command({"INFO", "memory"}).front();
    const auto bytes = [&info](const std::string& name) {
        return std::stod(info.substr(info.find("\n" + name + ":") + name.size() + 2));
    };
    return bytes("used_memory") - bytes("mem_clients_normal") - bytes("mem_aof_buffer");
}

bool has_lists(test::RedisClient& redis) {
    std::string cursor = "0";
    do {
        const auto found =
            redis.command({"SCAN", cursor, "MATCH", "chat:queue:*", "COUNT", "10000"});
        if (found.size() > 1) return true;
        cursor = found.front();
    } while (cursor != "0");
    return false;
}

Row retained_by_redis() {
    constexpr std::size_t comments = 20'000;
    const test::TempFolder folder;
    Redis redis;
    Postgres postgres;
    const TikTokSales server({.data = folder.path() / "data",
                              .redis_url = redis.url(),
                              .database_url = postgres.new_database()});
    test::RedisClient client(redis.port());
    const double before = used_memory(client);
    run_load({.port = server.port(),
              .protocol = Protocol::web_socket,
              .connections = 8,
              .window = 32,
              .time = 60s,
              .comments_max = comments});
    const double peak = used_memory(client);
    if (!test::eventually(60s, [&] { return !has_lists(client); }))
        throw std::runtime_error("lists stay in Redis");
    const auto per_1000 = [&](double bytes) { return (bytes - before) / comments; };  // kB.
    const double kept = per_1000(used_memory(client));
    return {.what = "Redis' memory for 1 000 processed comments",
            .ours = decimal(kept, 0) + " kB, no list left",
            .beside = "while they wait " + decimal(per_1000(peak), 0) + " kB",
            .goal = "<= 110 kB",
            .met = kept <= 110};
}

std::vector<Row> idle_server() {
    const test::TempFolder folder;
    const TikTokSales server(
        {.roles = "chat,nlp,vision,ecommerce,dashboard,worker", .data = folder.path() / "data"});
    std::this_thread::sleep_for(1s);
    const double before = cpu_seconds(server.pid());
    constexpr double seconds = 4;
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    const double busy = 100 * (cpu_seconds(server.pid()) - before) / seconds;
    const double idle_mb = resident_bytes(server.pid()) / 1e6;

    constexpr std::size_t sockets_wanted = 900;
    std::vector<int> sockets;
    const double without = resident_bytes(server.pid());
    for (std::size_t i = 0; i < sockets_wanted; ++i) {
        sockets.push_back(connect_to(server.port()));
        upgrade(sockets.back());
    }
    const double each_kb = (resident_bytes(server.pid()) - without) / 1e3 / sockets_wanted;
    for (const int socket : sockets) close(socket);

    return {{.what = "memory of the idle server, all roles, embedded",
             .ours = decimal(idle_mb, 0) + " MB",
             .beside = decimal(busy, 2) + " % CPU",
             .goal = "< 100 MB, < 1 %",
             .met = idle_mb < 100 && busy < 1},
            {.what = "memory of a WebSocket connection",
             .ours = decimal(each_kb, 1) + " kB",
             .beside = "900 idle ones, kernel not counted",
             .goal = "<= 2 kB",
             .met = each_kb <= 2}};
}

}  // namespace

Report run_memory_part() {
    std::vector<Row> rows = {retained_by_redis()};
    const auto more = idle_server();
    rows.insert(rows.end(), more.begin(), more.end());
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
