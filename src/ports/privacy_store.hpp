#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts {

// A buyer as sellers know them.
struct BuyerKey {
    std::string streamer;  // Empty: of all, and the account whose address the buyer is.
    std::string buyer;     // As in orders.buyer: a handle, or an account's e-mail address.

    friend bool operator==(const BuyerKey&, const BuyerKey&) = default;
};

// Rows of one table, each as its columns by name; a value that is not there is nothing.
struct KeptTable {
    using Row = std::vector<std::pair<std::string_view, std::optional<std::string>>>;

    std::string_view name;
    std::vector<Row> rows = {};
};

// What an erasure changed.
struct Erasure {
    std::string pseudonym;  // Stands where the buyer stood.
    std::int64_t rows = 0;
};

// What is kept on buyers, and an end to it. Every adapter passes
// tests/contract/privacy_store_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now.
class PrivacyStore {
public:
    virtual ~PrivacyStore() = default;

    // Everything, also tables without rows.
    virtual Result<std::vector<KeptTable>> collect(const BuyerKey& key) = 0;

    // Puts a pseudonym where the buyer stood, and nothing where texts, addresses, phone numbers
    // and links were, all at once. Order numbers, sums and the ledger stay. Errc::not_found if
    // nothing is kept; Errc::conflict, naming them, if orders are not finished.
    virtual Result<Erasure> erase(const BuyerKey& key, Timestamp at) = 0;
};

}  // namespace tts
