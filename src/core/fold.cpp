#include "core/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace tts {

namespace {

// ICU owns the instances; they exist for the life of the process and are safe to share.
const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getInstance(nullptr, name, mode, status);
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

std::string ascii_folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::string folded(std::string_view text) {
    if (is_ascii(text)) return ascii_folded(text);  // Most of a chat, and much faster.
    static const icu::Normalizer2& fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
    static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
    UErrorCode status = U_ZERO_ERROR;
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const auto apart = decompose.normalize(fold.normalize(wide, status), status);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 c = apart.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) plain.append(c);
    }
    std::string out;
    return plain.toUTF8String(out);
}

}  // namespace tts
