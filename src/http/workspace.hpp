#pragma once

#include "http/body_stream_end.hpp"
#include "http/request_reader.hpp"
#include "http/response_writer.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/web_socket.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tts::http {

// A question of the peer and, later, its answer.
struct Slot {
    bool is_frame = false;
    bool is_ready = false;
    const Router::Route* route = nullptr;  // Where the answer comes from, if from one.
    std::chrono::steady_clock::time_point asked_at{};
    ResponseManner manner;
    Response answer;
    const std::string* cors_origin = nullptr;  // Whose page may read it, of another site's.
    BodyStreamEnd stream = {};                 // Set: more of the body comes later.
};

// Slots in the order of the questions. It keeps its memory when it becomes empty.
class SlotQueue {
public:
    void push(Slot slot) { slots_.push_back(std::move(slot)); }
    Slot pop();
    void clear();

    Slot& operator[](std::size_t index) { return slots_[first_ + index]; }
    Slot& front() { return slots_[first_]; }
    Slot& back() { return slots_.back(); }
    std::size_t size() const { return slots_.size() - first_; }
    bool empty() const { return first_ == slots_.size(); }

private:
    std::vector<Slot> slots_;
    std::size_t first_ = 0;
};

// What a conversation needs only while something is being said. Most connections are silent most of
// the time; they have none, so that thousands of them cost little memory.
struct Workspace {
    explicit Workspace(const ServerLimits& limits);

    // True if nobody would miss anything.
    bool is_idle() const;
    void restart();

    RequestReader reader;
    WebSocketReader frames;
    Router::Found found;  // For the request that is being read.
    SlotQueue slots;
    std::string unread;  // Input that could not be used yet.
};

// The workspaces of one event loop. Those that are given back are lent again.
class WorkspacePool {
public:
    explicit WorkspacePool(const ServerLimits& limits) : limits_(limits) {}

    std::unique_ptr<Workspace> take();
    void give_back(std::unique_ptr<Workspace> workspace);

private:
    const ServerLimits& limits_;
    std::vector<std::unique_ptr<Workspace>> spares_;
};

}  // namespace tts::http
