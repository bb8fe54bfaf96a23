#include "pipeline/batch_processor.hpp"

#include "core/links.hpp"
#include "core/percent_encoding.hpp"
#include "order/order_effects.hpp"

#include <algorithm>
#include <map>

namespace tts {

namespace {

std::map<std::string, TimeSpan> spans_of(const std::vector<Burst>& bursts) {
    std::map<std::string, TimeSpan> spans;
    for (const Burst& burst : bursts) {
        const auto first = burst.comments.front().arrived_at();
        const auto last = burst.comments.back().arrived_at();
        auto& span = spans.try_emplace(burst.streamer, TimeSpan{first, last}).first->second;
        span = {.since = std::min(span.since, first), .until = std::max(span.until, last)};
    }
    return spans;
}

// The bursts without the comments that are stored already; bursts of nothing else vanish.
std::vector<Burst> without(std::vector<Burst> bursts, const std::set<CommentId>& stored) {
    for (Burst& burst : bursts)
        std::erase_if(burst.comments,
                      [&](const Comment& comment) { return stored.contains(comment.id); });
    std::erase_if(bursts, [](const Burst& burst) { return burst.comments.empty(); });
    return bursts;
}

// A decision of its own for each comment that proves who its sender is.
std::vector<DecidedBurst> verifications(const std::vector<Burst>& bursts,
                                        const std::set<CommentId>& proving) {
    std::vector<DecidedBurst> decided;
    if (proving.empty()) return decided;
    for (const Burst& burst : bursts) {
        for (const Comment& comment : burst.comments) {
            if (!proving.contains(comment.id)) continue;
            DecidedBurst& one = decided.emplace_back();
            one.comments.push_back({.comment = comment, .reading = {}, .match = {}, .reason = {}});
            conclude(one, Decision::verification, "proves who wrote it");
        }
    }
    return decided;
}

// All claims of the batch, in the order of arrival, and which burst each belongs to.
struct Line {
    std::vector<Claim> claims;
    std::vector<std::size_t> burst_of;
};

Line line_up(const std::vector<DecidedBurst>& bursts) {
    Line line;
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        for (const Claim& claim : bursts[i].claims) {
            line.claims.push_back(claim);
            line.burst_of.push_back(i);
        }
    }
    return line;
}

// A show does not last longer; older orders are not what a "cancel" in the chat is about.
constexpr std::chrono::hours cancel_window{12};

// What the rules ask for, and nothing where they ask for nothing.
Result<BuyerRecords> records_of(Transaction& transaction, const std::vector<Claim>& claims) {
    std::set<BuyerProduct> limited;
    std::set<BuyerProduct> checked;
    std::int32_t days = 0;
    for (const Claim& claim : claims) {
        if (claim.rules.buyer_units_max > 0)
            limited.insert({claim.streamer, claim.buyer, claim.product});
        if (claim.rules.unpaid_max > 0) {
            checked.insert({claim.streamer, claim.buyer});
            days = std::max(days, claim.rules.unpaid_days);
        }
    }
    BuyerRecords records;
    if (!limited.empty()) {
        auto units = transaction.units_of(std::vector(limited.begin(), limited.end()),
                                          now() - buyer_units_time);
        if (!units) return units.error();
        records.units = std::move(*units);
    }
    if (!checked.empty()) {
        auto unpaid = transaction.unpaid_of(std::vector(checked.begin(), checked.end()),
                                            now() - std::chrono::days(days));
        if (!unpaid) return unpaid.error();
        records.unpaid = std::move(*unpaid);
    }
    return records;
}

Result<std::vector<Allocation>> serve(Transaction& transaction, const std::vector<Claim>& claims) {
    if (claims.empty()) return std::vector<Allocation>();
    std::set<ProductId> products;
    std::set<BuyerProduct> buyers;
    Timestamp oldest = claims.front().id.value.time();
    for (const Claim& claim : claims) {
        products.insert(claim.product);
        buyers.insert({claim.streamer, claim.buyer, claim.product});
        oldest = std::min(oldest, claim.id.value.time());
    }
    const auto pending = transaction.pending_orders(
        std::vector<BuyerProduct>(buyers.begin(), buyers.end()), oldest - repeat_window);
    if (!pending) return pending.error().during("looking for earlier orders");
    const auto locked =
        transaction.lock_products(std::vector<ProductId>(products.begin(), products.end()));
    if (!locked) return locked.error().during("locking the products");
    auto records = records_of(transaction, claims);
    if (!records) return records.error().during("looking at what buyers did");
    return allocate(claims, *locked, *pending, std::move(*records), now());
}

// The orders that clients want to give up: the newest of each that came of an earlier comment and
// is not paid. By burst. One whose claim is in the same batch is left to a person.
Result<std::map<std::size_t, Order>> find_cancelled(Transaction& transaction,
                                                    const std::vector<DecidedBurst>& bursts,
                                                    const std::vector<Claim>& claims) {
    std::map<std::size_t, Order> found;
    std::set<BuyerProduct> claimed;
    for (const Claim& claim : claims) claimed.insert({claim.streamer, claim.buyer});
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        if (!bursts[i].cancels) continue;
        const Comment& comment = bursts[i].comments.front().comment;
        const BuyerProduct buyer{comment.streamer, comment.client};
        if (!claimed.insert(buyer).second) continue;
        const auto pending =
            transaction.pending_orders({&buyer, 1}, comment.arrived_at() - cancel_window);
        if (!pending) return pending.error().during("looking for what is to be cancelled");
        const auto is_earlier = [&](const Order& order) {
            return !order.claim.is_nil() && order.claim < comment.id;
        };
        const auto order = std::ranges::find_if(*pending, is_earlier);
        if (order != pending->end()) found.emplace(i, *order);
    }
    return found;
}

