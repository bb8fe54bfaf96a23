#include "adapters/sqlite/queue_batches.hpp"
#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_round.hpp"
#include "adapters/sqlite/queue_shard.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace tts::sqlite {

namespace {

using std::chrono::milliseconds;
using Choice = QueueWindow::Choice;

// After the first failure; it doubles with each.
constexpr milliseconds retry_delay{200};

// Comments that lingered long enough are deleted together: with the next batch, else this late.
constexpr milliseconds linger_slack{1'000};

class SqliteCommentConsumer final : public CommentConsumer {
public:
    SqliteCommentConsumer(QueueParts& parts, Database reader)
        : parts_(parts), reader_(parts, std::move(reader)), holder_(parts.leases.new_holder()) {}

    Result<LeaseChange> balance(Timestamp now) override;
    Result<Batch> take(int number, Timestamp now) override;
    std::vector<Result<Batch>> take_all(std::span<const int> shards,
                                        Timestamp now,
                                        const Precedence& precedence) override;
    Result<void> acknowledge(const Batch& batch, Timestamp now) override;
    Result<void> acknowledge_all(std::span<const Batch> batches, Timestamp now) override;
    Result<void> put_back(const Batch& batch, Timestamp now, milliseconds delay) override;
    Result<void> fail(const Batch& batch, Timestamp now, const std::string& error) override;
    Result<void> release() override;

private:
    using Shard = QueueShard;

    // A batch that was chosen.
    struct Draft {
        Shard& shard;
        std::vector<Choice> choices;
    };

    Result<Shard*> open_shard(int number, Timestamp now);
    Result<Batch> draft(Shard& shard,
                        const QueueWindow::Bounds& bounds,
                        std::vector<Draft>& drafts);
    Result<void> send_out(std::vector<Draft>& drafts);
    Result<std::vector<Lingering>> settle_batch(Database& database, Shard& shard, Timestamp now);
    Result<Shard*> shard_with_batch(const Batch& batch);
    Result<std::vector<Lingering>> settle(Database& database,
                                          const Shard& shard,
                                          const Choice& choice,
                                          Timestamp now);
    Result<void> delete_lingered(Database& database, Shard& shard, Timestamp now);
    Result<void> tidy_up(Shard& shard, Timestamp now);

    QueueParts& parts_;
    QueueShardReader reader_;
    const QueueLeases::Holder holder_;
    std::map<int, Shard> shards_;  // The leased ones.
};

Result<LeaseChange> SqliteCommentConsumer::balance(Timestamp now) {
    std::vector<int> had;
    std::vector<int> busy;
    for (const auto& [number, shard] : shards_) {
        had.push_back(number);
        if (!shard.out.empty()) busy.push_back(number);
    }
    auto change = parts_.leases.balance(holder_, had, busy, now);
    for (const int lost : change.lost) shards_.erase(lost);
    for (const int gained : change.gained) shards_[gained].number = gained;
    return change;
}

Result<Batch> SqliteCommentConsumer::take(int number, Timestamp now) {
    return take_all({&number, 1}, now, {}).front();
}

std::vector<Result<Batch>> SqliteCommentConsumer::take_all(std::span<const int> shards,
                                                           Timestamp now,
                                                           const Precedence& precedence) {
    std::vector<Result<Batch>> batches;
    std::vector<Shard*> open;
    std::vector<std::size_t> places;
    for (const int number : shards) {
        const auto shard = open_shard(number, now);
        if (shard) {
            open.push_back(*shard);
            places.push_back(batches.size());
        }
        batches.push_back(shard
                              ? Result<Batch>(Batch{.shard = number, .bursts = {}, .next_due = {}})
                              : shard.error());
    }
    const auto counts = plan_round(reader_, open, now, precedence, parts_.settings);
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!counts) {
            batches[places[i]] = counts.error().during("taking from the queue");
            continue;
        }
        batches[places[i]] = draft(*open[i],
                                   {.now = now,
                                    .bursts_max = parts_.settings.bursts_max,
                                    .list_max = parts_.settings.comments_max,
                                    .comments_max = (*counts)[i]},
                                   drafts);
    }
    const auto sent = send_out(drafts);
    for (auto& batch : batches)
        if (!sent && batch && !batch->bursts.empty())
            batch = sent.error().during("taking from the queue");
    return batches;
}

