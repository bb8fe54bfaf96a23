#pragma once

#include "buyer_page/page_tokens.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/buyer_pages.hpp"
#include "ports/payment_store.hpp"
#include "ports/store.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// An order as its buyer sees it.
struct PageOrder {
    Order order = {};
    std::string picture = {};             // The product's first, as the catalogue names it.
    std::optional<Payment> payment = {};  // The one that is pending.
};

// All that a buyer's page shows.
struct PageView {
    PersonalPage page = {};
    std::vector<PageOrder> orders = {};  // Newest first.
    std::vector<WaitPlace> waits = {};
    std::optional<BuyerContact> contact = {};
    std::optional<PostalAddress> address = {};  // Where what is not sent yet goes.
};

// What stands behind the pages. All of it outlives the desk.
struct PageParts {
    BuyerPages& pages;
    BuyerContacts& contacts;
    PaymentStore& payments;
    const PageTokens& tokens;
    std::chrono::days life{30};  // Of a page, from its last opening or its orders' last change on.
};

// The token of the page of that streamer's buyer, which is made if there is none. The rest of
// `wanted` is filled in here.
Result<std::string> open_page(BuyerPages& pages, const PageTokens& tokens, PersonalPage wanted);

// How the buyer wants to be reached, and where parcels go.
struct PageDetails {
    PostalAddress address = {};
    std::string phone = {};  // E.164; empty: as before. Likewise the e-mail address.
    std::string email = {};
    std::string language = {};  // "es".
};

// The pages of buyers. Any thread may call it.
class PageDesk {
public:
    explicit PageDesk(const PageParts& parts) : parts_(parts) {}

    // Errc::not_found if there is none, or its time is over: who asks cannot tell which.
    Result<PageView> find(Store& store, const std::string& token, Timestamp now);

    // Errc::not_found if it is not the buyer's.
    static Result<Order> order_of(Store& store,
                                  const PersonalPage& page,
                                  const std::string& number);

    Result<void> leave(const PersonalPage& page, const CommentId& wait, Timestamp now) {
        return parts_.pages.leave(page, wait, now);
    }
    Result<void> save(const PageView& view, const PageDetails& details, Timestamp now);

    // Sends what was ordered since then to where the buyer's parcels go, if that is known.
    Result<void> address_new_orders(const PageView& view, Timestamp now);

private:
    Result<std::vector<PageOrder>> orders_of(Store& store, const PersonalPage& page);

    const PageParts parts_;
};

}  // namespace tts
