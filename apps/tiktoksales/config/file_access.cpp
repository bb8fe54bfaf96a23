#include "apps/tiktoksales/config/file_access.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace tts::config {

Result<void> check_closed_to_others(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0)
        return Error(Errc::unavailable, "reading " + path + ": " + std::strerror(errno));
    if (!S_ISREG(status.st_mode) || (status.st_mode & S_IRWXO) == 0) return {};
    return Error(Errc::invalid,
                 path + " holds a secret and is open to every user of this machine: chmod o= it");
}

}  // namespace tts::config
