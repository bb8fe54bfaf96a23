#include "intent/cascade_reader.hpp"

#include "intent/features.hpp"
#include "intent/load_intent_reader.hpp"
#include "intent/slots.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tts {

namespace {

// The bounds that the grammar sets to the classifier. A message that is nothing but a claim is one,
// whatever its letters look like; a denied claim is none, however much it looks like one.
constexpr double certain_claim_min = 0.9;
constexpr double certain_how_min = 0.6;
constexpr double denied_claim_max = 0.3;
constexpr double taken_back_max = 0.05;

// Training weighs the intents so that all five are learned; a show's chat is small talk to nineteen
// parts of twenty. Without a phrase of the grammar behind it, a purchase is that much rarer than
// the classifier was taught. What the grammar found stands on its own and is not weighed again.
constexpr double unbacked_buy_odds = 0.3;
constexpr double half_backed_buy_odds = 0.65;  // "I want" and a word or two: tacos or a lamp.

constexpr double language_score_min = 0.5;
constexpr std::size_t language_letters_min = 4;

constexpr auto buy = static_cast<std::size_t>(Intent::buy);

using Scores = std::array<double, intent_outputs>;

// Moves P(buy) to `target` and shares the rest out among the others as before.
void set_buy(Scores& scores, double target) {
    const double rest = 1 - scores[buy];
    for (std::size_t k = 0; k < scores.size(); ++k) {
        if (k == buy) continue;
        scores[k] = rest > 1e-9 ? scores[k] * (1 - target) / rest
                                : (1 - target) / static_cast<double>(scores.size() - 1);
    }
    scores[buy] = target;
}

bool claims(SignalSet signals) {
    return signals.has(Signal::certain_claim) || signals.has(Signal::claim) ||
           signals.has(Signal::request) || signals.has(Signal::code_claim);
}

bool is_denied(SignalSet signals) {
    for (const auto signal :
         {Signal::denied_negation, Signal::denied_past, Signal::denied_condition,
          Signal::denied_third, Signal::denied_other_want, Signal::denied_hedge})
        if (signals.has(signal)) return true;
    return false;
}

void weigh_unbacked(Scores& scores, SignalSet signals) {
    const double weight =
        signals.has(Signal::weak_short) ? half_backed_buy_odds : unbacked_buy_odds;
    const double odds = weight * scores[buy] / std::max(1 - scores[buy], 1e-9);
    set_buy(scores, odds / (1 + odds));
}

bool is_backed(SignalSet signals) {
    return claims(signals) || signals.has(Signal::how);
}

void apply_bounds(Scores& scores, SignalSet signals) {
    if (signals.has(Signal::certain_claim) || signals.has(Signal::code_claim)) {
        if (scores[buy] < certain_claim_min) set_buy(scores, certain_claim_min);
    } else if (claims(signals)) {
        return;
    } else if (signals.has(Signal::denied_joke) || signals.has(Signal::cancel)) {
        if (scores[buy] > taken_back_max) set_buy(scores, taken_back_max);
    } else if (is_denied(signals) && !signals.has(Signal::how)) {
        if (scores[buy] > denied_claim_max) set_buy(scores, denied_claim_max);
    }
}

std::string_view script_language(const NormalText& text) {
    std::array<std::size_t, 16> letters{};
    for (const auto& token : text.tokens)
        if (token.kind == Token::Kind::word)
            letters[static_cast<std::size_t>(token.script)] += token.size;
    const auto count = [&](CharClass script) { return letters[static_cast<std::size_t>(script)]; };
    const auto latin = count(CharClass::latin);
    // A foreign brand among Thai words is longer than they are; bytes, not letters, are counted.
    if (count(CharClass::kana) * 2 > latin) return "ja";
    if (count(CharClass::hangul) * 2 > latin) return "ko";
    if (count(CharClass::han) * 2 > latin) return "zh";
    if (count(CharClass::thai) * 2 > latin) return "th";
    if (count(CharClass::arabic) * 2 > latin) return "ar";
    return latin < language_letters_min ? "und" : "";
}

std::string language_of(const NormalText& text, const Outputs& logits) {
    if (const auto script = script_language(text); !script.empty()) return std::string(script);
    const auto heads = std::span(logits).subspan(intent_outputs);
    const auto best = std::max_element(heads.begin(), heads.end());
    double sum = 0;
    for (const float head : heads) sum += std::exp(static_cast<double>(head - *best));
    if (1 / sum < language_score_min) return "und";
    return std::string(latin_languages[static_cast<std::size_t>(best - heads.begin())]);
}

std::string percent(double share) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", share * 100);
    return text.data();
}

