#include "intent/slots.hpp"

#include "core/product.hpp"
#include "intent/phrase_rules.hpp"
#include "intent/slot_groups.hpp"
#include "intent/slot_words.hpp"

#include <algorithm>

namespace tts {

namespace {

// "CF 350" names a price; more than this needs a unit ("350 pcs") or an "x".
constexpr int bare_quantity_max = 50;
constexpr int dozen = 12;

// How sure a slot is, by the way it was written. An exact code can be nothing else; the others are
// ordered by how often hand-made test bursts misread them.
constexpr double exact_code = 0.99;
constexpr double alike_code = 0.92;
constexpr double loose_code = 0.88;
constexpr double exact_option = 0.97;
constexpr double synonym_option = 0.9;
constexpr double marked_quantity = 0.98;
constexpr double bare_quantity = 0.93;

class SlotReader {
public:
    SlotReader(const MarkedText& marked, const ClaimVocabulary& vocabulary)
        : marked_(marked), tokens_(marked.text->tokens), vocabulary_(vocabulary) {}

    std::vector<ClaimItem> run() {
        hear();
        for (const auto& mention : marked_.mentions)
            if (heard_[tokens_[mention.begin].part] && !is_ending(mention) && !is_half(mention) &&
                !is_of_person(mention) && !is_turned_down(mention))
                slots_.push_back(slot_of(mention));
        for (std::size_t i = 0; i < tokens_.size(); ++i) read_quantity(i);
        std::sort(slots_.begin(), slots_.end(),
                  [](const Slot& a, const Slot& b) { return a.begin < b.begin; });
        return group_slots(marked_, vocabulary_, slots_);
    }

private:
    // What the client says beside the claim ("how are you, all 5 of you?") is not about it, but a
    // code may stand there if the claim names none.
    void hear() {
        corrects_ = correcting_parts(*marked_.text);
        heard_ = corrects_;
        for (std::size_t part = 0; part < heard_.size(); ++part)
            if (marked_.is_claim_part[part] || marked_.is_plain_part[part]) heard_[part] = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (slot_word(tokens_[i].hash) == SlotWord::adds) heard_[tokens_[i].part] = true;
        hear_short();
        const auto has_code = [&](const Mention& mention) {
            return mention.kind == Mention::Kind::code && heard_[tokens_[mention.begin].part];
        };
        if (std::any_of(marked_.mentions.begin(), marked_.mentions.end(), has_code)) return;
        std::vector<bool> is_denied(heard_.size(), false);
        for (const auto& denied : marked_.denied) is_denied[tokens_[denied.begin].part] = true;
        for (const auto& mention : marked_.mentions)
            if (mention.kind == Mention::Kind::code && !is_denied[tokens_[mention.begin].part])
                heard_[tokens_[mention.begin].part] = true;
        if (heard_ == corrects_) heard_.assign(heard_.size(), true);
    }

    // "yo el A12 | ese mismo en L | son 2": a few words around an option or a marked quantity.
    void hear_short() {
        constexpr std::size_t tokens_few = 5;
        std::vector<std::size_t> sizes(heard_.size());
        std::vector<bool> names(heard_.size(), false);
        std::vector<bool> is_other(heard_.size(), false);
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto part = tokens_[i].part;
            ++sizes[part];
            if (role(i) == TokenRole::option || (role(i) == TokenRole::number && has_marker(i)))
                names[part] = true;
            if (word(i) == "?") is_other[part] = true;
        }
        for (const auto& phrase : marked_.phrases)
            if (is_guard(phrase.kind) || phrase.kind == PhraseKind::question)
                is_other[tokens_[phrase.begin].part] = true;
        for (const auto& denied : marked_.denied) is_other[tokens_[denied.begin].part] = true;
        for (std::size_t part = 1; part < heard_.size(); ++part)
            if (names[part] && !is_other[part] && sizes[part] <= tokens_few) heard_[part] = true;
    }

