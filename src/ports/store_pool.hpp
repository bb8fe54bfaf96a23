#pragma once

#include "ports/store.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tts {

struct StorePoolLimits {
    // How long a request waits for a free store before it is refused.
    std::chrono::milliseconds patience{2'000};
    // A store that nobody used for this long is asked whether it still answers before it is lent:
    // a firewall or a failover may have cut it off without a word.
    std::chrono::milliseconds idle_check{10'000};
    // Then it is closed and another opened, so that connections spread again over the servers
    // behind a balancer, and the memory that a server's process gathers is given back.
    std::chrono::milliseconds lifetime{std::chrono::minutes(30)};
};

// What a pool has and did so far.
struct StorePoolFigures {
    std::size_t open = 0;
    std::size_t lent = 0;
    std::size_t waiting = 0;     // Requests that wait for a store now.
    std::uint64_t waits = 0;     // Requests that had to wait.
    std::uint64_t refusals = 0;  // Of these, those that waited in vain.
    std::uint64_t opened = 0;
    std::uint64_t expired = 0;  // Closed because of their age.
    std::uint64_t broken = 0;   // Closed because they did not answer.
};

// Lends stores to the threads that answer requests, opening at most `size_max`. Any thread may
// call it. The pool and its factory outlive what they lend.
class StorePool {
    using Clock = std::chrono::steady_clock;

    struct Slot {
        std::unique_ptr<Store> store;
        Clock::time_point opened_at;
        Clock::time_point returned_at;
    };

public:
    // A store for as long as this lives; then it goes back to the pool.
    class Lease {
    public:
        Lease(Lease&& other) noexcept : pool_(other.pool_), slot_(std::move(other.slot_)) {}
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (slot_.store) pool_->give_back(std::move(slot_));
        }

        Store& operator*() const { return *slot_.store; }
        Store* operator->() const { return slot_.store.get(); }

    private:
        friend class StorePool;
        Lease(StorePool& pool, Slot slot) : pool_(&pool), slot_(std::move(slot)) {}

        StorePool* pool_;
        Slot slot_;
    };

    StorePool(StoreFactory& factory, std::size_t size_max, StorePoolLimits limits = {})
        : factory_(factory), size_max_(size_max), limits_(limits) {}

    // Waits for a free store. Errc::unavailable if there is none in time or none can be opened.
    Result<Lease> lease() {
        auto slot = take();
        if (!slot) return slot.error();
        if (slot->store && !still_answers(*slot)) slot->store.reset();
        if (!slot->store) {
            const auto opened = open(*slot);
            if (!opened) {
                forget_one();
                return opened.error();
            }
        }
        return Lease(*this, std::move(*slot));
    }

    StorePoolFigures figures() {
        const std::lock_guard lock(mutex_);
        StorePoolFigures figures = figures_;
        figures.open = open_;
        figures.lent = open_ - free_.size();
        return figures;
    }
    std::size_t size_max() const { return size_max_; }

private:
    // A free slot, or one without a store if fewer than size_max are open.
    Result<Slot> take() {
        std::vector<Slot> expired;  // Closed after the lock is let go, below.
        std::unique_lock lock(mutex_);
        const auto is_ready = [this] { return !free_.empty() || open_ < size_max_; };
        if (!is_ready()) {
            ++figures_.waits;
            ++figures_.waiting;
            const bool ready = changed_.wait_for(lock, limits_.patience, is_ready);
            --figures_.waiting;
            if (!ready) {
                ++figures_.refusals;
                return Error(Errc::unavailable, "all database connections are busy");
            }
        }
        expired = take_expired();
        if (free_.empty()) {
            ++open_;
            return Slot();
        }
        Slot slot = std::move(free_.back());
        free_.pop_back();
        return slot;
    }

    // Needs the lock.
    std::vector<Slot> take_expired() {
        const auto now = Clock::now();
        std::vector<Slot> expired;
        std::vector<Slot> kept;
        for (Slot& slot : free_)
            (now - slot.opened_at >= limits_.lifetime ? expired : kept).push_back(std::move(slot));
        free_ = std::move(kept);
        open_ -= expired.size();
        figures_.expired += expired.size();
        return expired;
    }

    bool still_answers(const Slot& slot) {
        if (Clock::now() - slot.returned_at < limits_.idle_check) return true;
        if (slot.store->ping()) return true;
        const std::lock_guard lock(mutex_);
        ++figures_.broken;
        return false;
    }

    Result<void> open(Slot& slot) {
        auto opened = factory_.open();
        if (!opened) return opened.error();
        slot = {.store = std::move(*opened), .opened_at = Clock::now(), .returned_at = {}};
        const std::lock_guard lock(mutex_);
        ++figures_.opened;
        return {};
    }

    void give_back(Slot slot) {
        slot.returned_at = Clock::now();
        {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(slot));
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
    const StorePoolLimits limits_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Slot> free_;    // Guarded by mutex_. The one that was used last is lent first.
    std::size_t open_ = 0;      // Guarded by mutex_. Slots that are free or lent.
    StorePoolFigures figures_;  // Guarded by mutex_; without `open` and `lent`.
};

}  // namespace tts
