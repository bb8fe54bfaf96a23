#pragma once

#include "core/order.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts {

using PaymentId = Id<struct PaymentTag>;
using RefundId = Id<struct RefundTag>;

enum class PaymentStatus { pending, failed, completed, refunded };

std::string_view to_string(PaymentStatus status);
std::optional<PaymentStatus> parse_payment_status(std::string_view name);

// The table of allowed moves. News of a payment come late, twice and in any order; each status has
// a rank, and only news of a higher one count. Failed may become completed, because money that
// arrived is a fact, and completed never becomes failed.
bool can_become(PaymentStatus from, PaymentStatus to);

// How the buyer pays: on a page of the provider behind a link, or in a form of the shop's own that
// confirms an intent.
enum class PaymentFlow { link, intent };

std::string_view to_string(PaymentFlow flow);
std::optional<PaymentFlow> parse_payment_flow(std::string_view name);

// What a provider takes for each payment: a share of it, and a fixed amount in its currency.
struct FeeRate {
    Percentage share = {};
    Money fixed = {};

    Money of(Money amount) const { return share.of(amount) + fixed; }
};

// One attempt to pay one order. An order has at most one that is pending.
struct Payment {
    PaymentId id = {};  // Also the key under which the provider makes it once.
    OrderId order = {};
    std::string provider = {};     // "stripe", "cod", "sandbox".
    std::string provider_id = {};  // What it is called there; empty until the provider answered.
    std::string reference = {};    // What a refund names there; empty until the money arrived.
    PaymentFlow flow = PaymentFlow::link;
    PaymentStatus status = PaymentStatus::pending;
    Money amount = {};
    Money refunded = {};  // Of the amount, with what is being refunded right now.
    Money fee = {};       // What the provider keeps of it, also if it goes back.
    std::string currency = {};
    bool livemode = false;     // False: no real money moves.
    bool pays_order = false;   // The order was paid with it; false: its money has to go back.
    std::string payer = {};    // As the caller named the buyer.
    std::string email = {};    // Where the provider sends the receipt.
    std::string pay_url = {};  // Where the buyer pays; empty if nowhere.
    std::string idempotency_key = {};  // Of POST /payment/process; empty if none. Unique.
    std::string message = {};          // What a person should know about the status.
    Timestamp created_at = {};
    Timestamp updated_at = {};

    friend bool operator==(const Payment&, const Payment&) = default;
};

enum class RefundStatus { pending, done, failed };

std::string_view to_string(RefundStatus status);
std::optional<RefundStatus> parse_refund_status(std::string_view name);

// Money that goes back. It is stored before the provider is asked, so that one whose answer was
// lost is asked for again under the same id.
struct Refund {
    RefundId id = {};
    PaymentId payment = {};
    Money amount = {};
    RefundStatus status = RefundStatus::pending;
    std::string provider_id = {};
    std::string idempotency_key = {};  // Of the request; unique for a payment. Empty: none.
    std::string message = {};
    Timestamp created_at = {};
    Timestamp updated_at = {};

    friend bool operator==(const Refund&, const Refund&) = default;
};

}  // namespace tts
