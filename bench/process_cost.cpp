#include "bench/process_cost.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace tts::bench {

namespace {

// Of the process alone.
double own_cpu_seconds(const std::string& pid) {
    std::ifstream file("/proc/" + pid + "/stat");
    std::string line;
    if (!std::getline(file, line)) return 0;
    // The name, in parentheses, may hold spaces; 11 fields later come the user and system time.
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

double cpu_seconds(pid_t pid) {
    const std::string name = std::to_string(pid);
    double seconds = own_cpu_seconds(name);
    std::ifstream children("/proc/" + name + "/task/" + name + "/children");
    for (std::string child; children >> child;) seconds += own_cpu_seconds(child);
    return seconds;
}

double resident_bytes(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    double total_pages = 0;
    double resident_pages = 0;
    file >> total_pages >> resident_pages;
    return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace tts::bench
