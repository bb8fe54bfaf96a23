#include "core/ledger.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::array<std::string_view, 7> account_names = {
    "buyer_receivable",   "provider_clearing",  "seller_revenue", "refunds",
    "commission_expense", "commission_payable", "provider_fees"};
constexpr std::array<std::string_view, 5> kind_names = {"sale", "payment", "commission", "refund",
                                                        "fee"};

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
    for (std::size_t i = 0; i < n; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

// What the books must say of one kind: so much from `credit` to `debit`, in all.
struct Target {
    LedgerKind kind = LedgerKind::sale;
    LedgerAccount debit = LedgerAccount::buyer_receivable;
    LedgerAccount credit = LedgerAccount::seller_revenue;
    Money amount = {};
};

// Money that pays no order is owed to whom it came from, and earns nobody anything.
std::array<Target, 5> targets_of(const Order& order, const Payment& payment, Money refunded) {
    using enum LedgerAccount;
    const bool came =
        payment.status == PaymentStatus::completed || payment.status == PaymentStatus::refunded;
    const bool sold = came && payment.pays_order;
    const Money paid = came ? payment.amount : Money();
    const Money gone = came ? refunded : Money();
    return {{{LedgerKind::sale, buyer_receivable, seller_revenue, sold ? paid : Money()},
             {LedgerKind::payment, provider_clearing, buyer_receivable, paid},
             {LedgerKind::commission, commission_expense, commission_payable,
              sold ? order.commission.of(paid - gone) : Money()},
             {LedgerKind::refund, payment.pays_order ? refunds : buyer_receivable,
              provider_clearing, gone},
             {LedgerKind::fee, provider_fees, provider_clearing, came ? payment.fee : Money()}}};
}

Money booked_of(const Target& target, std::span<const LedgerEntry> booked) {
    Money sum;
    for (const LedgerEntry& entry : booked) {
        if (entry.kind != target.kind) continue;
        if (entry.debit == target.debit && entry.credit == target.credit) sum = sum + entry.amount;
        if (entry.debit == target.credit && entry.credit == target.debit) sum = sum - entry.amount;
    }
    return sum;
}

}  // namespace

std::string_view to_string(LedgerAccount account) {
    return account_names[static_cast<std::size_t>(account)];
}

std::optional<LedgerAccount> parse_ledger_account(std::string_view name) {
    return parse<LedgerAccount>(account_names, name);
}

std::string_view to_string(LedgerKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<LedgerKind> parse_ledger_kind(std::string_view name) {
    return parse<LedgerKind>(kind_names, name);
}

std::vector<LedgerEntry> missing_entries(const Order& order,
                                         const Payment& payment,
                                         Money refunded,
                                         std::span<const LedgerEntry> booked,
                                         Timestamp at) {
    std::vector<LedgerEntry> missing;
    for (const Target& target : targets_of(order, payment, refunded)) {
        const Money difference = target.amount - booked_of(target, booked);
        if (difference == Money()) continue;
        const bool forwards = difference > Money();
        missing.push_back({.id = LedgerEntryId::next(),
                           .streamer = order.streamer,
                           .order = order.id,
                           .payment = payment.id,
                           .kind = target.kind,
                           .debit = forwards ? target.debit : target.credit,
                           .credit = forwards ? target.credit : target.debit,
                           .amount = forwards ? difference : Money() - difference,
                           .currency = payment.currency,
                           .created_at = at});
    }
    return missing;
}

Money balance(std::span<const LedgerEntry> entries, LedgerAccount account) {
    Money sum;
    for (const LedgerEntry& entry : entries) {
        if (entry.debit == account) sum = sum + entry.amount;
        if (entry.credit == account) sum = sum - entry.amount;
    }
    return sum;
}

}  // namespace tts
