#include "buyer_page/details_form.hpp"

#include "accounts/email.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

// One line of an address.
struct LineRule {
    const char* name;
    std::string PostalAddress::*target;
    std::size_t code_points_max;
    bool is_required;
};

constexpr std::array<LineRule, 7> line_rules = {{
    {"recipient", &PostalAddress::recipient, 100, true},
    {"street", &PostalAddress::street, 200, true},
    {"details", &PostalAddress::details, 100, false},
    {"postal_code", &PostalAddress::postal_code, 16, true},
    {"city", &PostalAddress::city, 100, true},
    {"region", &PostalAddress::region, 100, false},
    {"country", &PostalAddress::country, 60, false},
}};

bool is_letter_or_digit(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
}

// Something that a person can read: a letter, a digit, or what is not ASCII.
bool says_something(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) {
        return is_letter_or_digit(letter) || static_cast<unsigned char>(letter) >= 0x80;
    });
}

bool is_postal_code(std::string_view text) {
    const auto allowed = [](char letter) {
        return is_letter_or_digit(letter) || letter == ' ' || letter == '-';
    };
    return text.size() >= 2 && text.size() <= 16 && std::ranges::all_of(text, allowed) &&
           std::ranges::any_of(text, is_letter_or_digit);
}

// "+34 600-123-456" or "0034600123456" as "+34600123456"; empty if it is no phone number.
std::string phone_of(std::string_view typed) {
    constexpr std::size_t digits_min = 8;
    constexpr std::size_t digits_max = 15;  // E.164.
    std::string phone;
    for (const char letter : typed) {
        if (std::string_view(" -.()/").find(letter) != std::string_view::npos) continue;
        const bool is_digit = letter >= '0' && letter <= '9';
        if (!is_digit && (letter != '+' || !phone.empty())) return {};
        phone += letter;
    }
    if (phone.starts_with("00")) phone.replace(0, 2, "+");
    if (!phone.starts_with('+') || phone.size() < 1 + digits_min || phone.size() > 1 + digits_max)
        return {};
    return phone[1] == '0' ? std::string() : phone;
}

std::string wrong_line(const LineRule& rule, const std::string& text, const Words& words) {
    if (text.empty()) return std::string(rule.is_required ? words.wrong_missing : "");
    if (code_points(text) > rule.code_points_max)
        return filled(words.wrong_long, std::to_string(rule.code_points_max));
    if (std::string_view(rule.name) == "postal_code")
        return std::string(is_postal_code(text) ? "" : words.wrong_postal_code);
    if (!says_something(text) || has_control_characters(text)) return std::string(words.wrong_text);
    return {};
}

void read_reach(DetailsForm& form, const std::optional<BuyerContact>& known, const Words& words) {
    const auto& phone = form.typed["phone"];
    form.details.phone = phone_of(phone);
    if (!phone.empty() && form.details.phone.empty()) form.errors["phone"] = words.wrong_phone;
    const auto& email = form.typed["email"];
    const auto address = parse_email(email);
    if (address) form.details.email = *address;
    if (!email.empty() && !address) form.errors["email"] = words.wrong_email;
    const bool is_reached = !phone.empty() || !email.empty() ||
                            (known && (!known->phone.empty() || !known->email.empty()));
    if (!is_reached) form.errors["phone"] = words.wrong_reach;
}

}  // namespace

std::string form_field(FormFields fields, std::string_view name) {
    const auto found =
        std::ranges::find_if(fields, [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? std::string() : std::string(trimmed(found->second));
}

DetailsForm read_details(FormFields fields,
                         const std::optional<BuyerContact>& known,
                         PageLanguage language) {
    const Words& words = words_in(language);
    DetailsForm form;
    form.details.language = to_string(language);
    for (const LineRule& rule : line_rules) {
        const auto text = form_field(fields, rule.name);
        form.typed[rule.name] = text;
        const auto wrong = wrong_line(rule, text, words);
        if (!wrong.empty()) form.errors[rule.name] = wrong;
        form.details.address.*rule.target = text;
    }
    for (const char* name : {"phone", "email"}) form.typed[name] = form_field(fields, name);
    read_reach(form, known, words);
    return form;
}

}  // namespace tts
