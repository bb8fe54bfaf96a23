#pragma once

#include "ports/ledger_store.hpp"
#include "ports/payment_store.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// Something that does not fit.
struct Difference {
    std::string streamer = {};
    std::string order = {};  // Its number.
    std::string what = {};   // "the books lack 12.50 EUR of a sale".

    friend bool operator==(const Difference&, const Difference&) = default;
};

// The sums of one streamer in one currency, as the books have them.
struct AuditedBooks {
    std::int64_t payments = 0;
    Money gross = {};
    Money refunds = {};
    Money fees = {};
    Money commission = {};
};

struct AuditReport {
    std::size_t payments = 0;
    std::size_t repaired = 0;
    std::map<std::pair<std::string, std::string>, AuditedBooks> books = {};  // Streamer, currency.
    std::vector<Difference> differences = {};
};

// What of a payment does not fit: its entries against what the books must say of it, to the cent,
// its refunds against their rows, and its order against both.
std::vector<Difference> check_payment(const AuditedPayment& audited);

// All payments and orders, each as of one moment. With `repair`, payments of which nothing at all
// is booked, because they are older than the books, are booked first, by the code that books every
// other; whatever else differs is for a person.
Result<AuditReport> audit_ledger(LedgerStore& store, PaymentStore* repair);

}  // namespace tts