    static Slot slot_of(const Mention& mention) {
        const bool is_code = mention.kind == Mention::Kind::code;
        Slot slot{.kind = is_code ? SlotSpan::Kind::code : SlotSpan::Kind::variant,
                  .begin = mention.begin,
                  .end = mention.end,
                  .index = mention.index};
        if (is_code)
            slot.confidence = mention.is_loose   ? loose_code
                              : mention.is_exact ? exact_code
                                                 : alike_code;
        else
            slot.confidence = mention.is_exact ? exact_option : synonym_option;
        return slot;
    }

    // The "s" of "ten 105s" and of "two 37's" is no size.
    bool is_ending(const Mention& mention) const {
        const std::size_t i = mention.begin;
        if (mention.kind != Mention::Kind::option || i == 0 || !tokens_[i].glued ||
            word(i) != "s" || mention.is_as_written)
            return false;
        const auto before = word(i - 1);
        const bool is_number_option =
            role(i - 1) == TokenRole::option && tokens_[i - 1].kind == Token::Kind::number;
        return role(i - 1) == TokenRole::code || is_number_option || before == "'" || before == "’";
    }

    // "media docena" is no medium.
    bool is_half(const Mention& mention) const {
        return mention.kind == Mention::Kind::option &&
               slot_word(tokens_[mention.begin].hash) == SlotWord::half &&
               is_same_part(mention.begin, mention.end) && tokens_[mention.end].value == dozen;
    }

    // "XL not XXL", "37 o 39": the first of two options of a kind is wanted.
    bool is_turned_down(const Mention& mention) const {
        if (mention.kind != Mention::Kind::option) return false;
        std::size_t k = mention.begin;
        while (k > 0 && is_same_part(mention.begin, k - 1) && is_small(k - 1)) --k;
        if (k == 0 || !is_same_part(mention.begin, k - 1)) return false;
        const bool is_other = slot_word(tokens_[k - 1].hash) == SlotWord::alternative;
        if (!is_other && !is_denial(word(k - 1))) return false;
        const auto kind = option_kind(vocabulary_.options[mention.index]);
        return std::any_of(
            marked_.mentions.begin(), marked_.mentions.end(), [&](const Mention& before) {
                return before.kind == Mention::Kind::option && before.end < k &&
                       (!is_other || before.end + 1U == k) &&
                       is_same_part(before.begin, mention.begin) && !has_code(before.end, k) &&
                       option_kind(vocabulary_.options[before.index]) == kind;
            });
    }

    bool has_code(std::size_t begin, std::size_t end) const {
        for (auto i = begin; i < end; ++i)
            if (role(i) == TokenRole::code) return true;
        return false;
    }

    bool is_small(std::size_t i) const {
        return (role(i) == TokenRole::size_word || slot_word(tokens_[i].hash) == SlotWord::joint) &&
               !is_denial(word(i));
    }

    // "a nombre de Rosa": a name that is a colour elsewhere; "apt 39".
    bool is_of_person(const Mention& mention) const {
        constexpr std::size_t near = 2;
        if (mention.kind != Mention::Kind::option) return false;
        if (mention.begin > 0 && is_same_part(mention.begin, mention.begin - 1U) &&
            slot_word(tokens_[mention.begin - 1U].hash) == SlotWord::address)
            return true;
        for (std::size_t k = mention.begin; k > 0 && mention.begin - k < near; --k)
            if (is_same_part(mention.begin, k - 1) &&
                slot_word(tokens_[k - 1].hash) == SlotWord::person)
                return true;
        return false;
    }

    TokenRole role(std::size_t i) const { return marked_.roles[i]; }
    std::string_view word(std::size_t i) const { return marked_.text->word(tokens_[i]); }
    bool is_same_part(std::size_t a, std::size_t b) const {
        return b < tokens_.size() && tokens_[a].part == tokens_[b].part;
    }

