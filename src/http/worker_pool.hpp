#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tts::http {

// A few threads for what may block. Any thread may submit.
class WorkerPool {
public:
    using Job = std::function<void()>;

    WorkerPool(int threads, std::size_t jobs_max);
    ~WorkerPool();  // As stop().
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False if too many jobs are waiting: the caller must refuse.
    bool try_submit(Job job);

    // Forgets the jobs that have not begun and waits for those that have.
    void stop();

private:
    void run();

    const std::size_t jobs_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;   // Guarded by mutex_.
    bool stopping_ = false;  // Guarded by mutex_.
    std::vector<std::thread> threads_;
};

}  // namespace tts::http
