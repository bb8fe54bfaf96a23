#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

using WebhookEndpointId = Id<struct WebhookEndpointTag>;

// Where a streamer's shop system is told what becomes of orders.
struct WebhookEndpoint {
    WebhookEndpointId id = {};
    std::string streamer = {};
    std::string url = {};
    std::vector<std::string> events = {};  // "order.paid"...; empty: all.
    std::string secret = {};               // Signs what is sent.
    Timestamp created_at = {};

    friend bool operator==(const WebhookEndpoint&, const WebhookEndpoint&) = default;
};

enum class WebhookStatus { pending, delivered, failed };

constexpr std::string_view to_string(WebhookStatus status) {
    if (status == WebhookStatus::pending) return "pending";
    return status == WebhookStatus::delivered ? "delivered" : "failed";
}

constexpr std::optional<WebhookStatus> parse_webhook_status(std::string_view name) {
    if (name == "pending") return WebhookStatus::pending;
    if (name == "delivered") return WebhookStatus::delivered;
    if (name == "failed") return WebhookStatus::failed;
    return std::nullopt;
}

// One event on its way to one endpoint.
struct WebhookDelivery {
    WebhookEndpointId endpoint = {};
    OrderEvent event = {};
    std::string url = {};
    std::string secret = {};
    WebhookStatus status = WebhookStatus::pending;
    int attempts = 0;
    Timestamp begun_at = {};  // When it was first to be sent, or to be sent again.
    Timestamp due_at = {};
    int answer = 0;  // The last status; 0: there was none.
    std::string last_error = {};
    Uuid lease = {};  // Of who took it.
};

struct WebhookFilter {
    std::string streamer = {};
    std::optional<WebhookStatus> status = {};
    std::size_t limit = 50;
};

// Endpoints, and what is sent to them. Events become deliveries by themselves, in the transaction
// that writes the event. Every adapter passes tests/contract/webhook_store_contract.hpp. Any thread
// may call it; calls take turns. Errors of every function: Errc::unavailable if the database cannot
// be used right now, Errc::corrupt if what is stored cannot be understood.
class WebhookStore {
public:
    virtual ~WebhookStore() = default;

    // Errc::conflict if the streamer has `endpoints_max` already.
    virtual Result<void> add(const WebhookEndpoint& endpoint, std::size_t endpoints_max) = 0;

    // The oldest first, without their secrets.
    virtual Result<std::vector<WebhookEndpoint>> endpoints(const std::string& streamer) = 0;

    // What is on its way to it has failed from then on. Errc::not_found.
    virtual Result<void> remove(const std::string& streamer,
                                const WebhookEndpointId& id,
                                Timestamp at) = 0;

    // Up to `limit` that are due, the earliest first; nobody else gets them until `now + lease`.
    virtual Result<std::vector<WebhookDelivery>> take(Timestamp now,
                                                      std::chrono::milliseconds lease,
                                                      std::size_t limit) = 0;

    // Writes status, attempts, due_at, answer and last_error of one that was taken, unless somebody
    // else has taken it since.
    virtual Result<void> settle(const WebhookDelivery& delivery) = 0;

    // The newest events first.
    virtual Result<std::vector<WebhookDelivery>> deliveries(const WebhookFilter& filter) = 0;

    // Sends it once more, from the beginning. Errc::not_found.
    virtual Result<void> replay(const std::string& streamer,
                                const WebhookEndpointId& endpoint,
                                const Uuid& event,
                                Timestamp at) = 0;
};

}  // namespace tts
