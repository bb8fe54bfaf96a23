#include "order/review_desk.hpp"

namespace tts {

namespace {

// Others' comments are not there.
Result<ReviewComment> find(ReviewList& list, const CommentOfShow& wanted) {
    auto found = list.find(wanted.id);
    if (found && found->streamer != wanted.streamer)
        return Error(Errc::not_found, "the streamer has no such comment");
    return found;
}

Result<void> teach(Store& store, const CommentId& comment, Intent label) {
    auto feedback = store.feedback_on(comment);
    if (!feedback) return feedback.error().during("noting what the comment meant");
    feedback->id = FeedbackId::next();
    feedback->label = label;
    feedback->created_at = now();
    const auto saved = store.save_feedback(*feedback);
    if (!saved) return saved.error().during("noting what the comment meant");
    return {};
}

OrderRequest request_for(const ReviewComment& comment, const Award& award) {
    const auto named = comment.product.is_nil() ? std::string() : comment.product.to_string();
    return {.product = award.product.empty() ? named : award.product,
            .buyer = comment.client,
            .streamer = comment.streamer,
            .source = comment.source,
            .quantity = award.quantity.value_or(comment.quantity),
            // A second press of the button, or one after a lost answer, finds the first's order.
            .idempotency_key = "comment:" + comment.id.to_string() + ":" +
                               std::to_string(comment.cancelled_orders),
            .payment_method = {},
            .variant = award.variant.value_or(comment.variant),
            .comment = comment.id,
            .language = comment.language};
}

}  // namespace

Result<PlacedOrder> award(Store& store,
                          ReviewList& list,
                          const CommentOfShow& comment,
                          const Award& award) {
    const auto found = find(list, comment);
    if (!found) return found.error();
    const auto request = request_for(*found, award);
    if (request.product.empty())
        return Error(Errc::invalid, "name a product_id: the comment does not tell which");
    auto placed = place_order(store, request);
    if (!placed) return placed;

    const auto settled = list.settle(
        {.comment = comment.id, .decision = Decision::ordered, .reason = "accepted by the seller"});
    const bool is_settled = settled || settled.error().code() == Errc::conflict;
    if (!is_settled) return settled.error();
    if (!placed->replayed) {
        const auto taught = teach(store, comment.id, Intent::buy);
        if (!taught) return taught.error();
    }
    return placed;
}

Result<void> dismiss(Store& store,
                     ReviewList& list,
                     const CommentOfShow& comment,
                     std::optional<Intent> label) {
    const auto found = find(list, comment);
    if (!found) return found.error();
    const auto settled = list.settle({.comment = comment.id,
                                      .decision = Decision::ignored,
                                      .reason = "rejected by the seller",
                                      .from = Decision::review});
    if (!settled) return settled.error();
    if (!label) return {};
    return teach(store, comment.id, *label);
}

Result<void> reopen(ReviewList& list, const CommentOfShow& comment) {
    const auto found = find(list, comment);
    if (!found) return found.error();
    return list.settle(
        {.comment = comment.id, .decision = Decision::review, .reason = "reopened by the seller"});
}

}  // namespace tts
