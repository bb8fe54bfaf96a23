#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>

namespace tts::sqlite {

// A lock file that one process at a time can hold; the kernel releases it when the process ends,
// however it ends. It is not a lock between threads.
class FileLock {
public:
    FileLock() = default;
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

    // Creates the file if it does not exist; locks nothing yet.
    static Result<FileLock> open(const std::string& path);

    // Errc::conflict if another process holds it, still after `patience`.
    Result<void> lock(std::chrono::milliseconds patience);
    void unlock();

private:
    explicit FileLock(int file) : file_(file) {}

    int file_ = -1;
};

}  // namespace tts::sqlite
