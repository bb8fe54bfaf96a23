#pragma once

#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tts::bench {

// The servers that are measured, each on a free port with its files in a temporary folder, as
// operators are asked to run them: every acknowledged commit survives a crash. Stopped at the end.

class Redis {
public:
    Redis();

    int port() const { return port_; }
    std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }
    pid_t pid() const { return process_->pid(); }

    void empty() const;  // Forgets everything.

private:
    test::TempFolder folder_;
    int port_ = test::free_port();
    std::optional<test::ChildProcess> process_;
};

class Postgres {
public:
    Postgres();
    ~Postgres();

    std::string new_database();  // Its URL.
    pid_t pid() const { return process_->pid(); }

private:
    std::string url(const std::string& database) const;
    void initialise() const;

    test::TempFolder folder_;
    int port_ = test::free_port();
    int databases_ = 0;
    std::optional<test::ChildProcess> process_;
};

struct TikTokSalesSettings {
    std::string roles = "chat,worker";
    std::string front = "chat";  // The role whose port is asked.
    std::filesystem::path data{};
    std::string redis_url{};     // Empty: the embedded queue.
    std::string database_url{};  // Empty: the embedded store.
    std::vector<std::string> arguments{};
};

// The program itself, as `tiktoksales serve`.
class TikTokSales {
public:
    explicit TikTokSales(const TikTokSalesSettings& settings);
    ~TikTokSales();  // Asks it to stop, and waits.
    TikTokSales(const TikTokSales&) = delete;
    TikTokSales& operator=(const TikTokSales&) = delete;

    int port() const { return port_; }
    pid_t pid() const { return process_->pid(); }

private:
    test::TempFolder folder_;
    int port_ = test::free_port();
    std::optional<test::ChildProcess> process_;
};

// This program again, as one of its small servers: "echo" or "front". Killed at the end.
class OwnServer {
public:
    explicit OwnServer(const std::string& kind);

    int port() const { return port_; }
    pid_t pid() const { return process_->pid(); }

private:
    test::TempFolder folder_;
    int port_ = test::free_port();
    std::optional<test::ChildProcess> process_;
};

}  // namespace tts::bench