// The shard, if it is leased, with what it has.
Result<QueueShard*> SqliteCommentConsumer::open_shard(int number, Timestamp now) {
    const auto found = shards_.find(number);
    if (found == shards_.end() || !parts_.leases.holds(holder_, number))
        return Error(Errc::conflict, "shard " + std::to_string(number) + " is not leased");
    Shard& shard = found->second;
    // The worker could not finish the batch before, because the disk failed: it comes again.
    shard.out.clear();
    const auto loaded = reader_.load(shard, now);
    if (!loaded) return loaded.error().during("taking from the queue");
    return &shard;
}

// Chooses the shard's batch. A chosen one is not out before it is written down.
Result<Batch> SqliteCommentConsumer::draft(Shard& shard,
                                           const QueueWindow::Bounds& bounds,
                                           std::vector<Draft>& drafts) {
    Batch batch{.shard = shard.number, .bursts = {}, .next_due = {}};
    auto choices = shard.window.choose(bounds, batch);
    if (!choices.empty()) {
        drafts.push_back({.shard = shard, .choices = std::move(choices)});
        return batch;
    }
    const auto tidied = tidy_up(shard, bounds.now);
    if (!tidied) return tidied.error().during("deleting lingered comments");
    return batch;
}

Result<void> SqliteCommentConsumer::send_out(std::vector<Draft>& drafts) {
    if (drafts.empty()) return {};
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error();
    for (const Draft& draft : drafts) {
        const auto put = put_out(**write, draft.shard.number, draft.choices);
        if (!put) return put.error();
    }
    const auto committed = write->commit();
    if (!committed) return committed.error();
    for (Draft& draft : drafts) draft.shard.out = std::move(draft.choices);
    return {};
}

// The comments of the choice are dealt with, and their list is forgiven what failed before. What
// lingers after that.
Result<std::vector<Lingering>> SqliteCommentConsumer::settle(Database& database,
                                                             const Shard& shard,
                                                             const Choice& choice,
                                                             Timestamp now) {
    std::vector<Lingering> lingering;
    for (const auto& comment : choice.comments) {
        const Timestamp until = comment.arrived_at + parts_.settings.linger;
        const auto done = until <= now ? delete_entry(database, shard.number, comment.seq)
                                       : mark_committed(database, shard.number, comment.seq);
        if (!done) return done.error();
        if (until > now) lingering.push_back({.until = until, .seq = comment.seq});
    }
    if (!choice.hold) return lingering;
    const auto forgiven = delete_hold(database, shard.number, choice.name);
    if (!forgiven) return forgiven.error();
    return lingering;
}

Result<void> SqliteCommentConsumer::acknowledge(const Batch& batch, Timestamp now) {
    return acknowledge_all({&batch, 1}, now);
}

Result<void> SqliteCommentConsumer::acknowledge_all(std::span<const Batch> batches, Timestamp now) {
    std::vector<Shard*> shards;
    for (const Batch& batch : batches) {
        const auto found = shard_with_batch(batch);
        if (!found) return found.error().during("acknowledging");
        shards.push_back(*found);
    }
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error().during("acknowledging");
    std::vector<std::vector<Lingering>> lingering;
    for (Shard* const shard : shards) {
        auto settled = settle_batch(**write, *shard, now);
        if (!settled) return settled.error().during("acknowledging");
        lingering.push_back(std::move(*settled));
    }
    const auto committed = write->commit();
    if (!committed) return committed.error().during("acknowledging");

    for (std::size_t i = 0; i < shards.size(); ++i) {
        Shard& shard = *shards[i];
        for (const Choice& choice : shard.out) shard.window.remove(choice);
        shard.out.clear();
        shard.lingering.insert(shard.lingering.end(), lingering[i].begin(), lingering[i].end());
    }
    return {};
}

// Returns what lingers of the shard's batch.
Result<std::vector<Lingering>> SqliteCommentConsumer::settle_batch(Database& database,
                                                                   Shard& shard,
                                                                   Timestamp now) {
    std::vector<Lingering> lingering;
    for (const Choice& choice : shard.out) {
        const auto settled = settle(database, shard, choice, now);
        if (!settled) return settled.error();
        lingering.insert(lingering.end(), settled->begin(), settled->end());
    }
    const auto tidied = delete_lingered(database, shard, now);
    if (!tidied) return tidied.error();
    const auto put = put_in(database, shard.number);
    if (!put) return put.error();
    return lingering;
}

