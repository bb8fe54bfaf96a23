#pragma once

#include "buyer_page/details_form.hpp"
#include "buyer_page/render_page.hpp"

#include <string>

namespace tts {

// The form for address, phone and e-mail, with what was typed and what is wrong with it.
struct DetailsPage {
    PageFrame frame = {};
    std::string token = {};
    bool is_known = false;   // Something was saved before, which is not shown.
    bool is_needed = false;  // An order waits for it.
};

std::string details_page(const DetailsPage& page, const DetailsForm& form);

}  // namespace tts
