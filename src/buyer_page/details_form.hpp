#pragma once

#include "buyer_page/page_desk.hpp"
#include "buyer_page/words.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tts {

using FormFields = std::span<const std::pair<std::string, std::string>>;

// The first field of that name, trimmed; empty if there is none.
std::string form_field(FormFields fields, std::string_view name);

// What a buyer typed, and what is wrong with it, in the buyer's language.
struct DetailsForm {
    PageDetails details = {};
    std::map<std::string, std::string> typed = {};   // By field: "postal_code".
    std::map<std::string, std::string> errors = {};  // Likewise; empty: all is well.
};

// Without a phone number and an e-mail address the one of `known` stays; one must be known in all.
DetailsForm read_details(FormFields fields,
                         const std::optional<BuyerContact>& known,
                         PageLanguage language);

}  // namespace tts