Result<void> SqliteCommentConsumer::put_back(const Batch& batch,
                                             Timestamp now,
                                             milliseconds delay) {
    const auto found = shard_with_batch(batch);
    if (!found) return found.error().during("putting back");
    Shard& shard = **found;
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error().during("putting back");

    const auto held = [&](const Choice& choice) {
        auto hold = choice.hold.value_or(QueueWindow::Hold{});
        hold.due = now + delay;
        return hold;
    };
    for (const Choice& choice : shard.out) {
        const auto saved = save_hold(**write, shard.number, choice.name, held(choice));
        if (!saved) return saved.error().during("putting back");
    }
    const auto put = put_in(**write, shard.number);
    if (!put) return put.error().during("putting back");
    const auto committed = write->commit();
    if (!committed) return committed.error().during("putting back");

    for (const Choice& choice : shard.out) shard.window.hold(choice.name, held(choice));
    shard.out.clear();
    return {};
}

Result<void> SqliteCommentConsumer::fail(const Batch& batch,
                                         Timestamp now,
                                         const std::string& error) {
    const auto found = shard_with_batch(batch);
    if (!found) return found.error().during("failing a batch");
    Shard& shard = **found;
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error().during("failing a batch");

    std::vector<std::pair<const Choice*, Failure>> held;
    std::vector<const Choice*> buried;
    for (const Choice& choice : shard.out) {
        const Failure failure{.error = error,
                              .attempts = choice.attempts() + 1,
                              .attempts_max = parts_.settings.attempts_max,
                              .now = now,
                              .retry_at = now + retry_delay * (1 << choice.attempts())};
        const auto is_buried = count_failure(**write, shard.number, choice, failure);
        if (!is_buried) return is_buried.error().during("failing a batch");
        if (*is_buried) {
            buried.push_back(&choice);
        } else {
            held.emplace_back(&choice, failure);
        }
    }
    const auto put = put_in(**write, shard.number);
    if (!put) return put.error().during("failing a batch");
    const auto committed = write->commit();
    if (!committed) return committed.error().during("failing a batch");

    for (const Choice* choice : buried) shard.window.remove(*choice);
    for (const auto& [choice, failure] : held)
        shard.window.hold(
            choice->name,
            {.due = failure.retry_at, .attempts = failure.attempts, .error = failure.error});
    shard.out.clear();
    return {};
}

Result<void> SqliteCommentConsumer::release() {
    parts_.leases.release(holder_);
    shards_.clear();
    return {};
}

Result<SqliteCommentConsumer::Shard*> SqliteCommentConsumer::shard_with_batch(const Batch& batch) {
    const auto found = shards_.find(batch.shard);
    if (found == shards_.end() || !parts_.leases.holds(holder_, batch.shard) ||
        found->second.out.empty())
        return Error(Errc::conflict, "the batch is not out: its shard was lost");
    return &found->second;
}

Result<void> SqliteCommentConsumer::delete_lingered(Database& database,
                                                    Shard& shard,
                                                    Timestamp now) {
    // Taken off at once: what a failed transaction keeps, the sweep deletes.
    while (!shard.lingering.empty() && shard.lingering.front().until <= now) {
        const auto deleted = delete_entry(database, shard.number, shard.lingering.front().seq);
        if (!deleted) return deleted.error();
        shard.lingering.pop_front();
    }
    return {};
}

Result<void> SqliteCommentConsumer::tidy_up(Shard& shard, Timestamp now) {
    if (shard.lingering.empty() || shard.lingering.front().until + linger_slack > now) return {};
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error();
    const auto deleted = delete_lingered(**write, shard, now);
    if (!deleted) return deleted.error();
    return write->commit();
}

}  // namespace

Result<std::unique_ptr<CommentConsumer>> make_consumer(QueueParts& parts) {
    auto reader = Database::open(parts.path, Access::read_only);
    if (!reader) return reader.error();
    return std::unique_ptr<CommentConsumer>(
        std::make_unique<SqliteCommentConsumer>(parts, std::move(*reader)));
}

}  // namespace tts::sqlite
