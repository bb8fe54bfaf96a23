#include "apps/tiktoksales/metrics/process_figures.hpp"

#include "apps/tiktoksales/version.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace tts {

namespace {

// The fields of /proc/self/stat behind the program's name, which may hold anything; see proc(5).
struct ProcessStat {
    double user_ticks = 0;
    double system_ticks = 0;
    double threads = 0;
    double started_ticks = 0;  // Since the machine's start.
    double resident_pages = 0;
};

ProcessStat read_stat() {
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const auto name_end = line.rfind(')');
    ProcessStat stat;
    if (name_end == std::string::npos) return stat;
    std::istringstream fields(line.substr(name_end + 1));
    constexpr int first_field = 3;
    constexpr int last_field = 24;
    std::string field;
    for (int number = first_field; number <= last_field && fields >> field; ++number) {
        if (number == 14) stat.user_ticks = std::stod(field);
        if (number == 15) stat.system_ticks = std::stod(field);
        if (number == 20) stat.threads = std::stod(field);
        if (number == 22) stat.started_ticks = std::stod(field);
        if (number == 24) stat.resident_pages = std::stod(field);
    }
    return stat;
}

double open_files() {
    std::error_code error;
    double count = 0;
    for (auto file = std::filesystem::directory_iterator("/proc/self/fd", error);
         !error && file != std::filesystem::directory_iterator(); file.increment(error))
        ++count;
    return count > 0 ? count - 1 : 0;  // One is the list itself.
}

double open_files_max() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    return static_cast<double>(limit.rlim_cur);
}

// When the machine was started, in seconds since 1970.
double boot_time() {
    std::ifstream file("/proc/stat");
    for (std::string word; file >> word;) {
        double seconds = 0;
        if (word == "btime" && file >> seconds) return seconds;
    }
    return 0;
}

}  // namespace

void write_process_figures(MetricFamilies& families) {
    const ProcessStat stat = read_stat();
    const auto ticks_per_second = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto page_bytes = static_cast<double>(sysconf(_SC_PAGESIZE));
    families
        .counter({"tiktoksales_process_cpu_seconds_total",
                  "Processor time of the process, user and system."})
        .sample((stat.user_ticks + stat.system_ticks) / ticks_per_second);
    families
        .gauge({"tiktoksales_process_resident_memory_bytes", "Memory that the process occupies."})
        .sample(stat.resident_pages * page_bytes);
    families.gauge({"tiktoksales_process_threads", "Threads of the process."}).sample(stat.threads);
    families.gauge({"tiktoksales_process_open_fds", "Open files and sockets of the process."})
        .sample(open_files());
    families.gauge({"tiktoksales_process_max_fds", "Files and sockets that it may open."})
        .sample(open_files_max());
    families
        .gauge({"tiktoksales_process_start_time_seconds",
                "When the process started, in seconds since 1970."})
        .sample(boot_time() + stat.started_ticks / ticks_per_second);
    families.gauge({"tiktoksales_build_info", "Always 1; the label says which version runs."})
        .sample(1.0, {{"version", std::string(version)}});
}

}  // namespace tts
