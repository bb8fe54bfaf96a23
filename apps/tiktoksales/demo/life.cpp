#include "apps/tiktoksales/demo/life.hpp"

#include "apps/tiktoksales/demo/catalogue.hpp"

namespace tts::demo {

namespace {

// NOLINTNEXTLINE(readability-function-size): a table.
std::vector<Part> make_parts() {
    const std::string flash = flash_product().sku;
    return {
        {.buyer = "kayla.home",
         .sku = "LAMP-LUNA",
         .ending = Ending::refunded,
         .goes_back = Money::from_cents(2'499)},
        {.buyer = "rapid.fire",
         .sku = "LAMP-LUNA",
         .quantity = 3,
         .ending = Ending::partly_refunded,
         .reach = Reach::sms,
         .goes_back = Money::from_cents(1'001)},
        {.buyer = "don.pepe",
         .sku = "LAMP-LUNA",
         .quantity = 2,
         .ending = Ending::delivered,
         .reach = Reach::whatsapp},
        {.buyer = "aunt.may", .sku = "TEE-SOL", .quantity = 2, .ending = Ending::paid_second_card},
        {.buyer = "joao.pt", .sku = "HONEY-ORO", .ending = Ending::lowered, .reach = Reach::sms},
        {.buyer = "bulk.bob",
         .sku = "CAFE-MONTE",
         .quantity = 4,
         .ending = Ending::cancelled_on_page},
        {.buyer = "quick.quinn",
         .sku = "BOX-SECRET",
         .ending = Ending::cancelled_in_chat,
         .reach = Reach::nowhere},
        // Who came before him wants three, and one is free.
        {.buyer = "lento_leo", .sku = "BOX-SECRET", .origin = Origin::offered},
        {.buyer = flash_buyer(1), .sku = flash, .origin = Origin::flash},
        {.buyer = flash_buyer(2),
         .sku = flash,
         .origin = Origin::flash,
         .ending = Ending::expired,
         .reach = Reach::nowhere},
        {.buyer = flash_buyer(3), .sku = flash, .origin = Origin::flash, .reach = Reach::whatsapp},
        {.buyer = flash_buyer(4),
         .sku = flash,
         .origin = Origin::flash,
         .ending = Ending::cancelled_in_chat,
         .reach = Reach::nowhere},
        {.buyer = flash_buyer(5), .sku = flash, .origin = Origin::offered},
        {.buyer = flash_buyer(6), .sku = flash, .origin = Origin::offered, .reach = Reach::sms},
    };
}

}  // namespace

OrderStatus Part::status() const {
    if (!is_paid()) return OrderStatus::cancelled;
    if (ending == Ending::delivered) return OrderStatus::delivered;
    return ending == Ending::refunded ? OrderStatus::refunded : OrderStatus::paid;
}

Money Part::price() const {
    return product(sku).price * quantity;
}

const std::vector<Part>& parts() {
    static const std::vector<Part> all = make_parts();
    return all;
}

std::string flash_buyer(int number) {
    return "flash_" + std::to_string(number);
}

std::string story(const Part& part) {
    std::string begin = part.origin == Origin::offered ? "offered from the waiting list; " : "";
    switch (part.ending) {
        case Ending::paid: return begin + "pays";
        case Ending::paid_second_card: return begin + "pays with a second card";
        case Ending::lowered: return begin + "takes one less, and pays";
        case Ending::delivered: return begin + "pays, and gets the parcel";
        case Ending::partly_refunded: return begin + "pays, and gets a part back";
        case Ending::refunded: return begin + "pays, and gets all of it back";
        case Ending::cancelled_on_page: return begin + "cancels on the page";
        case Ending::cancelled_in_chat: return begin + "cancels by a comment";
        case Ending::expired: return begin + "does not pay in time";
    }
    return begin;
}

}  // namespace tts::demo
