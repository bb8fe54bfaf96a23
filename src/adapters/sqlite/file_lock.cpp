#include "adapters/sqlite/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace tts::sqlite {

namespace {

// Another process writes only while a command of the operator runs, so that asking again at this
// pace is rare.
constexpr std::chrono::milliseconds pause{1};

constexpr mode_t owner_only = 0600;

}  // namespace

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

FileLock::~FileLock() {
    if (file_ >= 0) ::close(file_);
}

Result<FileLock> FileLock::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
    if (file < 0)
        return Error(Errc::unavailable, "cannot open " + path + ": " + std::strerror(errno));
    return FileLock(file);
}

Result<void> FileLock::lock(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return Error(Errc::unavailable, std::string("cannot lock: ") + std::strerror(errno));
        if (std::chrono::steady_clock::now() >= deadline)
            return Error(Errc::conflict, "another process holds the lock");
        std::this_thread::sleep_for(pause);
    }
    return {};
}

void FileLock::unlock() {
    ::flock(file_, LOCK_UN);
}

}  // namespace tts::sqlite
