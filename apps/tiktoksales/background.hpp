#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace tts {

// Sleeps, but not longer than until the thread is asked to stop. False: it is.
bool sleep_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds duration);

// Threads that run until they are asked to stop; stop() joins them. An exception that leaves a body
// ends the process: the supervisor starts it again, and nothing half-dead goes on.
class Background {
public:
    void start(std::function<void(std::stop_token)> body) {
        threads_.emplace_back(std::move(body));
    }

    void stop() {
        for (auto& thread : threads_) thread.request_stop();
        threads_.clear();
    }

private:
    std::vector<std::jthread> threads_;
};

}  // namespace tts
