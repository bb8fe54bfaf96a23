#include "intent/intent_model.hpp"

#include "intent/features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <type_traits>

namespace tts {

// Of the source files of the intent step; made by the build.
std::uint64_t cascade_hash();

namespace {

constexpr std::string_view magic = "tiktoksales intent model 5\n";
constexpr int fusion_epochs = 600;
constexpr double fusion_rate = 0.3;
constexpr double fusion_decay = 1e-5;
constexpr float logit_limit = 6;

std::array<float, Fusion::inputs> inputs_of(const Outputs& logits, SignalSet signals) {
    std::array<float, Fusion::inputs> inputs{};
    float mean = 0;
    for (std::size_t k = 0; k < intent_outputs; ++k) mean += logits[k] / intent_outputs;
    for (std::size_t k = 0; k < intent_outputs; ++k)
        inputs[k] = std::clamp(logits[k] - mean, -logit_limit, logit_limit);
    for (std::size_t s = 0; s < signals_count; ++s)
        inputs[intent_outputs + s] = static_cast<float>(signals.bits() >> s & 1U);
    inputs.back() = 1;
    return inputs;
}

template <class T>
void put(std::string& out, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
bool take(std::string_view& bytes, T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (bytes.size() < sizeof value) return false;
    bytes.copy(reinterpret_cast<char*>(&value), sizeof value);
    bytes.remove_prefix(sizeof value);
    return true;
}

std::string version_of(std::string_view content) {
    const auto hash = hash_text(content) * 0x9e3779b97f4a7c15U + cascade_hash();
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "intent-%08x",
                  static_cast<unsigned>(hash ^ hash >> 32));
    return text.data();
}

using Gradient = std::array<std::array<double, Fusion::inputs>, intent_outputs>;

// Of the log loss over all examples.
Gradient gradient_of(const Fusion& fusion, std::span<const FusionExample> examples) {
    Gradient gradient{};
    for (const auto& example : examples) {
        const auto in = inputs_of(example.logits, example.signals);
        auto error = fusion.probabilities(example.logits, example.signals);
        error[static_cast<std::size_t>(example.intent)] -= 1;
        for (std::size_t k = 0; k < intent_outputs; ++k)
            for (std::size_t i = 0; i < Fusion::inputs; ++i)
                gradient[k][i] += error[k] * static_cast<double>(example.weight * in[i]);
    }
    return gradient;
}

// One step of AdaGrad; `squares` holds what it remembers.
void descend(Fusion& fusion, const Gradient& gradient, double total, Gradient& squares) {
    for (std::size_t k = 0; k < intent_outputs; ++k) {
        for (std::size_t i = 0; i < Fusion::inputs; ++i) {
            auto& weight = fusion.weights[k][i];
            const double step = gradient[k][i] / total + fusion_decay * weight;
            squares[k][i] += step * step;
            weight -= static_cast<float>(fusion_rate * step / (std::sqrt(squares[k][i]) + 1e-6));
        }
    }
}

}  // namespace

std::array<double, intent_outputs> Fusion::probabilities(const Outputs& logits,
                                                         SignalSet signals) const {
    const auto in = inputs_of(logits, signals);
    std::array<float, intent_outputs> sums{};
    const auto add = [&](std::size_t i) {
        for (std::size_t k = 0; k < intent_outputs; ++k) sums[k] += weights[k][i] * in[i];
    };
    for (std::size_t i = 0; i < intent_outputs; ++i) add(i);
    for (auto bits = signals.bits(); bits != 0; bits &= bits - 1)
        add(intent_outputs + static_cast<std::size_t>(std::countr_zero(bits)));
    add(inputs - 1);
    std::array<double, intent_outputs> out{};
    std::copy(sums.begin(), sums.end(), out.begin());
    const double top = *std::max_element(out.begin(), out.end());
    double total = 0;
    for (double& value : out) total += value = std::exp(value - top);
    for (double& value : out) value /= total;
    return out;
}

Fusion train_fusion(std::span<const FusionExample> examples) {
    Fusion fusion;
    for (std::size_t k = 0; k < intent_outputs; ++k) fusion.weights[k][k] = 1;
    Gradient squares{};
    double total = 0;
    for (const auto& example : examples) total += example.weight;
    for (int epoch = 0; epoch < fusion_epochs; ++epoch)
        descend(fusion, gradient_of(fusion, examples), total, squares);
    return fusion;
}

std::string serialise(const IntentModel& model) {
    std::string out(magic);
    put(out, static_cast<std::uint32_t>(feature_bits));
    put(out, model.table.scale);
    put(out, model.table.bias);
    put(out, model.fusion.weights);
    put(out, model.fusion.choice);
    model.lexicon.put(out);
    for (std::size_t f = 0; f < features_count; ++f)
        out.append(reinterpret_cast<const char*>(&model.table.weights[f * row_width]),
                   outputs_count);
    return out;
}

Result<IntentModel> parse_model(std::string_view bytes) {
    Error wrong(Errc::corrupt,
                "not an intent model of this version; run `tiktoksales train intent`");
    const auto content = bytes;
    if (!bytes.starts_with(magic)) return wrong;
    bytes.remove_prefix(magic.size());

    IntentModel model;
    std::uint32_t bits = 0;
    const bool is_read = take(bytes, bits) && take(bytes, model.table.scale) &&
                         take(bytes, model.table.bias) && take(bytes, model.fusion.weights) &&
                         take(bytes, model.fusion.choice) && model.lexicon.take(bytes);
    if (!is_read || bits != feature_bits || bytes.size() != features_count * outputs_count)
        return wrong;
    model.table.weights.resize(features_count * row_width);
    for (std::size_t f = 0; f < features_count; ++f)
        std::memcpy(&model.table.weights[f * row_width], &bytes[f * outputs_count], outputs_count);
    model.version = version_of(content);
    return model;
}

Result<IntentModel> load_model(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error(Errc::not_found,
                     "no intent model at " + path + "; run `tiktoksales train intent` to make it");
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto model = parse_model(bytes);
    if (!model) return model.error().during(path);
    return model;
}

Result<void> save_model(const IntentModel& model, const std::string& path) {
    const std::filesystem::path target(path);
    std::error_code failure;
    if (target.has_parent_path())
        std::filesystem::create_directories(target.parent_path(), failure);
    const auto part = path + ".part";
    {
        std::ofstream file(part, std::ios::binary | std::ios::trunc);
        const auto bytes = serialise(model);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!file.flush()) return Error(Errc::unavailable, "cannot write " + part);
    }
    std::filesystem::rename(part, target, failure);
    if (failure) return Error(Errc::unavailable, "cannot write " + path + ": " + failure.message());
    return {};
}

}  // namespace tts
