#pragma once

#include "core/comment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts::demo {

// How a comment travels to the server.
enum class Delivery { single, batch, websocket };

struct WantedOrder {
    std::string sku;
    int quantity = 1;
    std::string variant = {};
};

// What one client says in one go, and what it must lead to.
struct Thought {
    std::string client;
    std::vector<std::string> messages;
    Decision decision = Decision::ignored;
    std::vector<WantedOrder> orders = {};    // If ordered: these. If repeated: what exists already.
    MatchSource source = MatchSource::none;  // Where the product must have been taken from.
    Delivery delivery = Delivery::single;
    bool sent_twice = false;  // As a platform does after a reconnect: same id, another time.
};

// A stretch of the show. Each client has at most one thought in a scene, and the player lets the
// clients' bursts settle before the next.
struct Scene {
    std::string title;
    std::optional<std::string> pinned;  // The SKU that the host pins; none: the pin is taken away.
    std::optional<std::string> shown;   // The SKU that is held into the camera, if vision looks.
    std::vector<Thought> thoughts;      // In the order of their first messages.
};

// The whole show, the same each time.
std::vector<Scene> script();

// Small talk, questions, praise, complaints, jokes and spam: none of it buys anything.
const std::vector<std::string>& small_talk();

}  // namespace tts::demo