    void read_quantity(std::size_t i) {
        const auto& token = tokens_[i];
        if (role(i) != TokenRole::number || token.value < 1 || token.value > quantity_max) return;
        if (!heard_[token.part] || is_other_number(i) || counts_names(i)) return;
        const bool is_marked = has_marker(i);
        if (is_price(i, is_marked)) return;
        if (!is_marked && (token.value > bare_quantity_max || !stands_by_claim(i))) return;
        if (follows_number(i)) return;  // "un par": the second says it.
        slots_.push_back({.begin = i,
                          .end = i + 1,
                          .quantity = is_dozen(i) ? dozens(i) : token.value,
                          .confidence = is_marked ? marked_quantity : bare_quantity});
    }

    bool is_dozen(std::size_t i) const {
        return tokens_[i].value == dozen && tokens_[i].kind == Token::Kind::word;
    }

    // "half a dozen", "2 docenas".
    int dozens(std::size_t i) const {
        for (auto k = i; k > 0 && i - k < 2 && is_same_part(i, k - 1); --k)
            if (slot_word(tokens_[k - 1].hash) == SlotWord::half) return dozen / 2;
        const bool has_count = i > 0 && is_same_part(i, i - 1) && tokens_[i - 1].value > 1 &&
                               tokens_[i - 1].value * dozen <= quantity_max;
        return has_count ? tokens_[i - 1].value * dozen : dozen;
    }

    // "both", "los dos": of what was named, as many as it is.
    bool counts_names(std::size_t i) const {
        const bool says_all = slot_word(tokens_[i].hash) == SlotWord::both ||
                              (tokens_[i].value == 2 && follows_article(*marked_.text, i));
        const auto named = std::count_if(
            marked_.mentions.begin(), marked_.mentions.end(),
            [](const Mention& mention) { return mention.kind == Mention::Kind::code; });
        return says_all && named > 1;
    }

    // "I'll take it for 35", "99块".
    bool is_price(std::size_t i, bool is_marked) const {
        constexpr int price_min = 5;
        if (tokens_[i].value < price_min || tokens_[i].kind != Token::Kind::number) return false;
        const bool is_after =
            i > 0 && is_same_part(i, i - 1) && slot_word(tokens_[i - 1].hash) == SlotWord::price;
        return (is_after && !is_marked) || (is_same_part(i, i + 1) && word(i + 1) == "块");
    }

    // "dos pares" is 2, "un par" is 2, "una docena" is 12.
    bool follows_number(std::size_t i) const {
        if (is_same_part(i, i + 1) && is_dozen(i + 1) && !is_dozen(i)) return true;
        return tokens_[i].kind == Token::Kind::word && tokens_[i].value == 1 &&
               is_same_part(i, i + 1) && role(i + 1) == TokenRole::number &&
               tokens_[i + 1].kind == Token::Kind::word && tokens_[i + 1].value > 1;
    }

    // Prices, sizes, times, ordinals, phone numbers.
    bool is_other_number(std::size_t i) const {
        if (tokens_[i].kind == Token::Kind::number && tokens_[i].size > 1 && word(i)[0] == '0')
            return true;
        if (is_of_phone(i) || is_denied(i)) return true;
        if (i > 0 && is_same_part(i, i - 1)) {
            const auto before = word(i - 1);
            if (before == "$" || before == "€" || before == "£" || before == "#" ||
                before == "r$" || (before == "-" && tokens_[i].glued) ||
                (before == "/" && !has_marker(i)) || before == "@" ||
                (before == ":" && tokens_[i].glued))
                return true;
            if (role(i - 1) == TokenRole::size_word && !is_correction(i - 1)) return true;
            const bool is_x = before == "x";
            if (tokens_[i].glued && tokens_[i].kind == Token::Kind::number &&
                tokens_[i - 1].kind == Token::Kind::word &&
                tokens_[i - 1].script == CharClass::latin && !is_x &&
                role(i - 1) != TokenRole::claim)
                return true;
        }
        if (!is_same_part(i, i + 1)) return false;
        const auto after = word(i + 1);
        if (tokens_[i + 1].glued && (after == "pm" || after == "am" || after == "h")) return true;
        if (after == "$" || after == "€" || after == "%" || after == "/" || after == ":" ||
            after == "£")
            return true;
        return role(i + 1) == TokenRole::measure && !is_please(i + 1);
    }