std::string quoted(const MarkedText& marked, std::size_t begin, std::size_t end) {
    const auto& tokens = marked.text->tokens;
    std::string words = "'";
    for (auto i = begin; i < end; ++i) {
        if (i > begin && !tokens[i].glued) words += ' ';
        words += marked.text->word(tokens[i]);
    }
    return words + "'";
}

void explain_grammar(const MarkedText& marked, std::vector<IntentEvidence>& evidence) {
    for (const auto& phrase : marked.phrases) {
        if (phrase.kind >= PhraseKind::size_word) continue;
        const bool is_guard =
            phrase.kind >= PhraseKind::negation && phrase.kind <= PhraseKind::other_want;
        evidence.push_back({.part = is_guard ? "guard" : "grammar",
                            .what = std::string(to_string(phrase.kind)) + ": " +
                                    quoted(marked, phrase.begin, phrase.end)});
    }
    for (const auto& phrase : marked.denied)
        evidence.push_back(
            {.part = "guard", .what = "denies " + quoted(marked, phrase.begin, phrase.end)});
    for (const auto& mention : marked.mentions)
        evidence.push_back(
            {.part = "claim",
             .what = std::string(mention.kind == Mention::Kind::code ? "code " : "option ") +
                     quoted(marked, mention.begin, mention.end)});
    for (const auto& name : marked.names)
        evidence.push_back(
            {.part = "claim", .what = "name " + quoted(marked, name.begin, name.end)});
    for (std::size_t s = 0; s < signals_count; ++s)
        if (marked.signals.bits() >> s & 1U)
            evidence.push_back(
                {.part = "signal", .what = std::string(to_string(static_cast<Signal>(s)))});
}

}  // namespace

IntentReading CascadeReader::judge(const NormalText& text, const MarkedText& marked) const {
    const auto logits = model_.table.score(extract_features(text));
    auto scores = model_.fusion.probabilities(logits, marked.signals);
    if (!is_backed(marked.signals)) weigh_unbacked(scores, marked.signals);
    apply_bounds(scores, marked.signals);
    const bool only_asks_how = marked.signals.has(Signal::how) && !claims(marked.signals);
    if (only_asks_how && scores[buy] < certain_how_min && marked.signals.has(Signal::two_words))
        set_buy(scores, certain_how_min);

    IntentReading reading;
    const auto best = std::max_element(scores.begin(), scores.end());
    reading.intent = static_cast<Intent>(best - scores.begin());
    reading.score = *best;
    reading.scores = scores;
    reading.language = language_of(text, logits);
    reading.model_version = model_.version;
    reading.asks_how = only_asks_how && reading.intent == Intent::buy;
    reading.cancels = marked.signals.has(Signal::cancel);
    return reading;
}

IntentReading CascadeReader::read(std::span<const std::string_view> burst,
                                  const ClaimVocabulary& vocabulary) const {
    auto text = normalise(burst);
    PhraseBook::instance().prepare(text);
    const auto marked =
        mark(text, find_mentions(text, burst, vocabulary), find_names(text, vocabulary));
    auto reading = judge(text, marked);
    if (reading.intent == Intent::buy && !reading.asks_how)
        reading.items = read_items(marked, vocabulary);
    return reading;
}

IntentReading CascadeReader::explain(std::span<const std::string_view> burst,
                                     const ClaimVocabulary& vocabulary) const {
    auto reading = read(burst, vocabulary);
    auto text = normalise(burst);
    PhraseBook::instance().prepare(text);
    const auto marked =
        mark(text, find_mentions(text, burst, vocabulary), find_names(text, vocabulary));
    const auto logits = model_.table.score(extract_features(text));

    reading.evidence.push_back({.part = "normaliser", .what = text.text});
    explain_grammar(marked, reading.evidence);
    const auto alone = model_.fusion.probabilities(logits, SignalSet{});
    for (std::size_t k = 0; k < intent_outputs; ++k)
        reading.evidence.push_back(
            {.part = "classifier",
             .what = std::string(intent_names[k]) + " " + percent(alone[k]) + " without grammar"});
    for (std::size_t k = 0; k < intent_outputs; ++k)
        reading.evidence.push_back(
            {.part = "fusion",
             .what = std::string(intent_names[k]) + " " + percent(reading.scores[k])});
    return reading;
}

Result<std::unique_ptr<ExplainingReader>> load_intent_reader(const std::string& model_path) {
    auto model = load_model(model_path);
    if (!model) return model.error();
    return std::unique_ptr<ExplainingReader>(std::make_unique<CascadeReader>(std::move(*model)));
}

}  // namespace tts