Decision decision_of(Allocation::Outcome outcome) {
    switch (outcome) {
        case Allocation::Outcome::ordered: return Decision::ordered;
        case Allocation::Outcome::repeated: return Decision::repeated;
        case Allocation::Outcome::sold_out: return Decision::sold_out;
        case Allocation::Outcome::limited:
        case Allocation::Outcome::unreliable:
        case Allocation::Outcome::no_product: return Decision::review;
    }
    return Decision::review;
}

std::string reason_for(const Allocation& allocation, const Claim& claim) {
    switch (allocation.outcome) {
        case Allocation::Outcome::ordered: return "order " + allocation.order.number;
        case Allocation::Outcome::repeated:
            return "says order " + allocation.order.number + " again";
        case Allocation::Outcome::sold_out:
            return "wanted " + std::to_string(claim.quantity) + ", " +
                   std::to_string(allocation.stock_left) + " left";
        case Allocation::Outcome::limited:
            return "has as many as one buyer gets: " + std::to_string(claim.rules.buyer_units_max);
        case Allocation::Outcome::unreliable: return "left too many orders unpaid";
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
    const bool linked = allocation.outcome == Allocation::Outcome::ordered ||
                        allocation.outcome == Allocation::Outcome::repeated;
    if (allocation.outcome == Allocation::Outcome::ordered) add_order(effects, allocation.order);
    if (allocation.outcome == Allocation::Outcome::sold_out)
        add_sold_out(effects, claim, allocation.product_name, now());
    if (!linked) return;
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
void keep_to_platform(Effects& effects, std::size_t first, const DecidedBurst& burst) {
    if (burst.platform != PlatformRules::tiktok) return;
    for (std::size_t i = first; i < effects.notifications.size(); ++i)
        effects.notifications[i].text = without_links(effects.notifications[i].text);
}

// Where the buyer finds the page with the orders; empty if that cannot be said there.
std::string claim_link(const DecidedBurst& burst, const std::string& public_base_url) {
    if (public_base_url.empty() || burst.platform == PlatformRules::tiktok) return {};
    const auto& streamer = burst.comments.front().comment.streamer;
    return public_base_url + "/claim/" + percent_encoded(streamer);
}

// Takes the comments out of the bursts.
Effects effects_of(std::vector<DecidedBurst>& bursts,
                   const Line& line,
                   const std::vector<Allocation>& allocations,
                   const std::map<std::size_t, Order>& cancelled,
                   const std::string& public_base_url) {
    Effects effects;
    add_cancellations(effects, bursts, cancelled);
    std::map<std::size_t, std::vector<std::string>> reasons;
    std::map<std::size_t, std::set<Decision>> outcomes;
    for (std::size_t i = 0; i < allocations.size(); ++i) {
        const auto burst = line.burst_of[i];
        const auto told_before = effects.notifications.size();
        add_allocation(effects, bursts[burst], line.claims[i], allocations[i]);
        keep_to_platform(effects, told_before, bursts[burst]);
        reasons[burst].push_back(reason_for(allocations[i], line.claims[i]));
        outcomes[burst].insert(decision_of(allocations[i].outcome));
    }
    for (const auto& [burst, parts] : reasons)
        conclude_claims(bursts[burst], parts, outcomes[burst]);
    for (DecidedBurst& burst : bursts) {
        const DecidedComment& first = burst.comments.front();
        if (first.decision == Decision::asked)
            add_how_to_buy(effects,
                           {.streamer = first.comment.streamer,
                            .buyer = first.comment.client,
                            .language = first.reading.language,
                            .claim_link = claim_link(burst, public_base_url)},
                           now());
        std::move(burst.comments.begin(), burst.comments.end(),
                  std::back_inserter(effects.comments));
    }
    return effects;
}

// What was committed, for whoever counts.
void count(BatchReport& report, const Effects& effects) {
    report.comments = effects.comments.size();
    report.orders = effects.orders.size();
    for (const DecidedComment& comment : effects.comments) {
        ++report.intents.at(static_cast<std::size_t>(comment.reading.intent));
        ++report.decisions.at(static_cast<std::size_t>(comment.decision));
    }
    for (const Order& order : effects.orders)
        report.order_delays.push_back(now() - order.claim.value.time());
}

// Adds the time until its end to a sum.
class Stopwatch {
public:
    explicit Stopwatch(std::chrono::nanoseconds& sum) : sum_(sum) {}
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;
    ~Stopwatch() { sum_ += std::chrono::steady_clock::now() - began_at_; }

private:
    std::chrono::nanoseconds& sum_;
    const std::chrono::steady_clock::time_point began_at_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<BatchReport> BatchProcessor::process(const Batch& batch, std::int64_t fence) {
    const ShardFence held{.shard = batch.shard, .token = fence};
    return process({&batch, 1}, {&held, 1});
}

Result<BatchReport> BatchProcessor::process(std::span<const Batch> batches,
                                            std::span<const ShardFence> fences) {
    const auto hits_before = shows_.hits();
    const auto misses_before = shows_.misses();
    auto report = decide_and_commit(split_by_pauses(batches, settings_.settle), fences);
    if (!report) return report;
    report->show_hits = shows_.hits() - hits_before;
    report->show_misses = shows_.misses() - misses_before;
    return report;
}

bool BatchProcessor::may_wait(const Burst& burst) const {
    const ShowIndex* const show = shows_.known(burst.streamer);
    if (show == nullptr) return false;
    const auto is_small_talk = [&](const Burst& part) {
        return only_stored(part, *show, intents_, settings_.decision);
    };
    std::vector<Burst> parts;
    append_split(parts, burst, settings_.settle);
    return std::ranges::all_of(parts, is_small_talk);
}

Result<BatchReport> BatchProcessor::decide_and_commit(const std::vector<Burst>& all,
                                                      std::span<const ShardFence> fences) {
    BatchReport report;
    std::set<CommentId> stored;
    // Comments are found to be stored by the attempt to store them, so the usual batch needs no
    // look-up; then the rest is decided again without them. Nobody else stores comments of a shard
    // that we lease, so this ends; the bound only keeps a mistake from going round for ever.
    constexpr int rounds_max = 5;
    for (int round = 0; round < rounds_max; ++round) {
        const auto bursts = stored.empty() ? all : without(all, stored);
        report.stored_before = stored.size();
        if (bursts.empty()) return report;
        auto decided = decide_all(bursts, report);
        if (!decided) return decided.error();
        const auto found = commit(fences, *decided, report);
        if (!found) return found.error();
        if (found->empty()) return report;
        stored.insert(found->begin(), found->end());
    }
    return Error(Errc::corrupt, "the store keeps finding comments of the batch stored already");
}

Result<std::vector<DecidedBurst>> BatchProcessor::decide_all(const std::vector<Burst>& bursts,
                                                             BatchReport& report) {
    const Stopwatch stopwatch(report.decide_time);
    const auto shows = shows_.get(store_, spans_of(bursts));
    if (!shows) return shows.error();
    const auto proving = find_proving(bursts);
    if (!proving) return proving.error();
    std::vector<DecidedBurst> decided = verifications(bursts, *proving);
    const auto rest = proving->empty() ? bursts : without(bursts, *proving);
    for (const Burst& burst : rest)
        decided.push_back(decide(burst, *shows->at(burst.streamer), intents_, settings_.decision));
    return decided;
}

// The comments that prove who their sender is, and are for nothing else.
Result<std::set<CommentId>> BatchProcessor::find_proving(const std::vector<Burst>& bursts) {
    std::vector<Comment> candidates;
    for (const Burst& burst : bursts)
        std::ranges::copy_if(burst.comments, std::back_inserter(candidates),
                             [](const Comment& comment) { return can_be_code(comment.message); });
    if (proofs_ == nullptr || candidates.empty()) return std::set<CommentId>();
    const auto proving = proofs_->read(candidates);
    if (!proving) return proving.error();
    return std::set<CommentId>(proving->begin(), proving->end());
}

// One transaction. Returns the comments that were stored before; if there are any, nothing was
// written.
Result<std::set<CommentId>> BatchProcessor::commit(std::span<const ShardFence> fences,
                                                   std::vector<DecidedBurst>& decided,
                                                   BatchReport& report) {
    const Stopwatch stopwatch(report.commit_time);
    const auto transaction = store_.begin();
    if (!transaction) return transaction.error().during("beginning a transaction");
    const auto held = (*transaction)->hold_fences(fences);
    if (!held && held.error().code() == Errc::conflict) {
        report.outcome = BatchReport::Outcome::fenced;
        return std::set<CommentId>();
    }
    if (!held) return held.error().during("checking the leases");

    const Line line = line_up(decided);
    const auto cancelled = find_cancelled(**transaction, decided, line.claims);
    if (!cancelled) return cancelled.error();
    const auto allocations = serve(**transaction, line.claims);
    if (!allocations) return allocations.error();
    const Effects effects =
        effects_of(decided, line, *allocations, *cancelled, settings_.public_base_url);
    const auto stored = (*transaction)->write(effects);
    if (!stored) return stored.error().during("writing the batch");
    if (!stored->empty()) return std::set<CommentId>(stored->begin(), stored->end());

    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error().during("committing the batch");
    count(report, effects);
    return std::set<CommentId>();
}

}  // namespace tts
