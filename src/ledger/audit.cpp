#include "ledger/audit.hpp"

#include <array>

namespace tts {

namespace {

constexpr std::size_t page_size = 500;
constexpr std::size_t unpaid_max = 1'000;

constexpr std::array accounts = {
    LedgerAccount::buyer_receivable,   LedgerAccount::provider_clearing,
    LedgerAccount::seller_revenue,     LedgerAccount::refunds,
    LedgerAccount::commission_expense, LedgerAccount::commission_payable,
    LedgerAccount::provider_fees};

class Findings {
public:
    explicit Findings(const AuditedPayment& audited) : audited_(audited) {}

    void add(const std::string& what) {
        found_.push_back({.streamer = audited_.order.streamer,
                          .order = audited_.order.number,
                          .what = "payment " + audited_.payment.id.to_string() + ": " + what});
    }
    std::string in_words(Money amount) const {
        return amount.to_string() + " " + audited_.payment.currency;
    }
    std::vector<Difference> take() { return std::move(found_); }

private:
    const AuditedPayment& audited_;
    std::vector<Difference> found_;
};

std::vector<LedgerEntry> missing_of(const AuditedPayment& audited,
                                    std::span<const LedgerEntry> booked) {
    return missing_entries(audited.order, audited.payment,
                           audited.payment.refunded - audited.refunds_pending, booked, {});
}

void check_entries(const AuditedPayment& audited, Findings& findings) {
    for (const LedgerEntry& entry : audited.entries) {
        const std::string name = "entry " + entry.id.to_string();
        if (entry.streamer != audited.order.streamer)
            findings.add(name + " is booked for the streamer " + entry.streamer);
        if (entry.order != audited.order.id) findings.add(name + " is booked for another order");
        if (entry.currency != audited.payment.currency)
            findings.add(name + " is in " + entry.currency);
    }
    auto balanced = missing_of(audited, audited.entries);
    for (const LedgerEntry& entry : balanced)
        findings.add("of the " + std::string(to_string(entry.kind)) + ", " +
                     findings.in_words(entry.amount) + " from " +
                     std::string(to_string(entry.credit)) + " to " +
                     std::string(to_string(entry.debit)) + " are not booked");
    // Entries between accounts that their kind does not move are seen in no other way.
    const auto expected = missing_of(audited, {});
    balanced.insert(balanced.end(), audited.entries.begin(), audited.entries.end());
    for (const LedgerAccount account : accounts) {
        const Money excess = balance(balanced, account) - balance(expected, account);
        if (excess != Money())
            findings.add("the account " + std::string(to_string(account)) + " holds " +
                         findings.in_words(excess) + " that belong to nothing");
    }
}

void check_refunds(const AuditedPayment& audited, Findings& findings) {
    // More may have gone back than we asked for: whoever runs the shop can refund at the provider.
    const Money asked = audited.refunds_done + audited.refunds_pending;
    if (asked > audited.payment.refunded)
        findings.add("its refunds are " + findings.in_words(asked) + ", but it says " +
                     findings.in_words(audited.payment.refunded));
}

void check_order(const AuditedPayment& audited, Findings& findings) {
    const Order& order = audited.order;
    const Payment& payment = audited.payment;
    if (!payment.pays_order) return;
    const std::string is_so = "the order is " + std::string(to_string(order.status));
    if (payment.amount != order.total_price || payment.currency != order.currency)
        findings.add("it is of " + findings.in_words(payment.amount) + ", the order of " +
                     order.total_price.to_string() + " " + order.currency);
    if (audited.payment_of_order != payment.id.to_string())
        findings.add("it paid the order, which names another payment");
    const bool stands = order.status == OrderStatus::paid || order.status == OrderStatus::shipped ||
                        order.status == OrderStatus::delivered;
    if (payment.status == PaymentStatus::completed && !stands)
        findings.add("its money came and did not go back, but " + is_so);
    if (payment.status == PaymentStatus::refunded && order.status != OrderStatus::refunded)
        findings.add("its money went back, but " + is_so);
}

void add_to_books(AuditReport& report, const AuditedPayment& audited) {
    using enum LedgerAccount;
    ++report.payments;
    auto& books = report.books[{audited.order.streamer, audited.payment.currency}];
    ++books.payments;
    books.gross = books.gross - balance(audited.entries, seller_revenue);
    books.refunds = books.refunds + balance(audited.entries, refunds);
    books.fees = books.fees + balance(audited.entries, provider_fees);
    books.commission = books.commission - balance(audited.entries, commission_payable);
}

// A change that changes nothing books what is missing.
Result<void> book(PaymentStore& payments, const PaymentId& id) {
    const auto booked =
        payments.change(id, [](const Payment& payment, const Order&) -> Result<PaymentChange> {
            return PaymentChange{.payment = payment};
        });
    if (!booked) return booked.error().during("booking payment " + id.to_string());
    return {};
}

Result<void> repair_page(AuditReport& report,
                         PaymentStore& payments,
                         std::span<const AuditedPayment> page) {
    for (const AuditedPayment& audited : page) {
        if (!audited.entries.empty() || missing_of(audited, {}).empty()) continue;
        const auto booked = book(payments, audited.payment.id);
        if (!booked) return booked.error();
        ++report.repaired;
    }
    return {};
}

Result<void> add_unpaid(AuditReport& report, LedgerStore& store) {
    const auto unpaid = store.unpaid_orders(unpaid_max);
    if (!unpaid) return unpaid.error();
    for (const UnpaidOrder& order : *unpaid)
        report.differences.push_back({.streamer = order.streamer,
                                      .order = order.number,
                                      .what = "the order is " +
                                              std::string(to_string(order.status)) +
                                              ", and no payment says so"});
    return {};
}

}  // namespace

std::vector<Difference> check_payment(const AuditedPayment& audited) {
    Findings findings(audited);
    check_entries(audited, findings);
    check_refunds(audited, findings);
    check_order(audited, findings);
    return findings.take();
}

Result<AuditReport> audit_ledger(LedgerStore& store, PaymentStore* repair) {
    AuditReport report;
    for (PaymentId after;;) {
        auto page = store.payments(after, page_size);
        if (page && repair != nullptr) {
            const auto before = report.repaired;
            const auto repaired = repair_page(report, *repair, *page);
            if (!repaired) return repaired.error();
            if (report.repaired != before) page = store.payments(after, page_size);
        }
        if (!page) return page.error();
        for (const AuditedPayment& audited : *page) {
            add_to_books(report, audited);
            for (auto& difference : check_payment(audited))
                report.differences.push_back(std::move(difference));
        }
        if (page->size() < page_size) break;
        after = page->back().payment.id;
    }
    const auto unpaid = add_unpaid(report, store);
    if (!unpaid) return unpaid.error();
    return report;
}

}  // namespace tts
