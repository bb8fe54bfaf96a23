#include "intent/train_intent.hpp"

#include "intent/augment.hpp"
#include "intent/corpus.hpp"
#include "intent/features.hpp"
#include "intent/live_prior.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

namespace tts {

namespace {

constexpr std::size_t folds = 5;
constexpr std::size_t block_rows =
    20;  // Neighbours in a file are of one topic; they stay together.

// Small talk that sounds like a purchase ("quiero llorar") is rare in a show but fills half of the
// corpus' small talk, because that is what has to be told apart. The share is an estimate.
constexpr double trap_share = 0.03;
// Without claim words, small talk is a trap from here on: the log odds of a purchase against small
// talk, by a classifier that has not seen the message. Chosen on messages held back by block.
constexpr float trap_logit = -1.5F;

// A correction is about a message that was read wrong: it counts as this many of the corpus.
constexpr float correction_weight = 3;

struct Prepared {
    LinearExample example;
    SignalSet signals;
    std::size_t fold = 0;
};

int language_index(std::string_view language) {
    const auto found = std::find(latin_languages.begin(), latin_languages.end(), language);
    return found == latin_languages.end() ? -1 : static_cast<int>(found - latin_languages.begin());
}

Prepared prepare(const LabelledText& row,
                 const ClaimVocabulary& vocabulary,
                 const ConceptLexicon& lexicon) {
    const std::string_view parts[] = {row.text};
    auto text = normalise(parts);
    PhraseBook::instance().prepare(text);
    Prepared prepared;
    const auto marked = mark(text, {.mentions = find_mentions(text, parts, vocabulary)});
    prepared.signals = marked.signals;
    prepared.example = {.features = extract_features(text, marked, lexicon),
                        .intent = static_cast<int>(row.label),
                        .language = language_index(row.language)};
    prepared.fold = row.line / block_rows % folds;
    return prepared;
}

// Claim words are about, denied or not.
bool looks_like_claim(SignalSet signals) {
    for (const auto signal :
         {Signal::certain_claim, Signal::claim, Signal::request, Signal::how, Signal::code_claim,
          Signal::code_inside, Signal::denied_negation, Signal::denied_past, Signal::denied_hedge,
          Signal::denied_condition, Signal::denied_third, Signal::denied_other_want,
          Signal::denied_question, Signal::denied_joke, Signal::weak_short, Signal::weak_inside})
        if (signals.has(signal)) return true;
    return false;
}

// The kinds of messages that a show's prior is known for: the intents, small talk in two.
constexpr std::size_t kinds = intent_outputs + 1;

std::size_t kind_of(const FusionExample& view) {
    constexpr auto buy = static_cast<std::size_t>(Intent::buy);
    constexpr auto none = static_cast<std::size_t>(Intent::none);
    const auto intent = static_cast<std::size_t>(view.intent);
    if (intent != none) return intent;
    const bool sounds_like_buying = view.logits[buy] - view.logits[none] > trap_logit;
    return looks_like_claim(view.signals) || sounds_like_buying ? intent_outputs : intent;
}

// What a message of each kind weighs, so that the kinds are as frequent as in a show.
std::array<double, kinds> live_weights(const std::vector<FusionExample>& views) {
    std::array<double, kinds> counts{};
    for (const auto& view : views) counts[kind_of(view)] += 1;
    std::array<double, kinds> weights{};
    for (std::size_t k = 0; k < kinds; ++k) {
        double share = k < intent_outputs ? live_prior[k] : trap_share;
        if (k == static_cast<std::size_t>(Intent::none)) share -= trap_share;
        weights[k] = counts[k] > 0 ? share * static_cast<double>(views.size()) / counts[k] : 0;
    }
    return weights;
}

// Scores are those of a show; an intent is chosen as if all were as frequent as in the corpus.
std::array<float, intent_outputs> choice_of(const std::vector<Prepared>& rows) {
    std::array<double, intent_outputs> counts{};
    for (const auto& row : rows) counts[static_cast<std::size_t>(row.example.intent)] += 1;
    std::array<float, intent_outputs> choice{};
    for (std::size_t k = 0; k < intent_outputs; ++k)
        choice[k] =
            static_cast<float>(counts[k] / (static_cast<double>(rows.size()) * live_prior[k]));
    return choice;
}

// Runs the calls on as many threads as there are cores. Each call writes to a place of its own, so
// the result does not depend on their order.
void run_all(const std::vector<std::function<void()>>& calls) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < calls.size(); i = next++) calls[i]();
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(work);
    work();
}

struct Tables {
    LinearTable whole;                     // Has seen all messages.
    std::array<LinearTable, folds> parts;  // Each has not seen the messages of its fold.
};

Tables train_tables(const std::vector<Prepared>& rows) {
    Tables tables;
    const auto train = [&rows](LinearTable& table, std::size_t unseen_fold) {
        std::vector<const LinearExample*> seen;
        for (const auto& row : rows)
            if (row.fold != unseen_fold) seen.push_back(&row.example);
        table = train_linear(seen);
    };
    std::vector<std::function<void()>> calls;
    calls.emplace_back([&] { train(tables.whole, folds); });
    for (std::size_t fold = 0; fold < folds; ++fold)
        calls.emplace_back([&, fold] { train(tables.parts[fold], fold); });
    run_all(calls);
    return tables;
}

// The classifier's view of each message, given by one that has not seen its block.
std::vector<FusionExample> unseen_views(const std::vector<Prepared>& rows, const Tables& tables) {
    std::vector<FusionExample> views;
    views.reserve(rows.size());
    for (const auto& row : rows)
        views.push_back({.logits = tables.parts[row.fold].score(row.example.features),
                         .signals = row.signals,
                         .intent = row.example.intent});
    const auto weights = live_weights(views);
    for (auto& view : views) view.weight = static_cast<float>(weights[kind_of(view)]);
    return views;
}

}  // namespace

Result<TrainReport> train_intent(const TrainSettings& settings) {
    const auto begin = std::chrono::steady_clock::now();
    const auto rows = read_labelled_folder(settings.corpus_dir + "/train");
    if (!rows) return rows.error().during("reading the corpus");

    auto lexicon = ConceptLexicon::read(settings.corpus_dir + "/concepts");
    if (!lexicon) return lexicon.error().during("reading the concepts");

    const auto vocabulary = corpus_vocabulary();
    std::vector<Prepared> prepared;
    for (const auto& row : with_other_goods(*rows))
        prepared.push_back(prepare(row, vocabulary, *lexicon));
    for (const auto& row : settings.corrections) {
        prepared.push_back(prepare(row, vocabulary, *lexicon));
        prepared.back().example.weight = correction_weight;
    }
    auto tables = train_tables(prepared);
    auto fusion = train_fusion(unseen_views(prepared, tables));
    fusion.choice = choice_of(prepared);

    const IntentModel model{.lexicon = std::move(*lexicon),
                            .table = std::move(tables.whole),
                            .fusion = fusion,
                            .version = {}};
    const auto bytes = serialise(model);
    const auto reread = parse_model(bytes);
    if (!reread) return reread.error();
    if (const auto saved = save_model(model, settings.model_path); !saved) return saved.error();
    const auto duration = std::chrono::steady_clock::now() - begin;
    return TrainReport{.messages = rows->size(),
                       .corrections = settings.corrections.size(),
                       .model_bytes = bytes.size(),
                       .model_version = reread->version,
                       .duration = std::chrono::duration_cast<std::chrono::milliseconds>(duration)};
}

}  // namespace tts
