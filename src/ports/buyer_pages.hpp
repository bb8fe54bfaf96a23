#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tts {

using PersonalPageId = Id<struct PersonalPageTag>;

// The page of one buyer of one streamer.
struct PersonalPage {
    PersonalPageId id = {};
    std::string streamer = {};
    std::string buyer = {};         // As in Order::buyer.
    std::string token_sha256 = {};  // Of the token in its address; the token is nowhere.
    Timestamp opened_at = {};       // The last time that it was made, or asked for.

    friend bool operator==(const PersonalPage&, const PersonalPage&) = default;
};

// Where a parcel goes. Texts of one line.
struct PostalAddress {
    std::string recipient = {};
    std::string street = {};
    std::string details = {};  // The floor, the door; may be empty.
    std::string postal_code = {};
    std::string city = {};
    std::string region = {};  // May be empty, likewise the country.
    std::string country = {};

    friend bool operator==(const PostalAddress&, const PostalAddress&) = default;
};

// Something that a buyer waits for.
struct WaitPlace {
    CommentId wait = {};  // Wait::id.
    ProductId product = {};
    std::string product_name = {};
    std::string variant = {};
    std::int32_t quantity = 1;
    std::int64_t place = 1;  // In the line; 1 is next.

    friend bool operator==(const WaitPlace&, const WaitPlace&) = default;
};

// What the pages of buyers stand on, besides the orders. Every adapter passes
// tests/contract/buyer_pages_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood. Others are named where they can happen.
class BuyerPages {
public:
    virtual ~BuyerPages() = default;

    // The page of that buyer: the one that is there, opened anew, or else this one.
    virtual Result<PersonalPage> open(const PersonalPage& page) = 0;

    virtual Result<PersonalPage> find(const std::string& token_sha256) = 0;  // Errc::not_found.

    // What the buyer waits for, in the order of arrival.
    virtual Result<std::vector<WaitPlace>> waits(const std::string& streamer,
                                                 const std::string& buyer) = 0;

    // The buyer does not want to wait any more. Errc::not_found if the buyer does not.
    virtual Result<void> leave(const PersonalPage& page, const CommentId& wait, Timestamp at) = 0;

    // Errc::not_found: none was given for the order.
    virtual Result<PostalAddress> address_of(const OrderId& order) = 0;

    // The one that the buyer gave last, for whichever order. Errc::not_found.
    virtual Result<PostalAddress> last_address(const std::string& streamer,
                                               const std::string& buyer) = 0;

    // For all orders of the buyer that are not on their way, cancelled or delivered.
    virtual Result<void> save_address(const PersonalPage& page,
                                      const PostalAddress& address,
                                      Timestamp at) = 0;
};

}  // namespace tts
