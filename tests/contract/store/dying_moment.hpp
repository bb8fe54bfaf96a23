#pragma once

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <functional>
#include <string>

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

// Does it in a process of its own that dies at that place; true if it came to its end before.
// Whoever calls must not have a database open. The flow says that it failed by _exit() with another
// status than 0.
inline bool lives_through(int place, const std::function<void(DyingMoment&)>& flow) {
    const pid_t child = fork();
    if (child == 0) {
        DyingMoment moment(place);
        flow(moment);
        _exit(0);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status)) return false;
    EXPECT_EQ(WEXITSTATUS(status), 0) << "the flow failed";
    return true;
}

// Tries at the first place, the second..., until a try lives through. `attempt` says whether it
// did, and looks at what is left after each.
inline void survive_places(const std::string& what, const std::function<bool(int)>& attempt) {
    constexpr int places_max = 200;
    for (int place = 1; place < places_max; ++place) {
        const bool is_alive = attempt(place);
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << what << ", killed at place " << place;
            return;
        }
        if (is_alive) {
            EXPECT_GT(place, 4) << what << " has no place to die at";
            return;
        }
    }
    ADD_FAILURE() << what << " does not end";
}

}  // namespace tts::test
