#include "intent/fold_table.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <memory>
#include <stdexcept>

namespace tts {

namespace {

// Beyond it there are only rare ideographs, which fold to themselves, and tags.
constexpr char32_t table_end = 0x20000;

// Letters that people write for one another, though Unicode knows no decomposition.
char32_t plain_letter(char32_t c) {
    switch (c) {
        case U'đ': return U'd';
        case U'ø': return U'o';
        case U'ł': return U'l';
        case U'ı': return U'i';
        case U'æ': return U'a';
        case U'œ': return U'o';
        // Two ways to write the end of a word, and what Persian keyboards make of two letters.
        case 0x629: return 0x647;
        case 0x649:
        case 0x6cc: return 0x64a;
        case 0x6a9: return 0x643;
        default: return c;
    }
}

// Vowel signs and tones carry meaning in Thai or Hindi; on Latin, Greek, Cyrillic and Arabic
// letters people leave them out at will.
bool is_optional_accent(char32_t c) {
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x64b && c <= 0x65f) || c == 0x670 || c == 0x640;
}

bool is_invisible(char32_t c) {
    const auto category = u_charType(static_cast<UChar32>(c));
    return category == U_FORMAT_CHAR || category == U_CONTROL_CHAR || category == U_SURROGATE ||
           category == U_UNASSIGNED || category == U_PRIVATE_USE_CHAR || c == 0xfe0f ||
           c == 0xfe0e || c == 0x20e3 || (c >= 0x1f3fb && c <= 0x1f3ff);
}

CharClass letter_class(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
        case USCRIPT_THAI: return CharClass::thai;
        case USCRIPT_HAN: return CharClass::han;
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA: return CharClass::kana;
        case USCRIPT_HANGUL: return CharClass::hangul;
        case USCRIPT_ARABIC: return CharClass::arabic;
        default: break;
    }
    return c == 0x30fc || c == 0x3099 || c == 0x309a ? CharClass::kana : CharClass::latin;
}

CharClass class_of(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    if (c == U'\'' || c == 0x2019 || c == 0x2018 || c == 0xb4 || c == U'`')
        return CharClass::apostrophe;
    if (u_isUWhiteSpace(point)) return CharClass::space;
    if (is_invisible(c)) return CharClass::dropped;
    if (u_charType(point) == U_DECIMAL_DIGIT_NUMBER) return CharClass::digit;
    if (u_isalpha(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0) return letter_class(c);
    if (c > 0x7f && (u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC) ||
                     u_hasBinaryProperty(point, UCHAR_EMOJI)))
        return CharClass::emoji;
    return CharClass::mark;
}

constexpr char32_t han_begin = 0x3400;
constexpr char32_t han_end = 0xa000;

bool is_han(char32_t c) {
    return c >= han_begin && c < han_end;
}

// Only the ranges where folding does something need ICU's normaliser.
bool folds_to_itself(char32_t c) {
    return is_han(c) || (c >= 0xac00 && c < 0xd7a4);
}

// What each traditional character is in simplified script, from han_begin on: Taiwan and the
// mainland type one word in two ways. Empty if ICU has no data for it; then they stay two.
std::vector<char32_t> simplified_han() {
    UErrorCode status = U_ZERO_ERROR;
    UParseError position{};
    const std::unique_ptr<icu::Transliterator> simplify(icu::Transliterator::createInstance(
        "Traditional-Simplified", UTRANS_FORWARD, position, status));
    if (U_FAILURE(status) || !simplify) return {};
    icu::UnicodeString all;  // With spaces between: only single characters are meant.
    for (auto c = han_begin; c < han_end; ++c)
        all.append(static_cast<UChar32>(c)).append(static_cast<UChar32>(U' '));
    simplify->transliterate(all);
    if (all.length() != static_cast<std::int32_t>(2 * (han_end - han_begin))) return {};
    std::vector<char32_t> simple;
    for (std::int32_t i = 0; i < all.length(); i += 2)
        simple.push_back(static_cast<char32_t>(all.charAt(i)));
    return simple;
}

std::string folded(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    const auto* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");

    const icu::UnicodeString source(static_cast<UChar32>(c));
    const auto pieces = decompose->normalize(fold->normalize(source, status), status);
    icu::UnicodeString plain;
    for (int i = 0; i < pieces.length(); i = pieces.moveIndex32(i, 1)) {
        const auto piece = static_cast<char32_t>(pieces.char32At(i));
        if (!is_optional_accent(piece)) plain.append(static_cast<UChar32>(plain_letter(piece)));
    }
    std::string text;
    compose->normalize(plain, status).toUTF8String(text);
    return text;
}

}  // namespace

const FoldTable& FoldTable::instance() {
    static const FoldTable table;
    return table;
}

FoldTable::FoldTable() {
    entries_.reserve(table_end);
    const auto simple = simplified_han();
    for (char32_t c = 0; c < table_end; ++c)
        add(c, is_han(c) && !simple.empty() ? simple[c - han_begin] : c);
}

void FoldTable::add(char32_t code_point, char32_t plain) {
    Entry entry{.begin = static_cast<std::uint32_t>(pool_.size())};
    entry.kind = class_of(code_point);
    if (folds_to_itself(code_point) || entry.kind == CharClass::emoji)
        append_utf8(pool_, plain);
    else if (entry.kind == CharClass::digit)  // NFKC leaves the digits of other scripts alone.
        pool_ += static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(code_point)));
    else if (entry.kind != CharClass::dropped && entry.kind != CharClass::space)
        pool_ += folded(code_point);
    // A long ligature (U+FDFA, 18 letters) is no word of any chat.
    if (const auto size = pool_.size() - entry.begin; size <= 16) {
        entry.size = static_cast<std::uint8_t>(size);
    } else {
        pool_.resize(entry.begin);
        entry.kind = CharClass::mark;
    }
    if (entry.size > 0) {
        const auto first = decode_utf8(std::string_view(pool_).substr(entry.begin)).code_point;
        // "①" and "Ⅷ" fold to plain digits and letters.
        if (first != code_point && entry.kind != CharClass::apostrophe)
            entry.kind = class_of(first);
    } else if (entry.kind != CharClass::space) {
        entry.kind = CharClass::dropped;
    }
    entries_.push_back(entry);
}

Decoded decode_long_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3fU); };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    const unsigned first = byte(0);
    if (text.empty()) return {};
    if (first < 0x80) return {first, 1};
    if (first < 0xc2 || first > 0xf4 || !continues(1)) return {};
    if (first < 0xe0) return {(first & 0x1fU) << 6 | tail(1), 2};
    if (!continues(2)) return {};
    if (first < 0xf0) {
        const char32_t c = (first & 0x0fU) << 12 | tail(1) << 6 | tail(2);
        if (c < 0x800 || (c >= 0xd800 && c < 0xe000)) return {};
        return {c, 3};
    }
    const char32_t c = (first & 0x07U) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
    if (!continues(3) || c < 0x10000 || c > 0x10ffff) return {};
    return {c, 4};
}

char32_t compose_pair(char32_t first, char32_t second) {
    const bool may_compose = second == 0x3099 || second == 0x309a ||
                             (second >= 0x1161 && second <= 0x1175) ||
                             (second >= 0x11a8 && second <= 0x11c2);
    if (!may_compose) return 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return 0;
    const auto pair =
        compose->composePair(static_cast<UChar32>(first), static_cast<UChar32>(second));
    return pair < 0 ? 0 : static_cast<char32_t>(pair);
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

}  // namespace tts
