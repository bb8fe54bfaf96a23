#include "intent/slot_groups.hpp"

#include "intent/slot_words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace tts {

namespace {

// What is named of one item, so far.
struct Draft {
    std::optional<std::uint32_t> code;
    std::vector<std::uint32_t> options;
    std::optional<int> quantity;
    std::size_t quantity_at = 0;  // The token.
    std::vector<SlotSpan> spans;
    std::size_t begin = 0, end = 0;  // Tokens.
    std::uint16_t part = 0;
};

using Drafts = std::vector<Draft>;

class Grouping {
public:
    Grouping(const MarkedText& marked, const ClaimVocabulary& vocabulary)
        : marked_(marked),
          tokens_(marked.text->tokens),
          vocabulary_(vocabulary),
          corrects_(correcting_parts(*marked.text)) {}

    std::vector<ClaimItem> run(const std::vector<Slot>& slots) {
        for (auto& draft : cut(slots)) place(std::move(draft));
        if (items_.empty()) items_ = std::move(pending_);
        drop_totals();
        share_each();
        return finished();
    }

private:
    // --- Into drafts

    Drafts cut(const std::vector<Slot>& slots) const {
        Drafts drafts;
        for (const auto& slot : slots) {
            const bool goes_on =
                !drafts.empty() && drafts.back().part == tokens_[slot.begin].part &&
                !is_parted(drafts.back().end, slot.begin) && accepts(drafts.back(), slot);
            if (!goes_on) {
                drafts.emplace_back();
                drafts.back().begin = slot.begin;
                drafts.back().part = tokens_[slot.begin].part;
            }
            add(drafts.back(), slot);
        }
        return drafts;
    }

    bool is_parted(std::size_t begin, std::size_t end) const {
        static constexpr std::array<std::string_view, 6> marks = {",", ";", "+", "/", "&", "、"};
        for (auto i = begin; i < end; ++i) {
            if (marked_.roles[i] == TokenRole::connector) return true;
            const auto word = marked_.text->word(tokens_[i]);
            if (std::find(marks.begin(), marks.end(), word) != marks.end()) return true;
        }
        return false;
    }

    bool accepts(const Draft& draft, const Slot& slot) const {
        switch (slot.kind) {
            case SlotSpan::Kind::code: return !draft.code;
            case SlotSpan::Kind::quantity: return !draft.quantity;
            case SlotSpan::Kind::variant:
                return fits(draft, slot.index, is_thin(draft.end, slot.begin));
        }
        return false;
    }

    // Whether there is nothing between them but small words.
    bool is_thin(std::size_t begin, std::size_t end) const {
        for (auto i = begin; i < end; ++i)
            if (marked_.roles[i] != TokenRole::filler && marked_.roles[i] != TokenRole::size_word &&
                slot_word(tokens_[i].hash) != SlotWord::joint)
                return false;
        return true;
    }

    // Two sizes are of two items, a size and a colour of one. Of options that are neither we only
    // know that neighbours belong together.
    bool fits(const Draft& draft, std::uint32_t option, bool is_neighbour) const {
        const auto kind = option_kind(vocabulary_.options[option]);
        return std::all_of(draft.options.begin(), draft.options.end(), [&](std::uint32_t other) {
            if (other == option) return true;
            const auto other_kind = option_kind(vocabulary_.options[other]);
            return other_kind != kind || (kind == OptionKind::other && is_neighbour);
        });
    }

    void add(Draft& draft, const Slot& slot) const {
        switch (slot.kind) {
            case SlotSpan::Kind::code: draft.code = slot.index; break;
            case SlotSpan::Kind::quantity:
                draft.quantity = slot.quantity;
                draft.quantity_at = slot.begin;
                break;
            case SlotSpan::Kind::variant: add_option(draft, slot.index); break;
        }
        draft.end = slot.end;
        draft.spans.push_back(span_of(slot));
    }

    static void add_option(Draft& draft, std::uint32_t option) {
        if (std::find(draft.options.begin(), draft.options.end(), option) == draft.options.end())
            draft.options.push_back(option);
    }

    SlotSpan span_of(const Slot& slot) const {
        const auto& first = tokens_[slot.begin];
        const auto& last = tokens_[slot.end - 1];
        return {.kind = slot.kind,
                .part = first.part,
                .begin = first.source_begin,
                .size = last.source_begin + last.source_size - first.source_begin,
                .confidence = slot.confidence};
    }

    // --- Into items

    void place(Draft draft) {
        if (corrects_[draft.part] && correct(draft)) return;
        if (draft.code) {
            if (!items_.empty() && completes(draft, items_.back()))
                join(items_.back(), draft);
            else if (adopt(draft))
                items_.push_back(std::move(draft));
        } else if (items_.empty()) {
            if (!pending_.empty() && joins(pending_.back(), draft))
                join(pending_.back(), draft);
            else
                pending_.push_back(std::move(draft));
        } else if (joins(items_.back(), draft)) {
            join(items_.back(), draft);
        } else {
            draft.code = items_.back().code;
            if (draft.part == items_.back().part) inherit(draft, items_.back());
            items_.push_back(std::move(draft));
        }
    }

    // "one more C9 | C9 in white": said again, with what was missing.
    static bool completes(const Draft& draft, const Draft& item) {
        return draft.part != item.part && draft.code == item.code && item.options.empty() &&
               !draft.options.empty() && !(draft.quantity && item.quantity);
    }

    // "red M, L and XL", "39 black and white": what is not said again stays.
    void inherit(Draft& draft, const Draft& before) const {
        if (draft.options.size() != 1) return;
        for (const auto option : before.options)
            if (option_kind(vocabulary_.options[option]) != OptionKind::other &&
                fits(draft, option, false))
                add_option(draft, option);
    }

