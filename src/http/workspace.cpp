#include "http/workspace.hpp"

namespace tts::http {

namespace {

constexpr std::size_t kept_spares_max = 64;
constexpr std::size_t kept_unread_bytes_max = 16'384;
constexpr std::size_t moved_up_slots = 64;

}  // namespace

Slot SlotQueue::pop() {
    Slot slot = std::move(slots_[first_++]);
    if (first_ == slots_.size()) {
        clear();
    } else if (first_ == moved_up_slots) {
        slots_.erase(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
    }
    return slot;
}

void SlotQueue::clear() {
    slots_.clear();
    first_ = 0;
}

Workspace::Workspace(const ServerLimits& limits)
    : reader({.header_bytes_max = limits.header_bytes_max}), frames(limits.frame_bytes_max) {}

bool Workspace::is_idle() const {
    return slots.empty() && unread.empty() && reader.is_between_requests() && frames.is_at_rest();
}

void Workspace::restart() {
    reader.begin_next();
    frames.restart();
    found = {};
    slots.clear();
    unread.clear();
    if (unread.capacity() > kept_unread_bytes_max) unread = std::string();
}

std::unique_ptr<Workspace> WorkspacePool::take() {
    if (spares_.empty()) return std::make_unique<Workspace>(limits_);
    auto workspace = std::move(spares_.back());
    spares_.pop_back();
    return workspace;
}

void WorkspacePool::give_back(std::unique_ptr<Workspace> workspace) {
    if (spares_.size() == kept_spares_max) return;
    workspace->restart();
    spares_.push_back(std::move(workspace));
}

}  // namespace tts::http