    // "no 3" is a number in some languages; after another message it says "not that, 3".
    bool is_correction(std::size_t i) const {
        return corrects_[tokens_[i].part] && is_denial(word(i)) &&
               (i == 0 || !is_same_part(i, i - 1));
    }

    // "2 no, 3": the second counts.
    bool is_denied(std::size_t i) const {
        if (!is_same_part(i, i + 1) || !is_denial(word(i + 1))) return false;
        const auto next = is_same_part(i, i + 2) && word(i + 2) == "," ? i + 3 : i + 2;
        return is_same_part(i, next) && role(next) == TokenRole::number;
    }

    // "3 por fa" is not "3 por 100".
    bool is_please(std::size_t i) const {
        return word(i) == "por" && is_same_part(i, i + 1) && role(i + 1) == TokenRole::filler;
    }

    // "987 654 321", "55-12-34-56-78": numbers in a row with the digits of a telephone.
    bool is_of_phone(std::size_t i) const {
        constexpr std::size_t phone_digits_min = 7;
        const auto joins = [&](std::size_t k) {
            return tokens_[k].kind == Token::Kind::number || word(k) == "-" || word(k) == "+";
        };
        auto begin = i;
        while (begin > 0 && is_same_part(i, begin - 1) && joins(begin - 1)) --begin;
        std::size_t digits = 0;
        for (auto k = begin; is_same_part(i, k) && joins(k); ++k)
            if (tokens_[k].kind == Token::Kind::number) digits += tokens_[k].size;
        return digits >= phone_digits_min;
    }

    bool has_marker(std::size_t i) const {
        if (i > 0 && is_same_part(i, i - 1) &&
            (word(i - 1) == "×" || slot_word(tokens_[i - 1].hash) == SlotWord::quantity))
            return true;
        if (!is_same_part(i, i + 1)) return false;
        if (word(i + 1) == "x" && (tokens_[i + 1].glued || role(i) == TokenRole::number))
            return true;
        return role(i + 1) == TokenRole::unit;
    }

    // Next to a claim word, a code or a variant, politeness between them aside; or alone in its
    // message of the burst.
    bool stands_by_claim(std::size_t i) const {
        for (std::size_t k = i; k > 0 && is_same_part(i, k - 1); --k) {
            if (is_anchor(k - 1)) return true;
            if (!is_thin(k - 1)) break;
        }
        for (auto k = i + 1; is_same_part(i, k); ++k) {
            if (is_anchor(k)) return true;
            if (!is_thin(k)) break;
        }
        return marked_.is_plain_part[tokens_[i].part] || corrects_[tokens_[i].part];
    }

    bool is_anchor(std::size_t i) const {
        return role(i) == TokenRole::claim || role(i) == TokenRole::code ||
               role(i) == TokenRole::option || role(i) == TokenRole::name;
    }
    bool is_thin(std::size_t i) const {
        return role(i) == TokenRole::filler || role(i) == TokenRole::mark ||
               role(i) == TokenRole::connector || role(i) == TokenRole::emoji ||
               role(i) == TokenRole::size_word || slot_word(tokens_[i].hash) == SlotWord::joint;
    }

    const MarkedText& marked_;
    const std::vector<Token>& tokens_;
    const ClaimVocabulary& vocabulary_;
    std::vector<bool> corrects_;  // By part.
    std::vector<bool> heard_;     // By part.
    std::vector<Slot> slots_;
};

}  // namespace

std::vector<ClaimItem> read_items(const MarkedText& marked, const ClaimVocabulary& vocabulary) {
    return SlotReader(marked, vocabulary).run();
}

}  // namespace tts
