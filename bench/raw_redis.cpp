#include "bench/raw_redis.hpp"

#include "bench/audience.hpp"

#include "core/comment.hpp"
#include "core/json_writer.hpp"

#include <hiredis/hiredis.h>

#include <chrono>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tts::bench {

namespace {

constexpr int comments_in_flight = 64;
constexpr int commands_of_a_comment = 4;
constexpr int connections_count = 4;
constexpr double run_seconds = 1.5;
// Enough for a run on most machines, so that keys come as seldom again as they do in ours.
constexpr std::size_t batches = 3'000;

void append(std::string& out, std::initializer_list<std::string_view> words) {
    out.append("*").append(std::to_string(words.size())).append("\r\n");
    for (const auto word : words)
        out.append("$")
            .append(std::to_string(word.size()))
            .append("\r\n")
            .append(word)
            .append("\r\n");
}

// The same keys and the same amount of data as ours.
void append_comment(std::string& out, const Remark& remark) {
    const std::string id = Uuid::next().to_string();
    const std::string time = to_iso8601(now());
    const std::string list = queue_name(remark.streamer, remark.client);
    JsonWriter json;
    json.object()
        .member("streamer", remark.streamer)
        .member("client", remark.client)
        .member("timestamp", time)
        .member("message", remark.text)
        .member("id", id)
        .member("source", "api")
        .member("message_id", "")
        .end();
    const std::string due = std::to_string(to_unix_ms(now()));
    append(out, {"RPUSH", list, json.text()});
    append(out, {"EXPIRE", list, "604800"});
    append(out, {"ZADD", "chat:due:" + remark.streamer, "LT", due, list});
    append(out,
           {"XADD", "comments_stream", "*", "streamer", remark.streamer, "client", remark.client,
            "timestamp", time, "message", remark.text, "id", id, "source", "api"});
}

struct Free {
    void operator()(redisContext* context) const { redisFree(context); }
};
using Connection = std::unique_ptr<redisContext, Free>;

Connection connect(int port) {
    Connection connection(redisConnect("127.0.0.1", port));
    if (!connection || connection->err != 0) throw std::runtime_error("no connection to Redis");
    return connection;
}

void write_batch(redisContext& connection, const std::string& batch) {
    redisAppendFormattedCommand(&connection, batch.data(), batch.size());
    for (int done = 0; done == 0;)
        if (redisBufferWrite(&connection, &done) != REDIS_OK) throw std::runtime_error("Redis");
}

void read_batch(redisContext& connection) {
    for (int i = 0; i < comments_in_flight * commands_of_a_comment; ++i) {
        void* reply = nullptr;
        if (redisGetReply(&connection, &reply) != REDIS_OK) throw std::runtime_error("Redis");
        const bool failed = static_cast<redisReply*>(reply)->type == REDIS_REPLY_ERROR;
        freeReplyObject(reply);
        if (failed) throw std::runtime_error("Redis refuses a command");
    }
}

}  // namespace

RawRedis::RawRedis() : batches_(batches) {
    Audience audience({});
    for (std::string& batch : batches_)
        for (int i = 0; i < comments_in_flight; ++i) append_comment(batch, audience.next());
}

RawRedisResult RawRedis::run(int port) const {
    std::vector<Connection> connections;
    for (int i = 0; i < connections_count; ++i) connections.push_back(connect(port));

    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    std::size_t next = 0;
    std::size_t answered = 0;
    std::chrono::duration<double> elapsed{};
    for (const auto& connection : connections) write_batch(*connection, batches_[next++ % batches]);
    while (elapsed.count() < run_seconds) {
        for (const auto& connection : connections) {
            read_batch(*connection);
            ++answered;
            write_batch(*connection, batches_[next++ % batches]);
        }
        elapsed = Clock::now() - start;
    }
    for (const auto& connection : connections) read_batch(*connection);
    answered += connections.size();
    elapsed = Clock::now() - start;
    const double comments = static_cast<double>(answered) * comments_in_flight;
    return {.per_second = comments / elapsed.count(), .comments = comments};
}

}  // namespace tts::bench
