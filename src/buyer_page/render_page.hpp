#pragma once

#include "buyer_page/html.hpp"
#include "buyer_page/words.hpp"

#include <chrono>
#include <string>
#include <string_view>

// The pages of buyers as HTML that works without a script. Every text of others is escaped.

namespace tts {

// How a page asks to be loaded again.
enum class Reload {
    never,
    without_script,  // The script does it otherwise, unless somebody is filling in a form.
    always,
};

// What all pages have around them.
struct PageFrame {
    PageLanguage language = PageLanguage::en;
    bool language_is_chosen = false;  // By a link on the page: then links keep it.
    std::string path = {};            // The page's own, as in its address.
    std::string_view title = {};
    Reload reload = Reload::never;
    std::chrono::seconds reload_after{60};
    std::string reload_path = {};  // Another address, ours or the provider's; empty: this page.

    const Words& words() const { return words_in(language); }
    // The path with what keeps the language.
    std::string link(std::string_view to) const;
};

// The whole page. `content` is markup.
std::string framed(const PageFrame& frame, std::string_view content);

// A page of a heading and a paragraph.
std::string message_page(PageFrame frame, std::string_view heading, std::string_view why);

// Takes the buyer to the page of the payment provider.
std::string payment_page(PageFrame frame, const std::string& pay_url, const std::string& back);

}  // namespace tts
