#include "support/redis_server.hpp"

#include "support/eventually.hpp"
#include "support/redis_client.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace tts::test {

namespace {

bool answers(int port) {
    try {
        return RedisClient(port).command({"PING"}).front() == "PONG";
    } catch (const std::exception&) {
        return false;  // Not listening yet, or still reading its log.
    }
}

}  // namespace

RedisServer::RedisServer(std::vector<std::string> options) : options_(std::move(options)) {
    start();
}

void RedisServer::kill() {
    process_->kill();
}

void RedisServer::restart() {
    if (process_->is_running()) kill();
    start();
}

void RedisServer::start() {
    const auto log = folder_.path() / "redis.log";
    Command command{
        .arguments = {"redis-server", "--port", std::to_string(port_), "--bind", "127.0.0.1",
                      "--dir", folder_.path().string(), "--save", "", "--appendonly", "yes",
                      "--appendfsync", "always", "--maxmemory-policy", "noeviction"},
        .environment = {},
        .log = log,
        .user = {}};
    command.arguments.insert(command.arguments.end(), options_.begin(), options_.end());
    process_.emplace(command);
    const bool started =
        eventually(long_enough, [this] { return answers(port_) || !process_->is_running(); });
    if (!started || !process_->is_running())
        throw std::runtime_error("redis-server did not start: " + read_file(log));
}

}  // namespace tts::test
