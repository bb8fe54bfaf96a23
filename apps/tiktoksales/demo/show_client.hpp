#pragma once

#include "apps/tiktoksales/demo/api_call.hpp"
#include "apps/tiktoksales/demo/catalogue.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "apps/tiktoksales/demo/web_socket.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tts::demo {

struct Message {
    std::string client;
    std::string text;
    std::string message_id;
};

// What the server recorded, as its API tells it.
struct RecordedComment {
    std::string id;
    std::string intent;
    std::string decision;
    std::string reason;
    std::string product_id;  // Empty if nothing matched. Likewise below.
    std::string match_source;
};

struct RecordedOrder {
    std::string number;
    std::string buyer;
    std::string product_id;
    std::string sku;
    std::string variant;
    std::int64_t quantity = 0;
    Money total_price;
    std::string status;
    std::string stock_state = {};  // Where its units are: "none", "reserved", "sold".
};

struct RecordedTotals {
    std::int64_t comments = 0;
    std::map<std::string, std::int64_t> intents;
    std::map<std::string, std::int64_t> decisions;
    std::int64_t orders = 0;
    std::int64_t units = 0;
    Money revenue;
    Money commission;
};

// One entry of the books: money out of one account and into another.
struct RecordedEntry {
    std::string from;
    std::string to;
    Money amount;
};

struct RecordedTrace {
    std::vector<std::string> messages;
    std::string buyer;
    std::vector<std::string> events = {};  // Kinds, in the order of time: "order.created"...
    std::vector<RecordedEntry> books = {};
};

struct SeenProduct {
    std::string product_id;  // Empty: nothing was recognised.
    double score = 0;
};

// One streamer's show on a running server, through its public API only. Errors of every function:
// Errc::unavailable if a role did not answer, Errc::invalid, quoting the answer, if it answered
// with something else than expected. An instance belongs to one thread.
class ShowClient {
public:
    ShowClient(DemoAddresses addresses, std::string streamer);

    Result<void> check_health();  // Of every role that the show needs.

    // --- Before and during the show

    Result<void> set_commission(Percentage share);
    // Returns the product's id. `picture` is a JPEG.
    Result<std::string> upload(const DemoProduct& product, const std::string& picture);
    Result<void> pin(const std::string& product_id);  // Empty: nothing is pinned.
    // Returns the comment's id as the server gave it.
    Result<std::string> post(const Message& message);
    Result<std::vector<std::string>> post_batch(std::span<const Message> messages);
    Result<std::string> post_on_websocket(const Message& message);
    void reconnect();  // Drops all connections, as a source does that lost its network.
    // Hands a frame over and returns its URL.
    Result<std::string> store_frame(const std::string& picture);
    Result<SeenProduct> match(std::span<const std::string> frame_urls);

    // --- After the show

    Result<RecordedTotals> totals();
    Result<std::vector<RecordedComment>> comments();
    Result<std::vector<RecordedOrder>> orders();
    Result<std::int64_t> stock(const std::string& sku);
    Result<RecordedTrace> trace(const std::string& order_number);

private:
    std::string comment_json(const Message& message) const;

    DemoAddresses addresses_;
    std::string streamer_;
    HttpClient http_{demo_limits};
    std::optional<WebSocket> web_socket_;
};

}  // namespace tts::demo
