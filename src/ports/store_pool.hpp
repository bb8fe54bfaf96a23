#pragma once

#include "ports/store.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tts {

// Lends stores to the threads that answer requests, opening at most `size_max`. Any thread may
// call it. The pool and its factory outlive what they lend.
class StorePool {
public:
    // A store for as long as this lives; then it goes back to the pool.
    class Lease {
    public:
        Lease(StorePool& pool, std::unique_ptr<Store> store)
            : pool_(&pool), store_(std::move(store)) {}
        Lease(Lease&& other) noexcept : pool_(other.pool_), store_(std::move(other.store_)) {}
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (store_) pool_->give_back(std::move(store_));
        }

        Store& operator*() const { return *store_; }
        Store* operator->() const { return store_.get(); }

    private:
        StorePool* pool_;
        std::unique_ptr<Store> store_;
    };

    StorePool(StoreFactory& factory, std::size_t size_max)
        : factory_(factory), size_max_(size_max) {}

    // Waits for a free store. Errc::unavailable if there is none in time or none can be opened.
    Result<Lease> lease(std::chrono::milliseconds patience = std::chrono::seconds(2)) {
        std::unique_lock lock(mutex_);
        const auto ready = [this] { return !free_.empty() || open_ < size_max_; };
        if (!changed_.wait_for(lock, patience, ready))
            return Error(Errc::unavailable, "all database connections are busy");
        if (!free_.empty()) {
            auto store = std::move(free_.back());
            free_.pop_back();
            return Lease(*this, std::move(store));
        }
        ++open_;
        lock.unlock();
        auto opened = factory_.open();
        if (opened) return Lease(*this, std::move(*opened));
        forget_one();
        return opened.error();
    }

    // How many stores are open, and how many of them are lent.
    struct Use {
        std::size_t open = 0;
        std::size_t lent = 0;
    };
    Use use() {
        const std::lock_guard lock(mutex_);
        return {.open = open_, .lent = open_ - free_.size()};
    }
    std::size_t size_max() const { return size_max_; }

private:
    void give_back(std::unique_ptr<Store> store) {
        {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(store));
        }
        changed_.notify_one();
    }

    void forget_one() {
        {
            const std::lock_guard lock(mutex_);
            --open_;
        }
        changed_.notify_one();
    }

    StoreFactory& factory_;
    const std::size_t size_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Store>> free_;  // Guarded by mutex_.
    std::size_t open_ = 0;                      // Guarded by mutex_.
};

}  // namespace tts
