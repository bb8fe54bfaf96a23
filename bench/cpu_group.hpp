#pragma once

#include <sys/types.h>

#include <filesystem>
#include <stdexcept>

namespace tts::bench {

// This machine does not let us limit processes; what() says why.
struct NoCpuGroups : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A control group of Linux, of version 1 or 2, whose processes together get no more than a share
// of one core. Making one needs the rights of root, mostly. Removed at the end, by when its
// processes must have ended.
class CpuGroup {
public:
    // The share is of one core: 0.05 is 5 %. Throws NoCpuGroups.
    explicit CpuGroup(double share);
    ~CpuGroup();
    CpuGroup(const CpuGroup&) = delete;
    CpuGroup& operator=(const CpuGroup&) = delete;

    void add(pid_t process) const;  // Throws NoCpuGroups.
    void lift() const noexcept;     // No limit any more, so that the processes end quickly.

private:
    void limit(double share) const;

    std::filesystem::path folder_;
    bool is_version_2_ = false;
};

}  // namespace tts::bench
