#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <optional>
#include <string>

namespace tts {

// How a buyer of one seller can be reached.
struct BuyerContact {
    std::string streamer = {};
    std::string handle = {};    // As in Order::buyer.
    std::string phone = {};     // E.164: "+34600123456"; empty if none is known. Likewise below.
    std::string email = {};     // In lower case.
    std::string language = {};  // "es"; empty: that of the seller's messages.
    bool opted_out = false;     // Wants no messages of this seller.
    // How we know that it is the buyer's: "account", "code" (written into the live chat), "page"
    // (the buyer's own page, behind its token), "seller" (who typed it in), or empty.
    std::string verified_by = {};
    Timestamp updated_at = {};

    friend bool operator==(const BuyerContact&, const BuyerContact&) = default;
};

// What is known of a phone number, whoever's it is.
struct AddressState {
    std::optional<Timestamp> opted_out_at = {};  // By STOP and the like: it counts for all sellers.
    std::optional<Timestamp> wrote_at = {};      // To us by WhatsApp, the last time.

    friend bool operator==(const AddressState&, const AddressState&) = default;
};

// Where buyers can be reached. Every adapter passes tests/contract/buyer_contacts_contract.hpp. Any
// thread may call it; calls take turns. Errors of every function: Errc::unavailable if the database
// cannot be used right now, Errc::corrupt if what is stored cannot be understood.
class BuyerContacts {
public:
    virtual ~BuyerContacts() = default;

    // Errc::not_found if nothing is known of that buyer.
    virtual Result<BuyerContact> find(const std::string& streamer, const std::string& handle) = 0;

    // Replaces what was known of that buyer.
    virtual Result<void> save(const BuyerContact& contact) = 0;

    // A number of which nothing is known has the empty state.
    virtual Result<AddressState> address(const std::string& phone) = 0;

    // The buyer wrote one of the words that stop messages, or that ask for them again.
    virtual Result<void> opt_out(const std::string& phone,
                                 const std::string& word,
                                 Timestamp at) = 0;
    virtual Result<void> opt_in(const std::string& phone, Timestamp at) = 0;

    // The buyer wrote by WhatsApp: for 24 hours we may answer in our own words. A time before the
    // one that is known changes nothing.
    virtual Result<void> note_wrote(const std::string& phone, Timestamp at) = 0;
};

}  // namespace tts
