#include "chat/client_outcome.hpp"

#include "chat/reply_text.hpp"

#include <array>

namespace tts {

namespace {

// From nothing to an order.
int progress(const DecidedComment& comment) {
    switch (comment.decision) {
        case Decision::verification:
        case Decision::ignored: return 0;
        case Decision::asked: return 1;
        case Decision::review: return 2;
        case Decision::sold_out: return 3;
        case Decision::repeated: return 4;
        case Decision::ordered: return 5;
    }
    return 0;
}

std::int32_t quantity_of(const IntentReading& reading) {
    return reading.items.empty() ? 1 : reading.items.front().quantity.value_or(1);
}

// All comments of a burst share its decision, but only one of them carries the match.
bool says_more(const DecidedComment& a, const DecidedComment& b) {
    if (progress(a) != progress(b)) return progress(a) > progress(b);
    return !a.match.product.is_nil() || b.match.product.is_nil();
}

}  // namespace

ClientOutcome outcome_of(std::span<const DecidedComment> comments) {
    const DecidedComment* best = nullptr;
    for (const DecidedComment& comment : comments)
        if (best == nullptr || says_more(comment, *best)) best = &comment;
    ClientOutcome outcome;
    if (best == nullptr) return outcome;
    outcome.decision = best->decision;
    outcome.language = best->reading.language;
    outcome.wants_to_buy = progress(*best) > 0 && !best->reading.cancels;
    if (!outcome.wants_to_buy) return outcome;
    outcome.quantity = quantity_of(best->reading);
    outcome.product = best->match.product;
    outcome.payment_ready =
        best->decision == Decision::ordered || best->decision == Decision::repeated;
    return outcome;
}

std::string outcome_text(const ClientOutcome& outcome, const std::string& product_name) {
    if (outcome.payment_ready)
        return reserved_text(outcome.language, product_name, outcome.quantity);
    switch (outcome.decision) {
        case Decision::sold_out: return sold_out_text(outcome.language, product_name);
        case Decision::review:
            return outcome.wants_to_buy ? which_product_text(outcome.language)
                                        : ask_the_seller_text(outcome.language);
        default: return how_to_buy_text(outcome.language);
    }
}

}  // namespace tts
