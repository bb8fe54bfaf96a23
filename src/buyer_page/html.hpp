#pragma once

#include <string>
#include <string_view>

namespace tts {

// A text as it is safe between tags and within quotes: names and chat are hostile. What makes text
// invisible or turns it around is left out.
std::string html_text(std::string_view text);

// Puts a page together: what is ours as it is, what is others' as text.
class Html {
public:
    Html& raw(std::string_view markup) {
        page_ += markup;
        return *this;
    }
    Html& text(std::string_view words) {
        page_ += html_text(words);
        return *this;
    }
    // <tag class="...">words</tag>; no class if it is empty.
    Html& element(std::string_view tag, std::string_view css_class, std::string_view words);

    std::string take() { return std::move(page_); }

private:
    std::string page_;
};

}  // namespace tts
