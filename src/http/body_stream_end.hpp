#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace tts::http {

// What both ends of a streamed body know of it. Any thread may use it.
struct BodyStreamState {
    std::atomic<std::size_t> waiting_bytes{0};  // Written, but not taken to be sent yet.
    std::atomic<bool> is_over{false};           // Nobody reads it any more.
};

// The reading end of a streamed body, on the connection's side. It moves along with what it belongs
// to; wherever it is dropped, the writer learns that nobody reads any more. Without a state it is
// the end of nothing.
class BodyStreamEnd {
public:
    BodyStreamEnd() = default;
    explicit BodyStreamEnd(std::shared_ptr<BodyStreamState> state) : state_(std::move(state)) {}
    BodyStreamEnd(BodyStreamEnd&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    BodyStreamEnd& operator=(BodyStreamEnd&& other) noexcept {
        std::swap(state_, other.state_);
        return *this;
    }
    ~BodyStreamEnd() {
        if (state_) state_->is_over = true;
    }

    explicit operator bool() const { return state_ != nullptr; }
    void took(std::size_t bytes) {
        if (state_) state_->waiting_bytes -= bytes;
    }

private:
    std::shared_ptr<BodyStreamState> state_;  // Shared with the writer, which may live longer.
};

}  // namespace tts::http
