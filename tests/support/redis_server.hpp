#pragma once

#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts::test {

// A Redis of our own on a free port, with its data in a temporary folder. Stopped at the end.
class RedisServer {
public:
    // `options` come after our own (append-only file, no eviction) and override them:
    // {"--appendonly", "no"}.
    explicit RedisServer(std::vector<std::string> options = {});

    int port() const { return port_; }
    std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

    void kill();     // kill -9.
    void restart();  // On the same port and data; kills it first if it runs.

private:
    void start();

    std::vector<std::string> options_;
    TempFolder folder_;
    int port_ = free_port();
    std::optional<ChildProcess> process_;
};

}  // namespace tts::test
