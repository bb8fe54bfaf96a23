#include "intent/cascade_reader.hpp"
#include "intent/claim_names.hpp"
#include "intent/features.hpp"
#include "intent/seller_words.hpp"

#include <cmath>
#include <cstdlib>
#include <vector>

// The whole intent step over any bytes: line breaks part a burst. It must answer, stay inside its
// limits and touch no byte that is not its own.

namespace {

const tts::CascadeReader& reader() {
    static const tts::CascadeReader reader([] {
        tts::IntentModel model;
        auto lexicon = tts::ConceptLexicon::read(TTS_SOURCE_DIR "/corpus/concepts");
        if (!lexicon) std::abort();
        model.lexicon = std::move(*lexicon);
        model.table.weights.resize(tts::features_count * tts::row_width, 1);
        model.table.scale.fill(0.01F);
        return model;
    }());
    return reader;
}

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find('\n');
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

const tts::ClaimVocabulary& vocabulary() {
    static const auto made = [] {
        tts::ClaimVocabulary vocabulary{.codes = {"A12", "12", "AB-20", "é"},
                                        .options = {"M", "rojo", "azul marino", "38", "黑色"},
                                        .names = {"Taza Gato", "Golden Honey", "保温杯", "แก้ว"}};
        tts::prepare_names(vocabulary);
        const std::vector<std::string> triggers = {"zumbale", "抱走", "จัดหนัก", "!", "a b"};
        const std::vector<std::string> blocked = {"sorteo", "抽奖"};
        vocabulary.triggers = tts::prepare_seller_words(triggers);
        vocabulary.blocked = tts::prepare_seller_words(blocked);
        return vocabulary;
    }();
    return made;
}

void check(const tts::ClaimItem& item, const std::vector<std::string_view>& burst) {
    if (item.quantity && (*item.quantity < 1 || *item.quantity > 1'000)) std::abort();
    for (const auto& span : item.spans)
        if (span.part >= burst.size() || span.begin + span.size > burst[span.part].size())
            std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto burst = parts_of(text);
    const auto reading = reader().read(burst, vocabulary());

    double sum = 0;
    for (const double score : reading.scores) sum += score;
    if (std::abs(sum - 1) > 1e-6 || reading.items.size() > tts::claim_items_max) std::abort();
    for (const auto& item : reading.items) check(item, burst);
    return 0;
}
