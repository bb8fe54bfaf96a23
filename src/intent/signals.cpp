#include "intent/signals.hpp"

#include "intent/phrase_rules.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

class Marker {
public:
    Marker(const NormalText& text, ShowWords words)
        : tokens_(text.tokens), triggers_(std::move(words.seller.triggers)) {
        out_.text = &text;
        out_.mentions = std::move(words.mentions);
        out_.names = std::move(words.names);
        out_.is_blocked = words.seller.is_blocked;
        out_.phrases = PhraseBook::instance().find(text);
        out_.phrases.insert(out_.phrases.end(), triggers_.begin(), triggers_.end());
    }

    MarkedText run() {
        give_soft_roles();
        drop_unanchored();
        drop_guards_of_names();
        number_clauses();
        drop_loose_codes();
        drop_bare_letters();
        deny();
        give_claim_roles();
        judge_parts();
        collect_signals();
        return std::move(out_);
    }

private:
    // Roles that need no judgement. What comes later in the list wins.
    void give_soft_roles() {
        out_.roles.assign(tokens_.size(), TokenRole::other);
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].kind == Token::Kind::mark) out_.roles[i] = TokenRole::mark;
            if (tokens_[i].kind == Token::Kind::emoji) out_.roles[i] = TokenRole::emoji;
        }
        give(PhraseKind::filler, TokenRole::filler);
        give(PhraseKind::connector, TokenRole::connector);
        give(PhraseKind::measure, TokenRole::measure);
        give(PhraseKind::unit, TokenRole::unit);
        give(PhraseKind::size_word, TokenRole::size_word);
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (tokens_[i].value >= 0 || tokens_[i].kind == Token::Kind::number)
                out_.roles[i] = TokenRole::number;
        for (const auto& name : out_.names) {
            // "una taza": one of them. "set 3 toallas": not three of them.
            for (auto i = name.begin; i < name.first_word; ++i)
                if (out_.roles[i] != TokenRole::number) out_.roles[i] = TokenRole::name;
            for (auto i = name.first_word; i < name.end; ++i) out_.roles[i] = TokenRole::name;
        }
        for (const auto& mention : out_.mentions) {
            const auto role =
                mention.kind == Mention::Kind::code ? TokenRole::code : TokenRole::option;
            for (auto i = mention.begin; i < mention.end; ++i) out_.roles[i] = role;
        }
    }

    void give(PhraseKind kind, TokenRole role) {
        for (const auto& phrase : out_.phrases)
            if (phrase.kind == kind)
                for (auto i = phrase.begin; i < phrase.end; ++i) out_.roles[i] = role;
    }

    bool is_soft(std::size_t i) const {
        const auto role = out_.roles[i];
        return role != TokenRole::other && role != TokenRole::number && role != TokenRole::measure;
    }

    // In the message, and not beyond a mark that ends a clause.
    bool is_within(std::size_t i, std::uint16_t part) const {
        return tokens_[i].part == part &&
               (tokens_[i].kind != Token::Kind::mark || !ends_clause(out_.text->word(tokens_[i])));
    }

    void drop_unanchored() {
        std::erase_if(out_.phrases, [&](const PhraseMatch& phrase) {
            const auto part = tokens_[phrase.begin].part;
            if (phrase.at_begin)
                for (std::size_t i = phrase.begin; i > 0 && is_within(i - 1, part); --i)
                    if (!is_soft(i - 1)) return true;
            if (phrase.at_end)
                for (std::size_t i = phrase.end; i < tokens_.size() && is_within(i, part); ++i)
                    if (!is_soft(i) && out_.roles[i] != TokenRole::number) return true;
            return false;
        });
    }

    // "I want the" is not yet a purchase, but "I want the golden honey" is, where it is sold.
    void drop_guards_of_names() {
        std::erase_if(out_.phrases, [&](const PhraseMatch& phrase) {
            return phrase.kind == PhraseKind::other_want &&
                   std::any_of(out_.names.begin(), out_.names.end(), [&](const NameMention& name) {
                       return phrase.begin < name.begin && name.begin < phrase.end;
                   });
        });
    }

    void number_clauses() {
        clause_.resize(tokens_.size());
        std::uint16_t clause = 0;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (i > 0 && tokens_[i].part != tokens_[i - 1].part) ++clause;
            clause_[i] = clause;
            if (tokens_[i].kind == Token::Kind::emoji ||
                (tokens_[i].kind == Token::Kind::mark && ends_clause(out_.text->word(tokens_[i]))))
                ++clause;
        }
        is_asked_.assign(clause + 2U, false);
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (out_.text->word(tokens_[i]) == "?") is_asked_[clause_[i]] = true;
    }

    // "a 12" is a code only where nothing else could be meant.
    void drop_loose_codes() {
        const auto is_loose = [](const Mention& mention) { return mention.is_loose; };
        if (std::none_of(out_.mentions.begin(), out_.mentions.end(), is_loose)) return;
        std::vector<bool> covered(tokens_.size(), false);
        for (const auto& phrase : out_.phrases)
            if (is_claim(phrase.kind))
                std::fill(covered.begin() + phrase.begin, covered.begin() + phrase.end, true);
        std::erase_if(out_.mentions, [&](const Mention& mention) {
            if (!mention.is_loose || mention.kind != Mention::Kind::code ||
                can_only_be_code(*out_.text, mention))
                return false;
            const auto part = tokens_[mention.begin].part;
            for (std::size_t i = 0; i < tokens_.size(); ++i)
                if (tokens_[i].part == part && out_.roles[i] == TokenRole::other && !covered[i])
                    return forget(mention);
            return false;
        });
    }

    // "G" is a large in Portuguese where something else says that it is a size; "p" may be
    // "please".
    void drop_bare_letters() {
        std::erase_if(out_.mentions, [&](const Mention& mention) {
            const auto i = mention.begin;
            if (mention.kind != Mention::Kind::option || mention.is_exact ||
                mention.end - mention.begin > 1 || tokens_[i].size > 1)
                return false;
            const bool has_reason =
                i > 0 && tokens_[i - 1U].part == tokens_[i].part &&
                (out_.roles[i - 1U] == TokenRole::size_word ||
                 out_.roles[i - 1U] == TokenRole::option || out_.roles[i - 1U] == TokenRole::code);
            return !has_reason && !is_counted_beside_option(mention) && forget(mention);
        });
    }

    // "uma P e uma M"
    bool is_counted_beside_option(const Mention& mention) const {
        const auto i = mention.begin;
        if (i == 0 || tokens_[i - 1U].part != tokens_[i].part ||
            out_.roles[i - 1U] != TokenRole::number)
            return false;
        return std::any_of(out_.mentions.begin(), out_.mentions.end(), [&](const Mention& other) {
            return other.kind == Mention::Kind::option && other.is_exact &&
                   tokens_[other.begin].part == tokens_[i].part;
        });
    }

    bool forget(const Mention& mention) {
        for (auto i = mention.begin; i < mention.end; ++i)
            out_.roles[i] = tokens_[i].value >= 0 ? TokenRole::number : TokenRole::other;
        return true;
    }

    // Takes the claims away that a guard denies, and remembers by which.
    void deny() {
        auto phrases = std::move(out_.phrases);
        out_.phrases.clear();
        for (const auto& phrase : phrases) {
            if (!is_claim(phrase.kind) && phrase.kind != PhraseKind::how) {
                out_.phrases.push_back(phrase);
                continue;
            }
            const auto guard = guard_of(phrase, phrases);
            if (!guard) {
                out_.phrases.push_back(phrase);
            } else if (phrase.kind != PhraseKind::how) {
                out_.denied.push_back(phrase);
                if (phrase.kind != PhraseKind::weak) out_.signals.set(denied_by(*guard));
            }
        }
    }

    std::optional<PhraseKind> guard_of(const PhraseMatch& claim,
                                       const std::vector<PhraseMatch>& phrases) const {
        const auto clause = clause_[claim.begin];
        for (const auto& other : phrases) {
            if (is_guard(other.kind) && overlap(other, claim) && outweighs(other, claim))
                return other.kind;
            if (claim.kind == PhraseKind::how) continue;
            const bool is_clause_guard =
                other.kind == PhraseKind::condition || other.kind == PhraseKind::hedge;
            if (is_clause_guard && clause_[other.begin] == clause) return other.kind;
            if (other.kind == PhraseKind::joke) return other.kind;
            const bool takes_back =
                other.kind == PhraseKind::cancel || other.kind == PhraseKind::pass;
            if (takes_back && (other.begin >= claim.begin || overlap(other, claim)))
                return other.kind;
            // A question about the way to buy swallows the claim words in it.
            if (other.kind == PhraseKind::how && contains(other, claim))
                return PhraseKind::question;
        }
        if (is_asked_[clause] && claim.kind != PhraseKind::request && claim.kind != PhraseKind::how)
            return PhraseKind::question;
        return std::nullopt;
    }

    void give_claim_roles() {
        for (const auto& phrase : out_.phrases) {
            if (!is_claim(phrase.kind) && phrase.kind != PhraseKind::how) continue;
            for (auto i = phrase.begin; i < phrase.end; ++i)
                if (!says_more(out_.roles[i])) out_.roles[i] = TokenRole::claim;
        }
    }

    // Within a claim, too: "mine size 7".
    static bool says_more(TokenRole role) {
        return role == TokenRole::code || role == TokenRole::option || role == TokenRole::number ||
               role == TokenRole::size_word;
    }

    void judge_parts() {
        const auto parts = out_.text->parts;
        out_.is_plain_part.assign(parts, true);
        out_.is_claim_part.assign(parts, false);
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (out_.roles[i] == TokenRole::other || out_.roles[i] == TokenRole::measure)
                out_.is_plain_part[tokens_[i].part] = false;
        for (const auto& denied : out_.denied)
            out_.is_plain_part[tokens_[denied.begin].part] = false;
        for (const auto& phrase : out_.phrases)
            if (is_guard(phrase.kind) || phrase.kind == PhraseKind::joke ||
                phrase.kind == PhraseKind::cancel || phrase.kind == PhraseKind::pass)
                out_.is_plain_part[tokens_[phrase.begin].part] = false;
        for (const auto& phrase : out_.phrases) judge_claim(phrase);
        for (const auto& mention : out_.mentions) judge_code(mention);
        for (const auto& name : out_.names) judge_name(name);
        for (const auto& trigger : triggers_) judge_trigger(trigger);
    }

    void judge_trigger(const PhraseMatch& trigger) {
        const bool is_alive =
            std::any_of(out_.phrases.begin(), out_.phrases.end(), [&](const PhraseMatch& phrase) {
                return phrase.kind == PhraseKind::weak && contains(phrase, trigger);
            });
        if (is_alive && out_.is_plain_part[tokens_[trigger.begin].part])
            out_.is_shows_own_claim = true;
    }

    // "golden honey please", "2 tazas gato", "quiero la taza gato". The name alone may be an answer
    // or a question.
    void judge_name(const NameMention& name) {
        const auto part = tokens_[name.begin].part;
        if (!out_.is_plain_part[part] || is_asked_[clause_[name.begin]] || has_question(part) ||
            out_.has(PhraseKind::how) || out_.has(PhraseKind::price))
            return;
        bool is_asked_for = out_.is_claim_part[part];
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].part != part) continue;
            const auto word = out_.text->word(tokens_[i]);
            if (word == "$" || word == "€" || word == "£" || word == "%") return;
            const bool is_count = out_.roles[i] == TokenRole::number && tokens_[i].value > 0 &&
                                  tokens_[i].value <= 50;
            if (is_count || is_polite(word)) is_asked_for = true;
        }
        if (!is_asked_for) return;
        out_.is_claim_part[part] = true;
        out_.is_shows_own_claim = true;
        out_.signals.set(Signal::certain_claim);
    }

    // "want the golden honey that you showed": the name makes a claim of the want before it.
    bool asks_for_name(const PhraseMatch& phrase) const {
        return std::any_of(out_.names.begin(), out_.names.end(), [&](const NameMention& name) {
            return name.words > 1 && name.begin <= phrase.end && phrase.end <= name.first_word &&
                   tokens_[name.begin].part == tokens_[phrase.begin].part &&
                   out_.text->word(tokens_[phrase.begin]) != "me";
        });
    }

    void judge_claim(const PhraseMatch& phrase) {
        const auto part = tokens_[phrase.begin].part;
        const bool is_plain = out_.is_plain_part[part];
        if (phrase.kind == PhraseKind::how) out_.signals.set(Signal::how);
        const bool is_loose = phrase.kind == PhraseKind::weak && !is_plain &&
                              (!asks_for_name(phrase) || has_guard(part));
        if (is_loose) out_.signals.set(Signal::weak_inside);
        if (!is_claim(phrase.kind) || is_loose) return;
        out_.is_claim_part[part] = true;
        if (phrase.kind == PhraseKind::request)
            out_.signals.set(Signal::request);
        else
            out_.signals.set(is_plain ? Signal::certain_claim : Signal::claim);
    }

    void judge_code(const Mention& mention) {
        if (mention.kind != Mention::Kind::code) return;
        const auto part = tokens_[mention.begin].part;
        const bool claims = out_.is_plain_part[part] && !is_asked_[clause_[mention.begin]] &&
                            !out_.has(PhraseKind::how) && is_speaking(mention) &&
                            !has_question(part);
        if (claims) out_.is_claim_part[part] = true;
        out_.signals.set(claims ? Signal::code_claim : Signal::code_inside);
    }

    bool has_guard(std::uint16_t part) const {
        return std::any_of(out_.phrases.begin(), out_.phrases.end(),
                           [&](const PhraseMatch& phrase) {
                               return is_guard(phrase.kind) && tokens_[phrase.begin].part == part;
                           });
    }

    bool has_question(std::uint16_t part) const {
        return std::any_of(
            out_.phrases.begin(), out_.phrases.end(), [&](const PhraseMatch& phrase) {
                return phrase.kind == PhraseKind::question && tokens_[phrase.begin].part == part;
            });
    }

    // "12" or "rosa" may be an answer to anything; "A12" cannot.
    bool is_speaking(const Mention& mention) const {
        if (mention.end - mention.begin > 1) return mention.has_digit || mention.is_as_written;
        const auto& token = tokens_[mention.begin];
        if (token.kind == Token::Kind::number) return token.size >= 3;
        return mention.is_as_written && token.size >= 3;
    }

    void collect_signals() {
        static constexpr std::array pairs = {std::pair(PhraseKind::negation, Signal::negation),
                                             std::pair(PhraseKind::past, Signal::past),
                                             std::pair(PhraseKind::hedge, Signal::hedge),
                                             std::pair(PhraseKind::condition, Signal::condition),
                                             std::pair(PhraseKind::third, Signal::third),
                                             std::pair(PhraseKind::other_want, Signal::other_want),
                                             std::pair(PhraseKind::joke, Signal::joke),
                                             std::pair(PhraseKind::cancel, Signal::cancel),
                                             std::pair(PhraseKind::pass, Signal::pass),
                                             std::pair(PhraseKind::question, Signal::question_word),
                                             std::pair(PhraseKind::price, Signal::price_word)};
        // A guard says nothing about a claim that it left alive: "I don't care, I'll take it".
        const bool claims =
            out_.signals.has(Signal::claim) || out_.signals.has(Signal::certain_claim);
        for (const auto& phrase : out_.phrases)
            for (const auto& [kind, signal] : pairs)
                if (phrase.kind == kind && !(claims && is_guard(kind))) out_.signals.set(signal);
        count_words();
    }

    void count_words() {
        std::size_t words = 0;
        std::size_t others = 0;
        bool has_number = false;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto& token = tokens_[i];
            if (token.kind == Token::Kind::word || token.kind == Token::Kind::number) ++words;
            if (out_.roles[i] == TokenRole::other) ++others;
            if (out_.roles[i] == TokenRole::number && token.value > 0 && token.value <= 50)
                has_number = true;
            if (out_.text->word(token) == "?") out_.signals.set(Signal::question_mark);
        }
        if (has_number && words <= 5) out_.signals.set(Signal::few_with_number);
        if (out_.signals.has(Signal::weak_inside) && others <= 3)
            out_.signals.set(Signal::weak_short);
        if (words <= 2) out_.signals.set(Signal::two_words);
        if (words > 12) out_.signals.set(Signal::long_message);
        if (words == 0) out_.signals.set(Signal::no_words);
    }

    const std::vector<Token>& tokens_;
    MarkedText out_;
    std::vector<PhraseMatch> triggers_;  // Of the seller.
    std::vector<std::uint16_t> clause_;  // By token.
    std::vector<bool> is_asked_;         // By clause: it ends with a question mark.
};

}  // namespace

bool MarkedText::has(PhraseKind kind) const {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](const PhraseMatch& phrase) { return phrase.kind == kind; });
}

MarkedText mark(const NormalText& text, ShowWords words) {
    return Marker(text, std::move(words)).run();
}

}  // namespace tts
