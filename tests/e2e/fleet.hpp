#pragma once

#include "e2e/servers.hpp"
#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <sys/types.h>

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tts::test {

// The real binary in ten processes, each with one role, as tools/cluster starts and watches them.
class Fleet final : public Servers {
public:
    // Starts them and waits until all are ready. Throws if they do not get so.
    Fleet(const std::string& redis_url, const std::string& database_url);

    int port(const std::string& role) const override;
    std::vector<std::string> roles() const override;
    std::optional<int> stop() override;
    std::string log_tail() const override;

    // "chat-1", "worker-3", "nlp", ...
    std::vector<std::string> names() const;
    // Whether this process answers that it is ready.
    bool is_ready(const std::string& name) const;
    pid_t pid(const std::string& name) const;
    // kill -9. It is started again after a second, on the same port.
    void kill(const std::string& name) const;

private:
    void wait_until_ready();

    TempFolder folder_;
    std::map<std::string, int> ports_;  // By the name of the process.
    std::optional<ChildProcess> cluster_;
    mutable std::atomic<std::size_t> asked_ = 0;  // How often a port was asked for.
};

}  // namespace tts::test
