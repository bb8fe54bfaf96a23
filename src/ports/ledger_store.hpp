#pragma once

#include "core/ledger.hpp"
#include "core/result.hpp"

#include <string>
#include <vector>

namespace tts {

// What was booked of one order in a period.
struct StatementLine {
    OrderId order = {};
    std::string number = {};
    std::string buyer = {};
    OrderStatus status = OrderStatus::pending;  // As it is now.
    std::string currency = {};
    Timestamp booked_at = {};  // The first of it.
    Money gross = {};
    Money refunds = {};
    Money fees = {};
    Money commission = {};

    Money net() const { return gross - refunds - fees - commission; }

    friend bool operator==(const StatementLine&, const StatementLine&) = default;
};

struct StatementQuery {
    std::string streamer = {};
    Timestamp from = {};
    Timestamp until = {};  // Exclusive.
    std::size_t limit = 0;
};

// A payment with all that must fit it, of one moment.
struct AuditedPayment {
    // Of the order only id, number, streamer, status, total, currency and commission.
    Order order = {};
    std::string payment_of_order = {};  // orders.payment_id.
    // Of the payment only id, status, amounts, currency and pays_order.
    Payment payment = {};
    Money refunds_done = {};
    Money refunds_pending = {};
    std::vector<LedgerEntry> entries = {};
};

// An order that counts as paid, or as refunded, and no payment says so.
struct UnpaidOrder {
    std::string number = {};
    std::string streamer = {};
    OrderStatus status = OrderStatus::paid;

    friend bool operator==(const UnpaidOrder&, const UnpaidOrder&) = default;
};

// Reads the books. Every adapter passes tests/contract/ledger_store_contract.hpp. Any thread may
// call it; calls take turns. Errors of every function: Errc::unavailable if the database cannot be
// used right now, Errc::corrupt if what is stored cannot be understood.
class LedgerStore {
public:
    virtual ~LedgerStore() = default;

    // The orders of which something was booked, the earliest first.
    virtual Result<std::vector<StatementLine>> statement(const StatementQuery& query) = 0;

    // All that was booked of one order, the earliest first; none of an unknown one.
    virtual Result<std::vector<LedgerEntry>> entries_of(const OrderId& order) = 0;

    // By id, from `after` on (exclusive; nil: from the first).
    virtual Result<std::vector<AuditedPayment>> payments(const PaymentId& after,
                                                         std::size_t limit) = 0;

    // The newest first.
    virtual Result<std::vector<UnpaidOrder>> unpaid_orders(std::size_t limit) = 0;
};

}  // namespace tts
