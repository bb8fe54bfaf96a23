#pragma once

#include <optional>
#include <string>
#include <string_view>

// What buyers read on their pages.

namespace tts {

enum class PageLanguage { en, es };

constexpr std::string_view to_string(PageLanguage language) {
    return language == PageLanguage::es ? "es" : "en";
}
std::optional<PageLanguage> parse_page_language(std::string_view code);

// Where a language may be known from, surest first. Each may be empty.
struct LanguageHints {
    std::string_view chosen = {};           // By a link on the page: "es".
    std::string_view accept_language = {};  // The browser's header (RFC 9110, 12.5.4).
    std::string_view comment = {};          // Of the buyer's comments: "es", "und".
};

PageLanguage choose_language(const LanguageHints& hints);

// All texts of one language. "{}" stands for what is put in.
struct Words {
    std::string_view other_language, other_language_code;
    std::string_view your_orders, hello, nothing_yet, nothing_yet_why;
    std::string_view quantity, total, shipping, discount, each, order;
    std::string_view held, minutes_left, last_minute, not_held;
    std::string_view pay, pay_cash, pay_sandbox, go_on_paying, test_mode, secure_payment;
    std::string_view to_payment, to_payment_link, back;
    std::string_view paid, paid_why, cash_waiting, shipped, delivered, refunded;
    std::string_view tracking, expired, cancelled, cancelled_by_seller;
    std::string_view fewer, fewer_do, cancel, cancel_sure, cancel_do, too_late_to_change;
    std::string_view waiting, waiting_place, waiting_why, leave;
    std::string_view address_title, address_missing, address_add, address_change, address_to;
    std::string_view address_first, reach_by, saved_hidden;
    std::string_view recipient, street, details, postal_code, city, region, country, phone, email;
    std::string_view optional, phone_hint, save;
    std::string_view wrong_missing, wrong_long, wrong_text, wrong_phone, wrong_email, wrong_reach;
    std::string_view wrong_postal_code, wrong_some;
    std::string_view done_saved, done_cancelled, done_lowered, done_left, done_conflict;
    std::string_view done_payment_down, done_quantity;
    std::string_view claim_title, claim_why, claim_handle, claim_handle_hint, claim_begin;
    std::string_view claim_write, claim_as, claim_minutes, claim_waiting, claim_again;
    std::string_view wrong_handle, gone_title, gone_why, busy_title, busy_why, down_title, down_why;
    std::string_view return_title, return_why;
    std::string_view my_data, my_data_why, my_data_get, erase, erase_sure, erase_do;
    std::string_view erased_title, erased_why, not_erased_title, not_erased_why;
};

const Words& words_in(PageLanguage language);

// The text with `value` in the place of "{}".
std::string filled(std::string_view words, std::string_view value);

}  // namespace tts
