#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tts::test {

struct Command {
    std::vector<std::string> arguments;    // The program first.
    std::vector<std::string> environment;  // "NAME=value", besides PATH, HOME, TMPDIR and LANG.
    std::filesystem::path log;             // Where stdout and stderr are appended.
    std::string user;                      // To run as, if we are root; empty: as ourselves.
};

// A program that we started. It dies with us, even if we crash. It inherits only a few variables
// of our environment, so that a REDIS_URL of the person who runs the tests decides nothing.
class ChildProcess {
public:
    explicit ChildProcess(const Command& command);
    ~ChildProcess();  // Kills it, if it still runs.
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;

    pid_t pid() const { return pid_; }
    bool is_running();
    void send_signal(int signal) const;

    // The exit status, 128 + the signal that ended it, or nothing if it still runs after
    // `patience`.
    std::optional<int> wait(std::chrono::milliseconds patience);

    // kill -9, and waits until it is gone.
    void kill();

private:
    pid_t pid_ = -1;
    std::optional<int> status_;  // Once it has ended.
};

struct Output {
    int status = 0;
    std::string text;  // stdout and stderr together.
};

// Runs a program to its end. The status is -1 if it had to be killed after `patience`.
Output run_command(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment,
                   std::chrono::milliseconds patience);

// A TCP port on the loopback address that nobody listens on and no other call is given, in any
// process, while this one lives.
int free_port();

std::string read_file(const std::filesystem::path& path);

}  // namespace tts::test
