#include "match/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace tts {

namespace {

void cut_plural(std::string& word) {
    if (word.size() > 5 && word.ends_with("es")) {
        word.resize(word.size() - 2);
    } else if (word.size() >= 4 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    // "bolse" of "bolses" and "bolsa" must not differ by the vowel that the plural brought along.
    if (word.size() >= 5 && word.ends_with('e')) word.pop_back();
}

}  // namespace

std::vector<std::string> folded_words(std::string_view folded_text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (word.empty()) return;
        cut_plural(word);
        words.push_back(std::move(word));
        word.clear();
    };
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(folded_text.data(), static_cast<std::int32_t>(folded_text.size())));
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (u_isalnum(c)) {
            icu::UnicodeString(c).toUTF8String(word);
        } else {
            finish();
        }
    }
    finish();
    return words;
}

}  // namespace tts
