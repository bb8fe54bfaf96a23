#include "support/child_process.hpp"

#include "support/temp_folder.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace tts::test {

namespace {

using Clock = std::chrono::steady_clock;

// What execve() takes. The strings must outlive it.
std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (auto& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

std::vector<std::string> full_environment(const std::vector<std::string>& own) {
    std::vector<std::string> all = own;
    for (const char* name : {"PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "ASAN_OPTIONS",
                             "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
    return all;
}

bool become(const passwd* user) {
    if (!user) return true;
    return initgroups(user->pw_name, user->pw_gid) == 0 && setgid(user->pw_gid) == 0 &&
           setuid(user->pw_uid) == 0;
}

// In the new process, between fork and exec: only system calls.
[[noreturn]] void become_program(char* const* arguments,
                                 char* const* environment,
                                 int log,
                                 const passwd* user) {
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    if (become(user)) {
        // Set after the change of user, which clears it.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvpe(arguments[0], arguments, environment);
    }
    _exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const Command& command) {
    auto argument_texts = command.arguments;
    auto environment_texts = full_environment(command.environment);
    const auto arguments = pointers(argument_texts);
    const auto environment = pointers(environment_texts);
    const passwd* user = nullptr;
    if (!command.user.empty() && geteuid() == 0) {
        user = getpwnam(command.user.c_str());
        if (!user) throw std::runtime_error("there is no user " + command.user);
    }
    const int log = open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (log < 0) throw std::runtime_error("cannot write " + command.log.string());
    pid_ = fork();
    if (pid_ == 0) become_program(arguments.data(), environment.data(), log, user);
    close(log);
    if (pid_ < 0) throw std::runtime_error("cannot start " + command.arguments.front());
}

ChildProcess::~ChildProcess() {
    kill();
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(other.status_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    if (this == &other) return *this;
    kill();
    pid_ = std::exchange(other.pid_, -1);
    status_ = other.status_;
    return *this;
}

bool ChildProcess::is_running() {
    return pid_ > 0 && !wait(std::chrono::milliseconds(0));
}

void ChildProcess::send_signal(int signal) const {
    if (pid_ > 0 && !status_) ::kill(pid_, signal);
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds patience) {
    const auto deadline = Clock::now() + patience;
    while (!status_) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            break;
        }
        if (Clock::now() >= deadline) return std::nullopt;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return status_;
}

void ChildProcess::kill() {
    if (pid_ <= 0 || status_) return;
    ::kill(pid_, SIGKILL);
    wait(std::chrono::seconds(10));
}

Output run_command(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment,
                   std::chrono::milliseconds patience) {
    const TempFolder folder;
    const auto log = folder.path() / "output";
    ChildProcess process({arguments, environment, log, ""});
    const auto status = process.wait(patience);
    process.kill();
    return {status.value_or(-1), read_file(log)};
}

namespace {

bool is_free(int port) {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool bound =
        bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(listener);
    return bound;
}

}  // namespace

int free_port() {
    // Below those that the kernel gives to outgoing connections, and held by a locked file until
    // this process ends: tests that run side by side get different ones.
    constexpr int first = 12'000;
    constexpr int last = 31'999;
    const auto folder = std::filesystem::temp_directory_path() /
                        ("tiktoksales-test-ports-" + std::to_string(getuid()));
    std::filesystem::create_directories(folder);
    std::random_device entropy;
    std::uniform_int_distribution<int> any(first, last);
    for (int attempt = 0; attempt < 1'000; ++attempt) {
        const int port = any(entropy);
        const auto name = folder / std::to_string(port);
        const int file = open(name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
        if (file < 0) continue;
        if (flock(file, LOCK_EX | LOCK_NB) == 0 && is_free(port)) return port;
        close(file);
    }
    throw std::runtime_error("no free port");
}

std::string read_file(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace tts::test
