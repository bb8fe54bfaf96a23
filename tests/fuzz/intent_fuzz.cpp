#include "intent/cascade_reader.hpp"
#include "intent/features.hpp"

#include <cmath>
#include <cstdlib>
#include <vector>

// The whole intent step over any bytes: line breaks part a burst. It must answer, stay inside its
// limits and touch no byte that is not its own.

namespace {

const tts::CascadeReader& reader() {
    static const tts::CascadeReader reader([] {
        tts::IntentModel model;
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const tts::ClaimVocabulary vocabulary{.codes = {"A12", "12", "AB-20", "é"},
                                          .options = {"M", "rojo", "azul marino", "38"}};

    const auto reading = reader().read(parts_of(text), vocabulary);

    double sum = 0;
    for (const double score : reading.scores) sum += score;
    if (std::abs(sum - 1) > 1e-6 || reading.items.size() > tts::claim_items_max) std::abort();
    for (const auto& item : reading.items)
        if (item.quantity && (*item.quantity < 1 || *item.quantity > 1'000)) std::abort();
    return 0;
}
