#pragma once

#include "core/money.hpp"
#include "core/order.hpp"

#include <optional>
#include <string>
#include <vector>

// What becomes of the show's orders: who pays, who does not, who gets the units instead, and what
// the seller sends and gives back.

namespace tts::demo {

// What a buyer, or the seller, does with an order.
enum class Ending {
    paid,
    paid_second_card,  // The first one is declined.
    lowered,           // On the page, and then paid.
    delivered,
    partly_refunded,
    refunded,
    cancelled_on_page,
    cancelled_in_chat,
    expired,  // Nobody pays it.
};

// How the buyer is to be reached: what is typed into the page's form.
enum class Reach { nowhere, email, sms, whatsapp };

// When the order comes about.
enum class Origin {
    show,     // In one of the scenes.
    flash,    // In the burst on the scarce product, whose units are held for seconds.
    offered,  // From the waiting list, when somebody else's units are free again.
};

// One order from its claim to its end.
struct Part {
    std::string buyer;
    std::string sku;
    int quantity = 1;  // In the end.
    Origin origin = Origin::show;
    Ending ending = Ending::paid;
    Reach reach = Reach::email;
    Money goes_back = {};  // Of what was paid.

    bool is_paid() const {
        return ending != Ending::cancelled_on_page && ending != Ending::cancelled_in_chat &&
               ending != Ending::expired;
    }
    OrderStatus status() const;
    Money price() const;  // Of all units.
    Money kept() const { return is_paid() ? price() - goes_back : Money(); }
};

// The same each time.
const std::vector<Part>& parts();

// Who wants the scarce product, in the order of their comments. The first ones get it.
constexpr int flash_claims = 60;
std::string flash_buyer(int number);  // From 1.

// For people: "pays with a second card".
std::string story(const Part& part);

}  // namespace tts::demo
