#include "vision/frame_views.hpp"

#include "vision/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tts {

namespace {

std::vector<std::size_t> best_first(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    return order;
}

std::string reason_of(const Likeness& likeness, std::size_t frames) {
    const char* colours = "colours differ";
    if (likeness.colour > 0.7)
        colours = "colours agree";
    else if (likeness.colour > 0.3)
        colours = "colours agree in part";
    return fmt::format("{} matching points, {}; {} {} looked at", likeness.inliers, colours, frames,
                       frames == 1 ? "frame" : "frames");
}

// Alternatives below this are noise.
constexpr double alternative_score_min = 0.01;

}  // namespace

std::string_view to_string(SeenBy seen_by) {
    switch (seen_by) {
        case SeenBy::nobody: return "none";
        case SeenBy::frames: return "frames";
        case SeenBy::pin: return "pin";
        case SeenBy::timeline: return "timeline";
    }
    return "none";
}

MatchAnswer judge(const Show& show,
                  const std::vector<FrameView>& views,
                  const JudgeSettings& settings) {
    MatchAnswer answer;
    if (views.empty()) return answer;
    std::vector<std::vector<double>> odds;
    for (const FrameView& view : views) odds.push_back(view.log_odds);
    answer.seen_by = SeenBy::frames;
    const auto probabilities = product_probabilities(odds);
    const auto order = best_first(probabilities);
    if (order.empty()) {
        answer.why = "the catalogue is empty";
        return answer;
    }
    const std::size_t best = order.front();
    const auto clearest = std::max_element(
        views.begin(), views.end(),
        [best](const auto& a, const auto& b) { return a.log_odds[best] < b.log_odds[best]; });
    answer.score = probabilities[best];
    answer.frame = clearest->url;
    answer.why = reason_of(clearest->likenesses[best], views.size());
    const bool convincing = answer.score > settings.score_min;
    if (convincing) answer.product = show.products[best];
    for (std::size_t i = convincing ? 1 : 0; i < order.size(); ++i) {
        const double score = probabilities[order[i]];
        if (score < alternative_score_min ||
            answer.alternatives.size() >= settings.alternatives_max)
            break;
        answer.alternatives.push_back({show.products[order[i]], score});
    }
    return answer;
}

}  // namespace tts
