#include "adapters/opencv/short_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <thread>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t output_max = 1024 * 1024;
constexpr rlim_t memory_max = 1024UL * 1024 * 1024;

// A file that has no name and goes with its descriptor.
class MemoryFile {
public:
    MemoryFile() : descriptor_(memfd_create("tiktoksales", MFD_CLOEXEC)) {}
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }

    int descriptor() const { return descriptor_; }

    bool fill(std::string_view content) const {
        while (!content.empty()) {
            const auto written = write(descriptor_, content.data(), content.size());
            if (written <= 0) return false;
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        return lseek(descriptor_, 0, SEEK_SET) == 0;
    }

    std::string content() const {
        std::string text(output_max, '\0');
        const auto size = pread(descriptor_, text.data(), text.size(), 0);
        text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return text;
    }

private:
    int descriptor_ = -1;
};

// posix_spawn() takes texts as if it changed them.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

// 0, or an error number. The child gets its three standard descriptors and no other.
int start(const ShortProcess& process, int input, int output, pid_t& child) {
    posix_spawn_file_actions_t actions;
    if (const int failed = posix_spawn_file_actions_init(&actions); failed != 0) return failed;
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    auto command = process.command;
    auto environment = process.environment;
    const int failed = posix_spawnp(&child, command.front().c_str(), &actions, nullptr,
                                    pointers_to(command).data(), pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return failed;
    // Its first instructions need little.
    const rlimit limit{.rlim_cur = memory_max, .rlim_max = memory_max};
    prlimit(child, RLIMIT_AS, &limit, nullptr);
    return 0;
}

// How it ended; nothing if it was killed because the time was over.
std::optional<int> wait_for(pid_t child, Clock::time_point deadline) {
    constexpr std::chrono::milliseconds pause{3};
    for (int status = 0;; std::this_thread::sleep_for(pause)) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return std::nullopt;
        if (Clock::now() < deadline) continue;
        kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
        return std::nullopt;
    }
}

}  // namespace

Result<std::string> run_to_end(const ShortProcess& process) {
    const auto deadline = Clock::now() + process.time_max;
    const std::string& name = process.command.front();
    const MemoryFile input;
    const MemoryFile output;
    if (!input.fill(process.input) || output.descriptor() < 0)
        return Error(Errc::unavailable, "there is no memory for the input of " + name);
    pid_t child = 0;
    const int failed = start(process, input.descriptor(), output.descriptor(), child);
    if (failed == ENOENT) return Error(Errc::not_found, "there is no program " + name);
    if (failed != 0)
        return Error(Errc::unavailable, name + " cannot be started: " + std::strerror(failed));
    const auto status = wait_for(child, deadline);
    if (!status) return Error(Errc::unavailable, name + " took too long");
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
        return Error(Errc::unavailable, name + " failed");
    return output.content();
}

}  // namespace tts
