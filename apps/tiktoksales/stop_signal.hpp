#pragma once

#include <unistd.h>

#include <csignal>

namespace tts {

// Turns SIGINT and SIGTERM into something that main() can wait for. Construct it before the first
// thread, because a thread inherits the signal mask of the thread that starts it.
class StopSignal {
public:
    StopSignal() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);  // A peer that left is an error code, not our end.
    }

    void wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
    }

    // From here on the next signal ends the process, for whoever is tired of waiting.
    void let_go() const { pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr); }

private:
    sigset_t signals_{};
};

}  // namespace tts
