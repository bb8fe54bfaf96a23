#pragma once

#include "core/product.hpp"

#include <cstdint>
#include <string>

// What a buyer is told in a chat of two, in Spanish or else in English.

namespace tts {

std::string available_text(const std::string& language,
                           const Product& product,
                           std::int32_t quantity);
std::string reserved_text(const std::string& language,
                          const std::string& product_name,
                          std::int32_t quantity);
std::string sold_out_text(const std::string& language, const std::string& product_name);
std::string how_to_buy_text(const std::string& language);
std::string which_product_text(const std::string& language);   // The wish is too vague to act on.
std::string ask_the_seller_text(const std::string& language);  // To cancel.
std::string nothing_new_text(const std::string& language);

}  // namespace tts
