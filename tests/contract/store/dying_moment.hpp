#pragma once

#include <unistd.h>
#include <csignal>

namespace tts::test {

// Counts the places that were passed, and dies by kill -9 at the one that is wanted. For children
// of fork().
class DyingMoment {
public:
    explicit DyingMoment(int place) : left_(place) {}

    void pass() {
        if (--left_ == 0) kill(getpid(), SIGKILL);
    }

    // What `call` gives, if the process lives to see it.
    template <class Call>
    auto around(Call call) {
        pass();
        auto result = call();
        pass();
        return result;
    }

private:
    int left_;
};

}  // namespace tts::test
