#include "bench/cpu_group.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

namespace tts::bench {

namespace {

namespace fs = std::filesystem;

constexpr long period_us = 100'000;  // As Linux has it by default.

// The kernel refuses when the text reaches it. The file is never made: on a folder that is no
// control group that would look like success.
bool write(const fs::path& file, const std::string& text) {
    if (!fs::exists(file)) return false;
    std::ofstream out(file);
    out << text << std::flush;
    return out.good();
}

// A group of a name that nobody else has; empty, with errno set, if it may not be made.
fs::path make_group(const fs::path& root) {
    std::string name = (root / ("tts-bench-" + std::to_string(getpid()) + "-XXXXXX")).string();
    return mkdtemp(name.data()) ? fs::path(name) : fs::path();
}

}  // namespace

CpuGroup::CpuGroup(double share) {
    std::string tried;
    for (const char* root :
         {"/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup"}) {
        if (!fs::exists(fs::path(root) / "cgroup.procs")) continue;
        is_version_2_ = fs::exists(fs::path(root) / "cgroup.controllers");
        folder_ = make_group(root);
        if (folder_.empty()) {
            tried += std::string(root) + ": " + std::generic_category().message(errno) + "; ";
            continue;
        }
        try {
            limit(share);
            return;
        } catch (const NoCpuGroups& refused) {
            tried += std::string(refused.what()) + "; ";
            rmdir(folder_.c_str());
        }
    }
    throw NoCpuGroups("no control group for processors can be made: " +
                      (tried.empty() ? "none is mounted below /sys/fs/cgroup" : tried));
}

CpuGroup::~CpuGroup() {
    if (rmdir(folder_.c_str()) != 0)
        std::fprintf(stderr, "left behind: the control group %s\n", folder_.c_str());
}

void CpuGroup::limit(double share) const {
    const auto quota = std::to_string(static_cast<long>(share * period_us));
    const auto period = std::to_string(period_us);
    const bool limited = is_version_2_ ? write(folder_ / "cpu.max", quota + " " + period)
                                       : write(folder_ / "cpu.cfs_period_us", period) &&
                                             write(folder_ / "cpu.cfs_quota_us", quota);
    if (!limited) throw NoCpuGroups(folder_.string() + " takes no limit");
}

void CpuGroup::add(pid_t process) const {
    if (!write(folder_ / "cgroup.procs", std::to_string(process)))
        throw NoCpuGroups(folder_.string() + " takes no process");
}

void CpuGroup::lift() const noexcept {
    try {
        if (is_version_2_)
            write(folder_ / "cpu.max", "max");
        else
            write(folder_ / "cpu.cfs_quota_us", "-1");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s stays limited: %s\n", folder_.c_str(), error.what());
    }
}

}  // namespace tts::bench
