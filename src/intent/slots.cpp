#include "intent/slots.hpp"

#include "core/product.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace tts {

namespace {

// "CF 350" names a price; more than this needs a unit ("350 pcs") or an "x".
constexpr int bare_quantity_max = 50;

struct Slot {
    enum class Kind { quantity, code, variant };

    Kind kind = Kind::quantity;
    std::size_t begin = 0, end = 0;
    int quantity = 0;
    std::uint32_t index = 0;
    double confidence = 1;
};

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
        for (const auto& mention : marked_.mentions) {
            if (!is_heard(tokens_[mention.begin].part)) continue;
            slots_.push_back(slot_of(mention));
        }
        for (std::size_t i = 0; i < tokens_.size(); ++i) read_quantity(i);
        std::sort(slots_.begin(), slots_.end(),
                  [](const Slot& a, const Slot& b) { return a.begin < b.begin; });
        return group();
    }

private:
    static Slot slot_of(const Mention& mention) {
        const bool is_code = mention.kind == Mention::Kind::code;
        Slot slot{.kind = is_code ? Slot::Kind::code : Slot::Kind::variant,
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

    // What the client says beside the claim ("how are you, all 5 of you?") is not about it.
    bool is_heard(std::uint16_t part) const {
        return marked_.is_claim_part[part] || marked_.is_plain_part[part];
    }

    TokenRole role(std::size_t i) const { return marked_.roles[i]; }
    std::string_view word(std::size_t i) const { return marked_.text->word(tokens_[i]); }
    bool is_same_part(std::size_t a, std::size_t b) const {
        return b < tokens_.size() && tokens_[a].part == tokens_[b].part;
    }

    void read_quantity(std::size_t i) {
        const auto& token = tokens_[i];
        if (role(i) != TokenRole::number || token.value < 1 || token.value > quantity_max) return;
        if (!is_heard(token.part) || is_other_number(i)) return;
        const bool is_marked = has_marker(i);
        if (!is_marked && (token.value > bare_quantity_max || !stands_by_claim(i))) return;
        if (follows_number(i)) return;  // "un par": the second says it.
        slots_.push_back({.begin = i,
                          .end = i + 1,
                          .quantity = token.value,
                          .confidence = is_marked ? marked_quantity : bare_quantity});
    }

    // "dos pares" is 2, "un par" is 2, "una docena" is 12.
    bool follows_number(std::size_t i) const {
        return tokens_[i].kind == Token::Kind::word && tokens_[i].value == 1 &&
               is_same_part(i, i + 1) && role(i + 1) == TokenRole::number &&
               tokens_[i + 1].kind == Token::Kind::word && tokens_[i + 1].value > 1;
    }

    // Prices, sizes, times, ordinals, phone numbers.
    bool is_other_number(std::size_t i) const {
        if (tokens_[i].kind == Token::Kind::number && tokens_[i].size > 1 && word(i)[0] == '0')
            return true;
        if (is_of_phone(i)) return true;
        if (i > 0 && is_same_part(i, i - 1)) {
            const auto before = word(i - 1);
            if (before == "$" || before == "€" || before == "£" || before == "#" ||
                before == "r$" || before == "-" || before == "/" || before == ":" || before == "@")
                return true;
            if (role(i - 1) == TokenRole::size_word && role(i - 1) != TokenRole::unit) return true;
            const bool is_x = before == "x";
            if (tokens_[i].glued && tokens_[i - 1].kind == Token::Kind::word && !is_x &&
                role(i - 1) != TokenRole::claim)
                return true;
        }
        if (!is_same_part(i, i + 1)) return false;
        const auto after = word(i + 1);
        if (after == "$" || after == "€" || after == "%" || after == "/" || after == ":" ||
            after == "£")
            return true;
        return role(i + 1) == TokenRole::measure;
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
        if (i > 0 && is_same_part(i, i - 1) && (word(i - 1) == "x" || word(i - 1) == "×"))
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
        return marked_.is_plain_part[tokens_[i].part];
    }

    bool is_anchor(std::size_t i) const {
        return role(i) == TokenRole::claim || role(i) == TokenRole::code ||
               role(i) == TokenRole::option || role(i) == TokenRole::name;
    }
    bool is_thin(std::size_t i) const {
        return role(i) == TokenRole::filler || role(i) == TokenRole::mark ||
               role(i) == TokenRole::connector || role(i) == TokenRole::emoji ||
               role(i) == TokenRole::size_word;
    }

    std::vector<ClaimItem> group() {
        // "2 A12, 1 B3": the quantity stands before its code.
        const bool leads = slots_.size() > 1 && slots_[0].kind == Slot::Kind::quantity &&
                           slots_[1].kind == Slot::Kind::code;
        for (std::size_t i = 0; i < slots_.size(); ++i) add(slots_[i], leads, i);
        flush();
        if (items_.empty()) items_.emplace_back();
        return std::move(items_);
    }

    void add(const Slot& slot, bool leads, std::size_t i) {
        switch (slot.kind) {
            case Slot::Kind::code:
                if (!item_.code.empty()) flush();
                item_.code = vocabulary_.codes[slot.index];
                break;
            case Slot::Kind::quantity:
                if (item_.quantity || (leads && !item_.code.empty())) next(leads);
                item_.quantity = slot.quantity;
                break;
            case Slot::Kind::variant: add_variant(slot, i); break;
        }
        is_open_ = true;
        item_.spans.push_back(span_of(slot));
    }

    SlotSpan span_of(const Slot& slot) const {
        const auto& first = tokens_[slot.begin];
        const auto& last = tokens_[slot.end - 1];
        constexpr std::array kinds = {SlotSpan::Kind::quantity, SlotSpan::Kind::code,
                                      SlotSpan::Kind::variant};
        return {.kind = kinds[static_cast<std::size_t>(slot.kind)],
                .part = first.part,
                .begin = first.source_begin,
                .size = last.source_begin + last.source_size - first.source_begin,
                .confidence = slot.confidence};
    }

    // "rojo M" is one variant of two words; "M y L" are two items.
    void add_variant(const Slot& slot, std::size_t i) {
        const auto& option = vocabulary_.options[slot.index];
        const bool joins = i > 0 && slots_[i - 1].kind == Slot::Kind::variant && joins_last(i);
        if (item_.variant.empty()) {
            item_.variant = option;
        } else if (joins) {
            if (item_.variant != option) item_.variant += " " + option;
        } else {
            next(false);
            item_.variant = option;
        }
    }

    bool joins_last(std::size_t i) const {
        const auto begin = slots_[i - 1].end;
        for (auto k = begin; k < slots_[i].begin; ++k)
            if (role(k) != TokenRole::filler && role(k) != TokenRole::size_word) return false;
        return slots_[i].index != slots_[i - 1].index;
    }

    // The next item; it is of the same code, unless the code comes after the quantity.
    void next(bool leads) {
        auto code = item_.code;
        flush();
        if (!leads) item_.code = std::move(code);
    }

    void flush() {
        if (!is_open_) return;
        is_open_ = false;
        const bool is_repeated = std::any_of(items_.begin(), items_.end(),
                                             [&](const ClaimItem& item) { return item == item_; });
        if (!is_repeated && items_.size() < claim_items_max) items_.push_back(std::move(item_));
        item_ = {};
    }

    const MarkedText& marked_;
    const std::vector<Token>& tokens_;
    const ClaimVocabulary& vocabulary_;
    std::vector<Slot> slots_;
    std::vector<ClaimItem> items_;
    ClaimItem item_;
    bool is_open_ = false;
};

}  // namespace

std::vector<ClaimItem> read_items(const MarkedText& marked, const ClaimVocabulary& vocabulary) {
    return SlotReader(marked, vocabulary).run();
}

}  // namespace tts
