#include "apps/tiktoksales/notify/address_fields.hpp"

#include "accounts/email.hpp"

namespace tts {

namespace {

// E.164.
constexpr std::size_t phone_digits_min = 10;
constexpr std::size_t phone_digits_max = 15;

}  // namespace

std::string read_phone(http::JsonBody& body, std::string_view name) {
    const auto text = body.text(name, {.length_max = 32});
    std::string digits;
    bool is_clean = true;
    for (const char letter : text.substr(text.starts_with('+') ? 1 : 0)) {
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (std::string_view(" .-()").find(letter) == std::string_view::npos)
            is_clean = false;
    }
    const bool fits =
        is_clean && digits.size() >= phone_digits_min && digits.size() <= phone_digits_max;
    if (!text.empty() && !fits) body.refuse(name, "must have 10 to 15 digits, as in +34600123456");
    return "+" + digits;
}

std::string read_email(http::JsonBody& body, std::string_view name) {
    const auto text = body.text(name);
    const auto email = parse_email(text);
    if (!email && !text.empty()) body.refuse(name, email.error().what());
    return email ? *email : std::string();
}

}  // namespace tts
