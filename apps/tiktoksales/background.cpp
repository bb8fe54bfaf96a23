#include "apps/tiktoksales/background.hpp"

namespace tts {

bool sleep_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds duration) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, duration, [&stop] { return stop.stop_requested(); });
    return !stop.stop_requested();
}

}  // namespace tts
