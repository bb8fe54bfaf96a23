#pragma once

#include "e2e/servers.hpp"
#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tts::test {

// The program under test: TTS_BINARY, or else the one built beside the tests.
std::filesystem::path binary();

struct ServerOptions {
    std::string roles;         // "chat,worker"; empty: all.
    std::string redis_url;     // Empty: the embedded queue.
    std::string database_url;  // Empty: the embedded store.
    // More of `serve`; "{ecommerce}" in one is replaced by that role's port.
    std::vector<std::string> arguments;
    std::vector<std::string> environment = {};  // "NAME=value", besides those above.
    std::map<std::string, int> ports = {};      // By role; the others get free ones.
};

// The real binary, started with `serve` on free ports and a data folder of its own, which stay the
// same when it is started again.
class ServerProcess final : public Servers {
public:
    explicit ServerProcess(ServerOptions options);

    // Starts it, and waits until every role says that it is ready.
    void start();
    std::optional<int> stop() override;
    void kill() { process_->kill(); }
    bool is_running() { return process_ && process_->is_running(); }
    pid_t pid() const { return process_->pid(); }

    int port(const std::string& role) const override { return ports_.at(role); }
    std::vector<std::string> roles() const override;

    const std::filesystem::path& data() const { return data_; }
    std::string log() const { return read_file(log_); }
    std::string log_tail() const override;

    // What `serve` was called with, for the messages of a failure.
    std::vector<std::string> command_line() const;

private:
    void wait_until_ready();
    [[noreturn]] void give_up(const std::string& why) const;

    ServerOptions options_;
    TempFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    std::filesystem::path log_ = folder_.path() / "server.log";
    std::size_t log_begin_ = 0;         // Of the process that runs now.
    std::map<std::string, int> ports_;  // Of the roles that this server runs.
    std::optional<ChildProcess> process_;
};

}  // namespace tts::test
