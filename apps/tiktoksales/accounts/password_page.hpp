#pragma once

#include "buyer_page/render_page.hpp"
#include "ports/password_links.hpp"

#include <string>
#include <string_view>

// The pages on which a password is chosen, as HTML without a script.

namespace tts {

// What a page says, besides its form.
enum class PasswordNote {
    none,
    wrong_email,
    wrong_password,  // Too short or too long.
    differs,         // From what was typed the second time.
    taken,           // Who was invited has another account.
};

// Asks for the address that the link goes to.
std::string forgotten_page(PageFrame frame, std::string_view typed, PasswordNote note);
// Asks for the password.
std::string choose_page(PageFrame frame, LinkPurpose purpose, PasswordNote note);

std::string link_sent_page(PageFrame frame);
std::string chosen_page(PageFrame frame);
std::string no_link_page(PageFrame frame);
std::string no_mail_page(PageFrame frame);  // E-mail is not set up.

}  // namespace tts
