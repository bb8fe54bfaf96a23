#include "pipeline/batch_effects.hpp"

#include "core/links.hpp"
#include "core/percent_encoding.hpp"
#include "order/order_effects.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace tts {

namespace {

Decision decision_of(Allocation::Outcome outcome) {
    switch (outcome) {
        case Allocation::Outcome::ordered:
        case Allocation::Outcome::added:
        case Allocation::Outcome::changed: return Decision::ordered;
        case Allocation::Outcome::repeated: return Decision::repeated;
        case Allocation::Outcome::sold_out: return Decision::sold_out;
        case Allocation::Outcome::limited:
        case Allocation::Outcome::unreliable:
        case Allocation::Outcome::being_paid:
        case Allocation::Outcome::which_variant:
        case Allocation::Outcome::no_product: return Decision::review;
    }
    return Decision::review;
}

std::string reason_for(const Allocation& allocation, const Claim& claim) {
    switch (allocation.outcome) {
        case Allocation::Outcome::ordered: return "order " + allocation.order.number;
        case Allocation::Outcome::added: return "added to order " + allocation.order.number;
        case Allocation::Outcome::changed: return "changed order " + allocation.order.number;
        case Allocation::Outcome::repeated:
            return "says order " + allocation.order.number + " again";
        case Allocation::Outcome::sold_out:
            return "wanted " + std::to_string(allocation.quantity) + ", " +
                   std::to_string(allocation.stock_left) + " left";
        case Allocation::Outcome::limited:
            return "has as many as one buyer gets: " +
                   std::to_string(claim.rules.buyer_units_max > 0 ? claim.rules.buyer_units_max
                                                                  : quantity_max);
        case Allocation::Outcome::unreliable: return "left too many orders unpaid";
        case Allocation::Outcome::being_paid:
            return "would change order " + allocation.order.number + ", which is being paid";
        case Allocation::Outcome::which_variant:
            return "'" + allocation.product_name + "' comes in variants now: none is named";
        case Allocation::Outcome::no_product: return "the product was removed meanwhile";
    }
    return {};
}

// What the allocations of one burst mean for its comments: the best outcome names the decision, all
// of them the reason.
void conclude_claims(DecidedBurst& burst,
                     const std::vector<std::string>& reasons,
                     const std::set<Decision>& outcomes) {
    std::string reason;
    for (const auto& part : reasons) reason += (reason.empty() ? "" : "; ") + part;
    for (const Decision decision :
         {Decision::ordered, Decision::repeated, Decision::sold_out, Decision::review}) {
        if (outcomes.contains(decision)) return conclude(burst, decision, reason);
    }
}

void add_allocation(Effects& effects,
                    const DecidedBurst& burst,
                    const Claim& claim,
                    const Allocation& allocation) {
    if (allocation.outcome == Allocation::Outcome::sold_out) {
        Claim late = claim;
        late.quantity = allocation.quantity;
        return add_sold_out(effects, late, allocation.product_name, now());
    }
    const auto decision = decision_of(allocation.outcome);
    if (decision != Decision::ordered && decision != Decision::repeated) return;
    for (const DecidedComment& comment : burst.comments)
        effects.links.push_back({.comment = comment.comment.id, .order = allocation.order.id});
}

// Gives up what clients do not want any more.
void add_cancellations(Effects& effects,
                       std::vector<DecidedBurst>& bursts,
                       const std::map<std::size_t, Order>& cancelled) {
    for (const auto& [burst, order] : cancelled) {
        add_cancelled(effects, order, end_reason_buyer, now());
        conclude(bursts[burst], Decision::ignored, "cancelled order " + order.number);
        for (const DecidedComment& comment : bursts[burst].comments)
            effects.links.push_back({.comment = comment.comment.id, .order = order.id});
    }
}

// Some platforms allow no link off them on the stream, whoever wrote it: a product's name, too.
bool is_restricted(const DecidedBurst& burst) {
    return burst.platform == PlatformRules::tiktok;
}

void leave_links_out(Effects& effects, std::size_t first_notification) {
    for (std::size_t i = first_notification; i < effects.notifications.size(); ++i)
        effects.notifications[i].text = without_links(effects.notifications[i].text);
}

// The orders that the claims made and changed.
void add_orders(Effects& effects,
                const std::vector<DecidedBurst>& bursts,
                const ClaimLine& line,
                const Served& served) {
    std::set<OrderId> restricted;
    for (std::size_t i = 0; i < served.allocations.size(); ++i)
        if (is_restricted(bursts[line.burst_of[i]]))
            restricted.insert(served.allocations[i].order.id);
    const auto keep_to_platform = [&](const OrderId& order, std::size_t told_before) {
        if (restricted.contains(order)) leave_links_out(effects, told_before);
    };
    for (const Order& order : served.created) {
        const auto told_before = effects.notifications.size();
        add_order(effects, order);
        keep_to_platform(order.id, told_before);
    }
    for (const auto& [before, after] : served.changed) {
        const auto told_before = effects.notifications.size();
        add_changed(effects, before, after);
        keep_to_platform(after.id, told_before);
    }
}

// Where the buyer finds the page with the orders; empty if that cannot be said there.
std::string claim_link(const DecidedBurst& burst, const std::string& public_base_url) {
    if (public_base_url.empty() || is_restricted(burst)) return {};
    const auto& streamer = burst.comments.front().comment.streamer;
    return public_base_url + "/claim/" + percent_encoded(streamer);
}

}  // namespace

Effects effects_of(std::vector<DecidedBurst>& bursts,
                   const ClaimLine& line,
                   const Served& served,
                   const std::map<std::size_t, Order>& cancelled,
                   const std::string& public_base_url) {
    Effects effects;
    add_cancellations(effects, bursts, cancelled);
    add_orders(effects, bursts, line, served);
    const auto& allocations = served.allocations;
    std::map<std::size_t, std::vector<std::string>> reasons;
    std::map<std::size_t, std::set<Decision>> outcomes;
    for (std::size_t i = 0; i < allocations.size(); ++i) {
        const auto burst = line.burst_of[i];
        const auto told_before = effects.notifications.size();
        add_allocation(effects, bursts[burst], line.claims[i], allocations[i]);
        if (is_restricted(bursts[burst])) leave_links_out(effects, told_before);
        reasons[burst].push_back(reason_for(allocations[i], line.claims[i]));
        outcomes[burst].insert(decision_of(allocations[i].outcome));
    }
    for (const auto& [burst, parts] : reasons)
        conclude_claims(bursts[burst], parts, outcomes[burst]);
    for (DecidedBurst& burst : bursts) {
        const DecidedComment& first = burst.comments.front();
        const auto told_before = effects.notifications.size();
        const Asker asker = {
            .streamer = first.comment.streamer,
            .buyer = first.comment.client,
            .language = burst.choices.empty() ? first.reading.language : burst.language,
            .claim_link = claim_link(burst, public_base_url)};
        if (first.decision == Decision::asked) add_how_to_buy(effects, asker, now());
        if (!burst.choices.empty()) add_which_variant(effects, asker, burst.choices, now());
        if (is_restricted(burst)) leave_links_out(effects, told_before);
        std::move(burst.comments.begin(), burst.comments.end(),
                  std::back_inserter(effects.comments));
    }
    return effects;
}

}  // namespace tts
