#pragma once

#include "buyer_page/page_desk.hpp"
#include "buyer_page/render_page.hpp"

#include <string>
#include <string_view>

namespace tts {

// The page with the buyer's orders.
struct OrdersPage {
    PageFrame frame = {};
    std::string token = {};
    std::string_view provider = {};  // Of payments: "stripe", "cod", "sandbox".
    std::string_view notice = {};    // What came of the last press: "saved", "cancelled"...
    Timestamp now = {};
};

std::string orders_page(const OrdersPage& page, const PageView& view);

// Where our own picture of a product is shown from; empty if it is not ours: pages load nothing
// from elsewhere.
std::string own_picture(std::string_view url);

}  // namespace tts
