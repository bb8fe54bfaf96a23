#pragma once

#include "core/payment.hpp"
#include "core/result.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// An event of a provider, kept as it came.
struct PaymentEvent {
    std::string provider = {};
    std::string id = {};  // The provider's; unique for it.
    std::string kind = {};
    std::string body = {};
    std::string outcome =
        {};  // What came of it: "applied", "unknown_payment"...; empty: not yet known.
    Timestamp received_at = {};

    friend bool operator==(const PaymentEvent&, const PaymentEvent&) = default;
};

// All that one change of a payment writes, together or not at all.
struct PaymentChange {
    Payment payment = {};
    std::optional<OrderStatus> order_status =
        {};                             // Nothing: stays. With it, the order names the payment.
    std::optional<Refund> refund = {};  // New, or changed.
    std::vector<Notification> notifications = {};
    std::vector<OrderEvent> events = {};
};

struct PaymentEventFilter {
    std::string outcome = {};  // Empty: any.
    std::size_t limit = 50;
};

// The idempotency key of refunds of money that came too late.
constexpr std::string_view late_refund_key = "late";

struct OpenPayments {
    std::string provider = {};
    Timestamp made_before = {};
    PaymentId after = {};  // Nil: from the first.
    std::size_t limit = 100;
};

// Payments, refunds, and the providers' events. Every adapter passes
// tests/contract/payment_store_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood. Others are named where they can happen.
class PaymentStore {
public:
    virtual ~PaymentStore() = default;

    // By its id or its number. Errc::not_found.
    virtual Result<Order> order(const std::string& id_or_number) = 0;

    // Stores it, unless the order has a pending payment or the idempotency key is taken: then
    // nothing changes, and that one is returned. Errc::conflict if the order is not pending, or if
    // the amount is not what it costs.
    virtual Result<Payment> add(const Payment& payment) = 0;

    virtual Result<Payment> find(const PaymentId& id) = 0;  // Errc::not_found.
    virtual Result<Payment> find_by_key(
        const std::string& idempotency_key) = 0;  // Errc::not_found.
    // By provider_id or reference. Errc::not_found.
    virtual Result<Payment> find_by_provider_id(const std::string& provider,
                                                const std::string& id) = 0;
    virtual Result<std::vector<Payment>> of_order(const OrderId& order) = 0;    // Newest first.
    virtual Result<std::vector<Refund>> refunds(const PaymentId& payment) = 0;  // Oldest first.

    // Pending payments with this provider that were made before, by id, from `after` on
    // (exclusive).
    virtual Result<std::vector<Payment>> open_payments(const OpenPayments& filter) = 0;

    // Completed payments, not given back whole, whose money is not what paid their order: it came
    // after the order was cancelled, or after another payment. Oldest first; without those whose
    // refund under late_refund_key has failed, which are for a person.
    virtual Result<std::vector<Payment>> late_payments(const std::string& provider,
                                                       std::size_t limit) = 0;

    // Locks the order and the payment, asks `decide` what becomes of them, and writes that. What
    // `decide` refuses is returned, and nothing is written. Errc::not_found.
    using Decide = std::function<Result<PaymentChange>(const Payment&, const Order&)>;
    virtual Result<Payment> change(const PaymentId& id, const Decide& decide) = 0;

    // Stores an event that is new. Returns what is stored under its id.
    virtual Result<PaymentEvent> add_event(const PaymentEvent& event) = 0;
    virtual Result<void> settle_event(const PaymentEvent& event, const std::string& outcome) = 0;
    // Events without an outcome, oldest first.
    virtual Result<std::vector<PaymentEvent>> waiting_events(Timestamp received_before,
                                                             std::size_t limit) = 0;
    virtual Result<std::vector<PaymentEvent>> events(
        const PaymentEventFilter& filter) = 0;  // Newest first.
};

}  // namespace tts
