#include "chat/chat_preview.hpp"

#include "chat/reply_text.hpp"

#include <algorithm>

namespace tts {

namespace {

const Product* find(const Show& show, const ProductId& id) {
    const auto found = std::find_if(show.products.begin(), show.products.end(),
                                    [&](const Product& product) { return product.id == id; });
    return found == show.products.end() ? nullptr : &*found;
}

// The newest first, because a show sells what its host has just put up.
std::vector<Product> recommend(const Show& show, const Product* already) {
    std::vector<const Product*> candidates;
    for (const Product& product : show.products)
        if (product.stock > 0 && &product != already) candidates.push_back(&product);
    const bool has_pin = !show.pins.empty() && !show.pins.back().until;
    const ProductId pinned = has_pin ? show.pins.back().product : ProductId();
    std::sort(candidates.begin(), candidates.end(), [&](const Product* a, const Product* b) {
        if ((a->id == pinned) != (b->id == pinned)) return a->id == pinned;
        return a->id > b->id;
    });
    candidates.resize(std::min(candidates.size(), recommendations_max));
    std::vector<Product> recommended;
    for (const Product* product : candidates) recommended.push_back(*product);
    return recommended;
}

// How many of each product are wanted must be there.
bool all_in_stock(const Show& show, const std::vector<Claim>& claims) {
    return std::all_of(claims.begin(), claims.end(), [&](const Claim& claim) {
        std::int32_t wanted = 0;
        for (const Claim& other : claims)
            if (other.product == claim.product) wanted += other.quantity;
        const Product* product = find(show, claim.product);
        return product != nullptr && wanted <= product->stock;
    });
}

std::string text_for(const ChatPreview& preview,
                     const DecidedBurst& decided,
                     const IntentReading& reading) {
    if (reading.cancels) return ask_the_seller_text(reading.language);
    const auto decision = decided.comments.front().decision;
    if (preview.payment_ready)
        return available_text(reading.language, *preview.product, preview.quantity);
    if (!decided.claims.empty() && preview.product)
        return sold_out_text(reading.language, preview.product->name);
    if (decision == Decision::review) return which_product_text(reading.language);
    return how_to_buy_text(reading.language);
}

}  // namespace

ChatPreview preview(const Comment& comment,
                    const ShowIndex& show,
                    const IntentReader& intents,
                    const DecisionSettings& settings) {
    const Burst burst{.streamer = comment.streamer,
                      .client = comment.client,
                      .comments = {comment},
                      .attempt = 1};
    const auto decided = decide(burst, show, intents, settings);
    const DecidedComment& understood = decided.comments.front();
    const bool claims = !decided.claims.empty();

    ChatPreview preview;
    preview.timestamp = comment.timestamp;
    preview.wants_to_buy =
        claims || (understood.reading.intent == Intent::buy && !understood.reading.cancels &&
                   understood.decision != Decision::ignored);
    if (claims) {
        preview.quantity = decided.claims.front().quantity;
    } else if (preview.wants_to_buy) {
        const auto& items = understood.reading.items;
        preview.quantity = items.empty() ? 1 : items.front().quantity.value_or(1);
    }
    const Product* product = find(show.show(), decided.match.product);
    if (product != nullptr && preview.wants_to_buy) preview.product = *product;
    preview.payment_ready = claims && all_in_stock(show.show(), decided.claims);
    preview.recommended = recommend(show.show(), product);
    preview.text = text_for(preview, decided, understood.reading);
    return preview;
}

}  // namespace tts
