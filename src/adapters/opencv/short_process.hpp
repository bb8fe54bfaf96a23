#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

struct ShortProcess {
    std::vector<std::string> command;  // The program first; looked for in PATH.
    std::vector<std::string> environment = {};
    std::string_view input = {};  // Its standard input.
    std::chrono::milliseconds time_max{1'000};
};

// Runs a program to its end and returns what it wrote to standard output, up to a megabyte of it.
// Errc::not_found if there is no such program, Errc::unavailable if it took too long (then it is
// killed), failed, or could not be started. Any thread may call it.
Result<std::string> run_to_end(const ShortProcess& process);

}  // namespace tts
