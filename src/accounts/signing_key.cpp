#include "accounts/signing_key.hpp"

#include "core/text.hpp"
#include "core/uuid.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace tts {

namespace {

constexpr std::size_t key_bytes = 32;

Error failed(const std::string& action, const std::string& path) {
    return {Errc::unavailable, action + " " + path + ": " + std::strerror(errno)};
}

std::string random_key() {
    std::string bytes(key_bytes, '\0');
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error("the kernel gives no random bytes");
    return base64url(bytes);
}

// Writes the key to a file of another name first, so that nobody reads half of it, and gives it its
// name only if nobody else was quicker.
Result<void> make_key_file(const std::string& path) {
    const std::string draft = path + "." + Uuid::next().to_string();
    const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return failed("making", draft);
    const std::string line = random_key() + "\n";
    const bool written =
        write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        fsync(file) == 0;
    close(file);
    const bool linked = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
    Error error = failed("making", path);
    unlink(draft.c_str());
    if (!linked) return error;
    return {};
}

}  // namespace

Result<std::string> load_or_make_key(const std::string& path) {
    if (access(path.c_str(), F_OK) != 0) {
        const auto made = make_key_file(path);
        if (!made) return made.error();
    }
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return failed("reading", path);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error(Errc::invalid, path + " can be read by others: chmod 600 it");
    return read_secret_file(path);
}

Result<std::string> read_secret_file(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line)) return failed("reading", path);
    return std::string(trimmed(line));
}

}  // namespace tts
