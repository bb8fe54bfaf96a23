#include "pipeline/decide.hpp"

#include <algorithm>
#include <cmath>

namespace tts {

namespace {

std::vector<std::string_view> texts_of(const Burst& burst) {
    std::vector<std::string_view> texts;
    for (const Comment& comment : burst.comments) texts.push_back(comment.message);
    return texts;
}

// Scores are kept to four decimals: that is finer than they are calibrated, and a store spends a
// fifth of a comment's cost on reading seventeen digits five times.
IntentReading rounded(IntentReading reading) {
    constexpr double steps = 10'000;
    for (double& score : reading.scores) score = std::round(score * steps) / steps;
    return reading;
}

// Each comment with its own reading, except the head, which carries the reading of the whole: it is
// the first comment that wants by itself what the whole wants, or else the first of all.
std::size_t add_comments(DecidedBurst& decided,
                         const Burst& burst,
                         const IntentReading& whole,
                         const IntentReader& intents,
                         const ClaimVocabulary& vocabulary) {
    std::vector<IntentReading> parts;
    if (burst.comments.size() > 1)
        for (const auto text : texts_of(burst))
            parts.push_back(rounded(intents.read({&text, 1}, vocabulary)));
    const auto wants_the_same = [&](const IntentReading& part) {
        return part.intent == whole.intent;
    };
    const auto found = std::find_if(parts.begin(), parts.end(), wants_the_same);
    const auto head = found == parts.end() ? 0 : static_cast<std::size_t>(found - parts.begin());
    for (std::size_t i = 0; i < burst.comments.size(); ++i)
        decided.comments.push_back({.comment = burst.comments[i],
                                    .reading = i == head ? whole : parts[i],
                                    .match = {},
                                    .decision = Decision::ignored,
                                    .reason = {}});
    return head;
}

Claim make_claim(const Burst& burst,
                 std::size_t n,
                 const ShowIndex& show,
                 const MatchResult& found,
                 const ClaimItem& item) {
    const Comment& first = burst.comments.front();
    return {.id = CommentId{first.id.value.sibling(static_cast<std::uint8_t>(n))},
            .comment = first.id,
            .streamer = burst.streamer,
            .buyer = burst.client,
            .source = first.source,
            .product = found.match.product,
            .variant = found.variant,
            .quantity = item.quantity.value_or(1),
            .quantity_stated = item.quantity.has_value(),
            .repeats = show.show().streamer.repeats,
            .commission = show.show().streamer.commission,
            .idempotency_key = {},
            .language = {},
            .rules = show.show().rules,
            .variant_id = found.variant_id};
}

std::string doubt_about(const MatchResult& found,
                        const ClaimItem& item,
                        const DecisionSettings& settings) {
    if (!found.doubt.empty()) return found.doubt;
    const auto quantity = item.quantity.value_or(1);
    if (quantity < 1 || quantity > settings.quantity_sure_max)
        return "asks for " + std::to_string(quantity) + " at once";
    return {};
}

// The claims of a burst that wants to buy. Returns the first doubt; with one there is no claim.
std::string add_claims(DecidedBurst& decided,
                       const Burst& burst,
                       const ShowIndex& show,
                       const IntentReading& whole,
                       const DecisionSettings& settings) {
    auto items = whole.items;
    if (items.empty()) items.emplace_back();
    // What the viewer reacted to was on the host's screen a little earlier.
    const auto seen_at = burst.comments.front().arrived_at() - show.show().streamer.stream_delay();
    for (const ClaimItem& item : items) {
        const auto found = show.match(item, texts_of(burst), seen_at);
        if (decided.match.product.is_nil()) decided.match = found.match;
        const auto doubt = doubt_about(found, item, settings);
        if (!doubt.empty()) {
            decided.claims.clear();
            decided.choices = found.choices;
            return doubt;
        }
        auto claim = make_claim(burst, decided.claims.size(), show, found, item);
        claim.language = whole.language;
        decided.claims.push_back(std::move(claim));
    }
    return {};
}

// What the seller set goes before our own.
double score_min(const ShowIndex& show, const DecisionSettings& settings) {
    const double wanted = show.show().rules.buy_score_min;
    return wanted > 0 ? wanted : settings.buy_score_min;
}

}  // namespace

void conclude(DecidedBurst& burst, Decision decision, const std::string& reason) {
    for (DecidedComment& comment : burst.comments) {
        comment.decision = decision;
        comment.reason = reason;
    }
}

bool only_stored(const Burst& burst,
                 const ShowIndex& show,
                 const IntentReader& intents,
                 const DecisionSettings& settings) {
    const auto whole = rounded(intents.read(texts_of(burst), show.vocabulary()));
    return !whole.cancels &&
           (whole.intent != Intent::buy || whole.score <= score_min(show, settings));
}

DecidedBurst decide(const Burst& burst,
                    const ShowIndex& show,
                    const IntentReader& intents,
                    const DecisionSettings& settings) {
    const auto whole = rounded(intents.read(texts_of(burst), show.vocabulary()));
    DecidedBurst decided;
    decided.language = whole.language;
    const auto head = add_comments(decided, burst, whole, intents, show.vocabulary());

    decided.platform = show.show().rules.platform;
    const bool is_blocked = std::ranges::binary_search(show.show().blocked_buyers, burst.client);
    if (whole.cancels) {
        decided.cancels = true;
        conclude(decided, Decision::review, "asks to cancel");
    } else if (whole.intent != Intent::buy) {
        conclude(decided, Decision::ignored, "intent " + std::string(to_string(whole.intent)));
    } else if (whole.score <= score_min(show, settings)) {
        conclude(decided, Decision::ignored, "too unsure that it means to buy");
    } else if (is_blocked) {
        conclude(decided, Decision::ignored, "the buyer is blocked");
    } else if (whole.asks_how) {
        conclude(decided, Decision::asked, "asks how to buy");
    } else {
        const auto doubt = add_claims(decided, burst, show, whole, settings);
        decided.comments[head].match = decided.match;
        if (!doubt.empty()) conclude(decided, Decision::review, doubt);
    }
    return decided;
}

void append_split(std::vector<Burst>& split, const Burst& burst, std::chrono::milliseconds settle) {
    std::optional<Timestamp> last;
    for (const Comment& comment : burst.comments) {
        if (!last || comment.arrived_at() - *last > settle)
            split.push_back({.streamer = burst.streamer,
                             .client = burst.client,
                             .comments = {},
                             .attempt = burst.attempt});
        split.back().comments.push_back(comment);
        last = comment.arrived_at();
    }
}

std::vector<Burst> split_by_pauses(std::span<const Batch> batches,
                                   std::chrono::milliseconds settle) {
    std::vector<Burst> split;
    for (const Batch& batch : batches)
        for (const Burst& burst : batch.bursts) append_split(split, burst, settle);
    std::sort(split.begin(), split.end(), [](const Burst& a, const Burst& b) {
        return a.comments.front().id < b.comments.front().id;
    });
    return split;
}

}  // namespace tts
