#pragma once

#include "core/payment.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The books: double entry, for each streamer and currency.

namespace tts {

using LedgerEntryId = Id<struct LedgerEntryTag>;

enum class LedgerAccount {
    buyer_receivable,    // What buyers owe; below zero: what is owed to them.
    provider_clearing,   // Money that came, less what went back: at the provider, or in cash.
    seller_revenue,      // What was sold; a credit, so below zero.
    refunds,             // What of it went back.
    commission_expense,  // What the streamer earns of it costs the shop,
    commission_payable,  // and is owed to the streamer; below zero.
    provider_fees,       // What the provider keeps costs the shop.
};

std::string_view to_string(LedgerAccount account);
std::optional<LedgerAccount> parse_ledger_account(std::string_view name);

// What happened. Each kind moves money between its own two accounts.
enum class LedgerKind { sale, payment, commission, refund, fee };

std::string_view to_string(LedgerKind kind);
std::optional<LedgerKind> parse_ledger_kind(std::string_view name);

// One posting: the same amount into one account and out of another, so that every entry, and with
// it every set of them, sums to zero by its shape. Entries are only ever added.
struct LedgerEntry {
    LedgerEntryId id = {};
    std::string streamer = {};
    OrderId order = {};
    PaymentId payment = {};
    LedgerKind kind = LedgerKind::sale;
    LedgerAccount debit = LedgerAccount::buyer_receivable;
    LedgerAccount credit = LedgerAccount::seller_revenue;
    Money amount = {};  // Above zero.
    std::string currency = {};
    Timestamp created_at = {};

    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// What the books lack of a payment: the difference between what they must say of it and what they
// say. So booking twice adds nothing, and rounding never adds up: after any row of refunds the
// commission is the frozen rate of what was kept, and zero after the last cent went back.
// `refunded` is what really went back: Payment::refunded without what is only set aside.
std::vector<LedgerEntry> missing_entries(const Order& order,
                                         const Payment& payment,
                                         Money refunded,
                                         std::span<const LedgerEntry> booked,
                                         Timestamp at);

// Debits minus credits.
Money balance(std::span<const LedgerEntry> entries, LedgerAccount account);

}  // namespace tts
