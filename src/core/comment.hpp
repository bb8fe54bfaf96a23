#pragma once

#include "core/intent.hpp"
#include "core/product.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <string>
#include <string_view>

namespace tts {

using CommentId = Id<struct CommentTag>;

constexpr std::size_t name_code_points_max = 255;      // Of a streamer or a client.
constexpr std::size_t message_code_points_max = 2000;  // After trimming.

// A comment as it was accepted. Its id is made on arrival, so that ids compare like arrival times:
// that order decides who was first.
struct Comment {
    CommentId id;
    std::string streamer;
    std::string client;
    std::string message;
    Timestamp timestamp;            // The sender's clock, or the arrival if it gave none.
    std::string source;             // "tiktok_live", "api"...
    std::string source_message_id;  // The platform's own id; empty if it gave none.

    Timestamp arrived_at() const { return id.value.time(); }

    friend bool operator==(const Comment&, const Comment&) = default;
};

// The name of the client's list, in Redis and in every answer: "chat:queue:<streamer>:<client>".
inline std::string queue_name(std::string_view streamer, std::string_view client) {
    std::string name = "chat:queue:";
    name += streamer;
    name += ':';
    name += client;
    return name;
}

// What became of a comment.
enum class Decision {
    ignored,       // Wants to buy nothing.
    ordered,       // Became an order, or is part of the burst that did.
    repeated,      // Said again what is ordered already; linked to that order.
    sold_out,      // Wanted what is no longer there.
    asked,         // Asked how to buy; gets the link.
    review,        // Too doubtful to act on: a person decides. `reason` says why.
    verification,  // Proves on the claim page who its sender is, and is for nothing else.
};

constexpr std::size_t decision_count = 7;

std::string_view to_string(Decision decision);

// Where the product of a claim was taken from, surest first.
enum class MatchSource { none, code, sku, name, pin, timeline };

std::string_view to_string(MatchSource source);

struct ProductMatch {
    ProductId product;  // Nil if nothing matched.
    MatchSource source = MatchSource::none;
    double score = 0;   // 0 to 1.
    std::string frame;  // The evidence picture, if the product was seen.
    std::string why;    // "code A12", "pinned since 18:05:09".
};

// A comment with all that was understood and decided: one row of chat_messages.
struct DecidedComment {
    Comment comment;
    IntentReading reading;
    ProductMatch match;
    Decision decision = Decision::ignored;
    std::string reason;
};

}  // namespace tts
