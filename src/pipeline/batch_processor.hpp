#pragma once

#include "pipeline/decide.hpp"
#include "pipeline/lag_watch.hpp"
#include "pipeline/show_cache.hpp"
#include "ports/claim_proofs.hpp"
#include "ports/comment_queue.hpp"
#include "ports/intent_reader.hpp"
#include "ports/store.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace tts {

struct PipelineSettings {
    DecisionSettings decision;
    MatchSettings match;
    std::chrono::milliseconds settle{750};  // The queue's: a longer pause ends a burst.
    // "https://shop.example": where buyers find their orders at /claim/; empty: nowhere.
    std::string public_base_url = {};
    std::optional<std::string> no_address_reason = {};  // See Effects.
};

struct BatchReport {
    enum class Outcome {
        committed,
        fenced,  // Another worker leases one of the shards now; nothing was written.
    };

    Outcome outcome = Outcome::committed;
    std::size_t comments = 0;       // Newly stored.
    std::size_t stored_before = 0;  // Committed by an earlier try whose acknowledgement was lost.
    std::size_t orders = 0;

    // For whoever counts; of what was committed by this try.
    std::array<std::size_t, intent_names.size()> intents{};
    std::array<std::size_t, decision_count> decisions{};
    std::vector<std::chrono::milliseconds> order_delays;  // From each order's first comment on.
    std::chrono::nanoseconds decide_time{};               // Intent and match.
    std::chrono::nanoseconds commit_time{};               // Stock, orders and the transaction.
    std::uint64_t show_hits = 0;                          // Of the cache.
    std::uint64_t show_misses = 0;
};

// Batches of comments through intent, match and order, in one transaction: all of it or nothing.
// Handling a batch again changes nothing. Belongs to one thread.
class BatchProcessor {
public:
    // Without `proofs` no comment proves anything; without `lags` no delay is learned.
    BatchProcessor(Store& store,
                   const IntentReader& intents,
                   PipelineSettings settings,
                   ProofReader* proofs = nullptr,
                   LagWatch* lags = nullptr)
        : store_(store),
          intents_(intents),
          settings_(settings),
          proofs_(proofs),
          lags_(lags),
          shows_(settings.match) {}

    // The batches are of different shards, `fences` those that the worker was given with them.
    // Errc::unavailable: try the same batches later. Other errors are one of the batches' own.
    Result<BatchReport> process(std::span<const Batch> batches, std::span<const ShardFence> fences);
    Result<BatchReport> process(const Batch& batch, std::int64_t fence);

    // Whether all that is to be done for what a client said is to store it: a glance, for the order
    // of work only. It goes by the show as earlier batches knew it; of a show that none has met
    // nothing may wait, because there a bare code or name can be a claim.
    bool may_wait(const Burst& burst) const;

private:
    Result<BatchReport> decide_and_commit(const std::vector<Burst>& all,
                                          std::span<const ShardFence> fences);
    Result<std::set<CommentId>> find_proving(const std::vector<Burst>& bursts);
    Result<std::vector<DecidedBurst>> decide_all(const std::vector<Burst>& bursts,
                                                 BatchReport& report);
    void note_lag(const Burst& burst, const DecidedBurst& decided, const Show& show);
    Result<std::set<CommentId>> commit(std::span<const ShardFence> fences,
                                       std::vector<DecidedBurst>& decided,
                                       BatchReport& report);

    Store& store_;
    const IntentReader& intents_;
    const PipelineSettings settings_;
    ProofReader* const proofs_;
    LagWatch* const lags_;
    ShowCache shows_;
};

}  // namespace tts
