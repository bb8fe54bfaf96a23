#include "pipeline/batch_processor.hpp"

#include "pipeline/batch_effects.hpp"
#include "pipeline/serve.hpp"

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
    for (const Burst& burst : rest) {
        const ShowIndex& show = *shows->at(burst.streamer);
        decided.push_back(decide(burst, show, intents_, settings_.decision));
        note_lag(burst, decided.back(), show.show());
    }
    return decided;
}

// A claim that comes again tells the same again.
void BatchProcessor::note_lag(const Burst& burst, const DecidedBurst& decided, const Show& show) {
    if (lags_ == nullptr || decided.claims.empty() || show.streamer.fixed_delay) return;
    const auto source = decided.match.source;
    const bool by_text =
        source == MatchSource::code || source == MatchSource::sku || source == MatchSource::name;
    if (by_text) lags_->note(show, decided.match.product, burst.comments.front().arrived_at());
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

    const ClaimLine line = line_up(decided);
    const auto cancelled = find_cancelled(**transaction, decided, line.claims);
    if (!cancelled) return cancelled.error();
    const auto served = serve(**transaction, line.claims, *cancelled);
    if (!served) return served.error();
    Effects effects = effects_of(decided, line, *served, *cancelled, settings_.public_base_url);
    effects.no_address_reason = settings_.no_address_reason;
    const auto stored = (*transaction)->write(effects);
    if (!stored) return stored.error().during("writing the batch");
    if (!stored->empty()) return std::set<CommentId>(stored->begin(), stored->end());

    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error().during("committing the batch");
    count(report, effects);
    return std::set<CommentId>();
}

}  // namespace tts
