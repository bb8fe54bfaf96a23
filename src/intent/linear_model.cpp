#include "intent/linear_model.hpp"

#include "intent/features.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tts {

namespace {

constexpr int epochs = 12;
constexpr float learning_rate = 0.35F;
constexpr float decay = 2e-5F;  // Of a weight, each time that its feature is met.
// Of the features of a message, what each look at it sees, chosen anew each time: so none of them
// may be relied on alone, and a message of other words is read by what is left of them (dropout;
// Wager, Wang, Liang: Dropout Training as Adaptive Regularization, 2013).
constexpr std::uint64_t seen_of_256 = 154;

// A generator of our own (xorshift64): the standard's distributions differ between libraries.
class Dice {
public:
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }

    void shuffle(std::vector<std::size_t>& order) {
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[next() % i]);
    }

private:
    std::uint64_t state_ = 0x9e3779b97f4a7c15U;
};

void softmax(std::span<float> values) {
    const float top = *std::max_element(values.begin(), values.end());
    float sum = 0;
    for (float& value : values) sum += value = std::exp(value - top);
    for (float& value : values) value /= sum;
}

class Trainer {
public:
    Trainer()
        : weights_(features_count * outputs_count),
          squares_(features_count * outputs_count, 1e-3F) {}

    void learn(const LinearExample& example) {
        look_at(example.features);
        if (seen_.empty()) return;
        const auto scale = 1.0F / std::sqrt(static_cast<float>(seen_.size()));
        Outputs gradient = bias_;
        for (const auto feature : seen_) {
            const auto* row = &weights_[feature * outputs_count];
            for (std::size_t k = 0; k < outputs_count; ++k) gradient[k] += row[k] * scale;
        }
        softmax(std::span(gradient).first(intent_outputs));
        softmax(std::span(gradient).subspan(intent_outputs));
        gradient[static_cast<std::size_t>(example.intent)] -= 1;
        for (std::size_t k = intent_outputs; k < outputs_count; ++k)
            if (example.language < 0) gradient[k] = 0;
        if (example.language >= 0)
            gradient[intent_outputs + static_cast<std::size_t>(example.language)] -= 1;
        apply(example, gradient, scale);
    }

    LinearTable table() const {
        LinearTable table{.weights = std::vector<std::int8_t>(features_count * row_width)};
        for (std::size_t k = 0; k < outputs_count; ++k) {
            float largest = 1e-6F;
            for (std::size_t f = 0; f < features_count; ++f)
                largest = std::max(largest, std::abs(weights_[f * outputs_count + k]));
            table.scale[k] = largest / 127;
            table.bias[k] = bias_[k];
            for (std::size_t f = 0; f < features_count; ++f)
                table.weights[f * row_width + k] = static_cast<std::int8_t>(
                    std::lround(weights_[f * outputs_count + k] / table.scale[k]));
        }
        return table;
    }

private:
    void look_at(std::span<const std::uint32_t> features) {
        seen_.clear();
        std::uint64_t dice = 0;
        for (std::size_t i = 0; i < features.size(); ++i, dice >>= 8) {
            if (i % 8 == 0) dice = dice_.next();
            if ((dice & 255U) < seen_of_256) seen_.push_back(features[i]);
        }
    }

    void apply(const LinearExample& example, Outputs gradient, float scale) {
        for (float& value : gradient) value *= example.weight;
        for (const auto feature : seen_) {
            auto* row = &weights_[feature * outputs_count];
            auto* square = &squares_[feature * outputs_count];
            for (std::size_t k = 0; k < outputs_count; ++k) {
                const float step = gradient[k] * scale + decay * row[k];
                square[k] += step * step;
                row[k] -= learning_rate * step / std::sqrt(square[k]);
            }
        }
        for (std::size_t k = 0; k < outputs_count; ++k) {
            bias_squares_[k] += gradient[k] * gradient[k];
            bias_[k] -= learning_rate * 0.1F * gradient[k] / std::sqrt(bias_squares_[k] + 1e-3F);
        }
    }

    Dice dice_;
    std::vector<std::uint32_t> seen_;  // Of the message that is being looked at.
    std::vector<float> weights_;
    std::vector<float> squares_;
    Outputs bias_{};
    Outputs bias_squares_{};
};

void add_row(const std::int8_t* row, std::array<std::int16_t, row_width>& sums) {
    for (std::size_t k = 0; k < row_width; ++k)
        sums[k] = static_cast<std::int16_t>(sums[k] + row[k]);
}

}  // namespace

Outputs LinearTable::score(std::span<const std::uint32_t> features) const {
    // Sums of so many bytes fit into 16 bits, of which a register holds twice as many as of 32.
    constexpr std::size_t block = 256;
    constexpr std::size_t rows_ahead = 24;  // The rows lie anywhere in 4 MB.
    std::array<std::int32_t, row_width> sums{};
    for (std::size_t begin = 0; begin < features.size(); begin += block) {
        std::array<std::int16_t, row_width> part{};
        for (auto i = begin; i < std::min(begin + block, features.size()); ++i) {
            const auto ahead = features[std::min(i + rows_ahead, features.size() - 1)];
            __builtin_prefetch(&weights[ahead * row_width]);
            add_row(&weights[features[i] * row_width], part);
        }
        for (std::size_t k = 0; k < row_width; ++k) sums[k] += part[k];
    }
    const auto count = static_cast<float>(std::max<std::size_t>(features.size(), 1));
    const float shrink = 1.0F / std::sqrt(count);
    Outputs logits{};
    for (std::size_t k = 0; k < outputs_count; ++k)
        logits[k] = static_cast<float>(sums[k]) * scale[k] * shrink + bias[k];
    return logits;
}

LinearTable train_linear(std::span<const LinearExample* const> examples) {
    Trainer trainer;
    Dice dice;
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (int epoch = 0; epoch < epochs; ++epoch) {
        dice.shuffle(order);
        for (const auto i : order) trainer.learn(*examples[i]);
    }
    return trainer.table();
}

}  // namespace tts
