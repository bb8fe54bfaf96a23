#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tts::test {

// The program under test, in however many processes it runs.
class Servers {
public:
    virtual ~Servers() = default;

    // Where the role listens. If several processes have it, each call may name another of them, as
    // a proxy in front would.
    virtual int port(const std::string& role) const = 0;

    virtual std::vector<std::string> roles() const = 0;  // Those that run.

    // Asks them to stop (SIGTERM) and returns the exit status, or nothing if they do not in time.
    virtual std::optional<int> stop() = 0;

    virtual std::string log_tail() const = 0;  // The end of the log, for the message of a failure.

    // "http://127.0.0.1:18081/comments".
    std::string url(const std::string& role, const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port(role)) + path;
    }
};

// Starts what a shared deployment (deployment.hpp) consists of, on these two servers. A test
// program links one of the definitions: one_process.cpp or several_processes.cpp.
std::unique_ptr<Servers> start_servers(const std::string& redis_url,
                                       const std::string& database_url);

}  // namespace tts::test
