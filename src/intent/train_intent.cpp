#include "intent/train_intent.hpp"

#include "intent/augment.hpp"
#include "intent/corpus.hpp"
#include "intent/features.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::size_t folds = 5;
constexpr std::size_t block_rows =
    20;  // Neighbours in a file are of one topic; they stay together.

// What part of a show's chat each intent is, for calibration. Live chat is mostly small talk; the
// corpus, which has to be of use for the other four, is not.
constexpr std::array<double, intent_outputs> prior = {0.20, 0.15, 0.12, 0.08, 0.45};

struct Prepared {
    LinearExample example;
    SignalSet signals;
    std::size_t fold = 0;
};

int language_index(std::string_view language) {
    const auto found = std::find(latin_languages.begin(), latin_languages.end(), language);
    return found == latin_languages.end() ? -1 : static_cast<int>(found - latin_languages.begin());
}

Prepared prepare(const LabelledText& row, const ClaimVocabulary& vocabulary) {
    const std::string_view parts[] = {row.text};
    auto text = normalise(parts);
    PhraseBook::instance().prepare(text);
    Prepared prepared;
    prepared.signals = mark(text, find_mentions(text, parts, vocabulary)).signals;
    prepared.example = {.features = extract_features(text),
                        .intent = static_cast<int>(row.label),
                        .language = language_index(row.language)};
    prepared.fold = row.line / block_rows % folds;
    return prepared;
}

// The classifier's view of each message, given by one that has not seen its block.
std::vector<FusionExample> unseen_views(const std::vector<Prepared>& rows) {
    std::array<double, intent_outputs> counts{};
    for (const auto& row : rows) counts[static_cast<std::size_t>(row.example.intent)] += 1;
    std::vector<FusionExample> views(rows.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<const LinearExample*> seen;
        for (const auto& row : rows)
            if (row.fold != fold) seen.push_back(&row.example);
        const auto table = train_linear(seen);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].fold != fold) continue;
            const auto intent = static_cast<std::size_t>(rows[i].example.intent);
            const double share = counts[intent] / static_cast<double>(rows.size());
            views[i] = {.logits = table.score(rows[i].example.features),
                        .signals = rows[i].signals,
                        .intent = rows[i].example.intent,
                        .weight = static_cast<float>(prior[intent] / share)};
        }
    }
    return views;
}

}  // namespace

Result<TrainReport> train_intent(const TrainSettings& settings) {
    const auto begin = std::chrono::steady_clock::now();
    const auto rows = read_labelled_folder(settings.corpus_dir + "/train");
    if (!rows) return rows.error().during("reading the corpus");

    const auto vocabulary = corpus_vocabulary();
    std::vector<Prepared> prepared;
    prepared.reserve(rows->size());
    for (const auto& row : with_other_goods(*rows)) prepared.push_back(prepare(row, vocabulary));
    std::vector<const LinearExample*> all;
    for (const auto& row : prepared) all.push_back(&row.example);

    const IntentModel model{
        .table = train_linear(all), .fusion = train_fusion(unseen_views(prepared)), .version = {}};
    const auto bytes = serialise(model);
    const auto reread = parse_model(bytes);
    if (!reread) return reread.error();
    if (const auto saved = save_model(model, settings.model_path); !saved) return saved.error();
    const auto duration = std::chrono::steady_clock::now() - begin;
    return TrainReport{.messages = rows->size(),
                       .model_bytes = bytes.size(),
                       .model_version = reread->version,
                       .duration = std::chrono::duration_cast<std::chrono::milliseconds>(duration)};
}

}  // namespace tts
