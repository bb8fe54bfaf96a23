#pragma once

#include <chrono>
#include <thread>

namespace tts::test {

// For what must happen, however busy the machine is: a test waits for it as long as that, and never
// takes for granted that it has happened by now. Only a failure takes the whole time.
constexpr std::chrono::seconds long_enough{60};

// True as soon as `is_true()` is, false if it is not within `patience`.
template <class Predicate>
bool eventually(std::chrono::milliseconds patience, Predicate is_true) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!is_true()) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

// What a caller gets that tries again while it is told to, as programs do: on a busy machine a lock
// may be held for longer than one attempt waits for it.
template <class Call>
auto patiently(Call call) {
    auto result = call();
    eventually(long_enough, [&] {
        if (result || !result.error().is_transient()) return true;
        result = call();
        return false;
    });
    return result;
}

}  // namespace tts::test
