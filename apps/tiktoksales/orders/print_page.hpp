#pragma once

#include "core/order.hpp"
#include "http/message.hpp"

#include <span>
#include <string>
#include <string_view>

// Pages for a printer: no script, a style sheet of their own, every text escaped.

namespace tts {

enum class PrintLanguage { english, spanish };

// The one of ?lang=, or else the first of Accept-Language; English if it is neither.
PrintLanguage print_language(const http::Request& request);

// What is to be taken from the shelves: each product and variant with how many, and then each
// buyer's parcel. `is_cut`: there are more orders than these.
http::Response pick_list_page(const std::string& streamer,
                              std::span<const Order> orders,
                              bool is_cut,
                              PrintLanguage language);

// What goes into one parcel, without prices.
http::Response packing_slip_page(const Order& order, PrintLanguage language);

// & < > " and ' as entities.
std::string html_escaped(std::string_view text);

}  // namespace tts
