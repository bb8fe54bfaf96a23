#include "pipeline/lag_watch.hpp"

#include <algorithm>

namespace tts {

namespace {

// What was not seen for so long was put away in between: twice the pause after which vision notes
// again what is still shown.
constexpr std::chrono::seconds pause_max{20};

// Products that are remembered; when there are more, all are forgotten, which costs a few lags.
constexpr std::size_t asked_max = 20'000;
constexpr std::size_t found_max = 10'000;

// The latest pin of the product, with those before it that it went on from.
std::optional<Timestamp> pinned_since(const std::vector<Pin>& pins,
                                      const ProductId& product,
                                      Timestamp at) {
    std::optional<Timestamp> since;
    for (auto pin = pins.rbegin(); pin != pins.rend(); ++pin) {
        if (pin->from > at) continue;
        const bool goes_on = pin->product == product && (!since || pin->until == since);
        if (since && !goes_on) break;
        if (goes_on) since = pin->from;
    }
    return since;
}

std::optional<Timestamp> seen_since(const std::vector<Sighting>& sightings,
                                    const ProductId& product,
                                    Timestamp at) {
    std::optional<Timestamp> since;
    for (auto seen = sightings.rbegin(); seen != sightings.rend(); ++seen) {
        if (seen->stream_time > at) continue;
        const bool is_it = seen->product == product;
        if (since && (!is_it || *since - seen->stream_time > pause_max)) break;
        if (is_it) since = seen->stream_time;
    }
    return since;
}

}  // namespace

std::optional<Timestamp> shown_since(const Show& show, const ProductId& product, Timestamp at) {
    if (const auto since = pinned_since(show.pins, product, at)) return since;
    if (const auto since = pinned_since(show.platform_pins, product, at)) return since;
    return seen_since(show.sightings, product, at);
}

void LagWatch::note(const Show& show, const ProductId& product, Timestamp at) {
    const auto since = shown_since(show, product, at);
    const bool reacts = since && at - *since <= lag_max;

    const std::lock_guard lock(mutex_);
    if (asked_.size() >= asked_max) asked_.clear();
    const auto [entry, is_new] = asked_.try_emplace({show.streamer.username, product});
    Asked& asked = entry->second;
    if (reacts && (is_new || *since > asked.changed_at)) {
        const bool known_before = !is_new && *since - asked.last_at <= lag_max;
        asked = {.last_at = asked.last_at, .changed_at = *since, .tells = !known_before};
    }
    asked.last_at = is_new ? at : std::max(asked.last_at, at);
    const auto lag = reacts ? at - *since : lag_max;
    const bool is_first = reacts && *since == asked.changed_at && asked.tells && lag < asked.lag;
    if (!is_first || found_.size() >= found_max) return;
    asked.lag = lag;
    found_.push_back({.streamer = show.streamer.username, .changed_at = *since, .lag = lag});
}

std::vector<StreamLag> LagWatch::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(found_, {});
}

}  // namespace tts