    bool joins(const Draft& draft, const Draft& more) const {
        if ((draft.code && more.code) || (draft.quantity && more.quantity)) return false;
        return std::all_of(more.options.begin(), more.options.end(),
                           [&](std::uint32_t option) { return fits(draft, option, false); });
    }

    static void join(Draft& draft, const Draft& more) {
        if (more.code) draft.code = more.code;
        for (const auto option : more.options) add_option(draft, option);
        if (more.quantity) {
            draft.quantity = more.quantity;
            draft.quantity_at = more.quantity_at;
        }
        draft.spans.insert(draft.spans.end(), more.spans.begin(), more.spans.end());
    }

    // What was named before the first code is of it: "M, A12", "one red and one blue of A12". False
    // if the draft has nothing of its own then.
    bool adopt(Draft& draft) {
        auto pending = std::move(pending_);
        pending_.clear();
        if (pending.empty()) return true;
        if (pending.size() == 1 && joins(pending.front(), draft)) {
            join(pending.front(), draft);
            draft = std::move(pending.front());
            return true;
        }
        for (auto& one : pending) {
            one.code = draft.code;
            items_.push_back(std::move(one));
        }
        return draft.quantity || !draft.options.empty();
    }

    // --- Corrections: "A12 | no, B3", "A12 y B3 | el B3 no". False if there is nothing to correct.
    bool correct(const Draft& draft) {
        auto& said = items_.empty() ? pending_ : items_;
        if (said.empty()) return false;
        const auto is_same = [&](const Draft& item) { return item.code == draft.code; };
        const bool is_known = draft.code && std::any_of(said.begin(), said.end(), is_same);
        if (is_known && is_removed(draft)) {
            if (said.size() > 1) std::erase_if(said, is_same);
            return true;
        }
        if (is_known && has_before(draft.begin, SlotWord::only))
            std::erase_if(said, [&](const Draft& item) { return !is_same(item); });
        auto& item = is_known ? *std::find_if(said.begin(), said.end(), is_same) : said.back();
        replace(item, draft);
        return true;
    }

    void replace(Draft& item, const Draft& draft) const {
        for (const auto option : draft.options) {
            const auto kind = option_kind(vocabulary_.options[option]);
            std::erase_if(item.options, [&](std::uint32_t other) {
                return option_kind(vocabulary_.options[other]) == kind;
            });
        }
        for (const auto& span : draft.spans)
            std::erase_if(item.spans, [&](const SlotSpan& old) {
                return old.kind == span.kind && old.kind != SlotSpan::Kind::variant;
            });
        join(item, draft);
    }

    bool is_removed(const Draft& draft) const {
        if (has_before(draft.begin, SlotWord::removes)) return true;
        return draft.end < tokens_.size() && tokens_[draft.end].part == draft.part &&
               is_denial(marked_.text->word(tokens_[draft.end]));
    }

    bool has_before(std::size_t begin, SlotWord word) const {
        constexpr std::size_t near = 3;
        for (auto i = begin; i > 0 && begin - i < near; --i) {
            if (tokens_[i - 1].part != tokens_[begin].part) return false;
            if (slot_word(tokens_[i - 1].hash) == word) return true;
        }
        return false;
    }

    // --- The whole

    // "two: one M and one L" are two.
    void drop_totals() {
        for (std::size_t i = 0; i + 2 < items_.size(); ++i) {
            const auto& total = items_[i];
            if (!total.quantity || !total.options.empty()) continue;
            int sum = 0;
            auto k = i + 1;
            for (; k < items_.size() && items_[k].code == total.code; ++k) {
                if (items_[k].options.empty()) break;
                sum += items_[k].quantity.value_or(1);
            }
            if (k < i + 3 || sum != *total.quantity) continue;
            items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }

    // "A12 and B3, two of each".
    void share_each() {
        const auto each = std::find_if(items_.begin(), items_.end(), [&](const Draft& item) {
            return item.quantity && is_of_each(item);
        });
        if (items_.size() < 2 || each == items_.end()) return;
        const auto quantity = each->quantity;
        for (auto& item : items_)
            if (!item.quantity) item.quantity = quantity;
    }

    bool is_of_each(const Draft& draft) const {
        constexpr std::size_t near = 3;
        const auto at = draft.quantity_at;
        for (auto i = at - std::min(at, near); i < std::min(at + near, tokens_.size()); ++i)
            if (slot_word(tokens_[i].hash) == SlotWord::each) return true;
        return false;
    }

    // People repeat themselves: equal items are one.
    std::vector<ClaimItem> finished() {
        std::vector<ClaimItem> items;
        for (auto& draft : items_) {
            ClaimItem item;
            if (draft.code) item.code = vocabulary_.codes[*draft.code];
            for (const auto option : draft.options)
                item.variant += (item.variant.empty() ? "" : " ") + vocabulary_.options[option];
            item.quantity = draft.quantity;
            item.spans = std::move(draft.spans);
            const bool is_repeated = std::find(items.begin(), items.end(), item) != items.end();
            if (!is_repeated && items.size() < claim_items_max) items.push_back(std::move(item));
        }
        if (items.empty()) items.emplace_back();
        return items;
    }

    const MarkedText& marked_;
    const std::vector<Token>& tokens_;
    const ClaimVocabulary& vocabulary_;
    const std::vector<bool> corrects_;  // By part.
    Drafts items_;                      // With codes.
    Drafts pending_;                    // Without one, before the first code.
};

}  // namespace

std::vector<ClaimItem> group_slots(const MarkedText& marked,
                                   const ClaimVocabulary& vocabulary,
                                   const std::vector<Slot>& slots) {
    return Grouping(marked, vocabulary).run(slots);
}

}  // namespace tts
