#include "intent/cascade_reader.hpp"

#include "intent/concept_features.hpp"
#include "intent/features.hpp"
#include "intent/load_intent_reader.hpp"
#include "intent/slots.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tts {

namespace {

// A claim that its sender takes back in the same breath is none, whatever its letters look like.
constexpr double taken_back_max = 0.05;
// Training knows neither the names of a catalogue nor the words of a seller. In the corpus, what is
// nothing but a claim by a code is a purchase in more than 9 of 10 cases; so are these.
constexpr double own_claim_min = 0.9;
// Below it a wish to buy is not believed: the message counts as what it is else.
constexpr double believed_buy_min = 0.5;

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

void apply_bounds(Scores& scores, const MarkedText& marked) {
    const auto signals = marked.signals;
    const bool is_taken_back = signals.has(Signal::denied_joke) || signals.has(Signal::joke) ||
                               signals.has(Signal::cancel);
    if (marked.is_shows_own_claim && scores[buy] < own_claim_min) set_buy(scores, own_claim_min);
    if (((is_taken_back && !claims(signals)) || marked.is_blocked) && scores[buy] > taken_back_max)
        set_buy(scores, taken_back_max);
}

// Which intent the scores speak for.
Intent chosen(const Scores& scores, const std::array<float, intent_outputs>& weights) {
    if (scores[buy] > believed_buy_min) return Intent::buy;
    std::size_t best = buy + 1;
    for (std::size_t k = buy + 1; k < scores.size(); ++k)
        if (scores[k] * static_cast<double>(weights[k]) >
            scores[best] * static_cast<double>(weights[best]))
            best = k;
    return static_cast<Intent>(best);
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
    if (marked.is_blocked)
        evidence.push_back({.part = "guard", .what = "a word that the seller blocked"});
    if (marked.is_shows_own_claim)
        evidence.push_back({.part = "claim", .what = "a name or a trigger of this show"});
    for (std::size_t s = 0; s < signals_count; ++s)
        if (marked.signals.bits() >> s & 1U)
            evidence.push_back(
                {.part = "signal", .what = std::string(to_string(static_cast<Signal>(s)))});
}

}  // namespace

IntentReading CascadeReader::judge(const NormalText& text, const MarkedText& marked) const {
    const auto logits = model_.table.score(extract_features(text, marked, model_.lexicon));
    auto scores = model_.fusion.probabilities(logits, marked.signals);
    apply_bounds(scores, marked);
    const bool only_asks_how = marked.signals.has(Signal::how) && !claims(marked.signals);

    IntentReading reading;
    reading.intent = chosen(scores, model_.fusion.choice);
    reading.score = scores[static_cast<std::size_t>(reading.intent)];
    reading.scores = scores;
    reading.language = language_of(text, logits);
    reading.model_version = model_.version;
    reading.asks_how = only_asks_how && reading.intent == Intent::buy;
    reading.cancels = marked.signals.has(Signal::cancel);
    return reading;
}

std::unique_ptr<const CascadeReader::Marked> CascadeReader::prepared(
    std::span<const std::string_view> burst, const ClaimVocabulary& vocabulary) {
    auto made = std::make_unique<Marked>();
    made->text = normalise(burst);
    PhraseBook::instance().prepare(made->text);
    made->marked = mark(made->text, {.mentions = find_mentions(made->text, burst, vocabulary),
                                     .names = find_names(made->text, vocabulary),
                                     .seller = find_seller_words(made->text, vocabulary)});
    return made;
}

// The whole decides, because the parts of a burst complete or take back one another. But small talk
// around a plain claim must not drown it: then the surest part speaks for the whole.
IntentReading CascadeReader::judge_burst(std::span<const std::string_view> burst,
                                         const ClaimVocabulary& vocabulary,
                                         const Marked& whole) const {
    auto reading = judge(whole.text, whole.marked);
    const bool may_claim = claims(whole.marked.signals) && !whole.marked.is_blocked &&
                           !reading.cancels && !whole.marked.signals.has(Signal::joke);
    if (burst.size() < 2 || reading.intent == Intent::buy || !may_claim) return reading;
    for (std::size_t part = 0; part < whole.text.parts; ++part) {
        if (!whole.marked.is_claim_part[part]) continue;
        const auto alone = prepared(burst.subspan(part, 1), vocabulary);
        auto said = judge(alone->text, alone->marked);
        if (said.scores[buy] > reading.scores[buy]) reading = std::move(said);
    }
    return reading;
}

IntentReading CascadeReader::read(std::span<const std::string_view> burst,
                                  const ClaimVocabulary& vocabulary) const {
    const auto whole = prepared(burst, vocabulary);
    auto reading = judge_burst(burst, vocabulary, *whole);
    if (reading.intent == Intent::buy && !reading.asks_how)
        reading.items = read_items(whole->marked, vocabulary);
    return reading;
}

IntentReading CascadeReader::explain(std::span<const std::string_view> burst,
                                     const ClaimVocabulary& vocabulary) const {
    auto reading = read(burst, vocabulary);
    const auto whole = prepared(burst, vocabulary);
    const auto& text = whole->text;
    const auto& marked = whole->marked;
    const auto logits = model_.table.score(extract_features(text, marked, model_.lexicon));

    reading.evidence.push_back({.part = "normaliser", .what = text.text});
    explain_grammar(marked, reading.evidence);
    reading.evidence.push_back(
        {.part = "concepts",
         .what = to_words(concepts_of(text, marked, model_.lexicon), model_.lexicon)});
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
