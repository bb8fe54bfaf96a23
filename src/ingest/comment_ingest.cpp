#include "ingest/comment_ingest.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <span>
#include <utility>

namespace tts {

CommentIngest::CommentIngest(CommentQueue& queue, IngestSettings settings)
    : queue_(queue), settings_(settings), admission_(settings.admission) {
    const auto writers = static_cast<std::size_t>(std::max(settings.writers, 1));
    for (std::size_t i = 0; i < writers; ++i)
        writers_.push_back(
            std::make_unique<Writer>(std::max<std::size_t>(settings.inbox_max / writers, 1)));
}

CommentIngest::~CommentIngest() {
    stop();
}

Result<void> CommentIngest::start() {
    for (const auto& writer : writers_) {
        auto producer = queue_.producer();
        if (!producer) return producer.error().during("opening the queue");
        writer->producer = std::move(*producer);
    }
    for (const auto& writer : writers_)
        writer->thread = std::thread([this, &mine = *writer] { write_all(mine); });
    return {};
}

void CommentIngest::stop() {
    for (const auto& writer : writers_) writer->inbox.close();
    for (const auto& writer : writers_)
        if (writer->thread.joinable()) writer->thread.join();
}

void CommentIngest::submit(Comment comment, Sender sender) {
    const auto seed = std::hash<std::string>()(comment.client);
    Submission submission{std::move(comment), std::move(sender)};
    if (writers_[seed % writers_.size()]->inbox.try_put(submission)) return;
    refused_.fetch_add(1, std::memory_order_relaxed);
    const Error full(Errc::unavailable, "too many comments are waiting, send it again");
    http::AnswerBatch answers;
    tell(submission.sender, submission.comment, full, answers);
}

void CommentIngest::flush() {
    for (const auto& writer : writers_) writer->inbox.announce();
}

void CommentIngest::write_all(Writer& writer) {
    auto delay = settings_.retry_delay_min;
    std::vector<Submission> batch;
    http::AnswerBatch answers;
    while (writer.inbox.take(batch, settings_.batch_max)) {
        const auto written = write(writer, batch, answers);
        answers.send();
        batch.clear();
        if (written) {
            delay = settings_.retry_delay_min;
            continue;
        }
        log_event(Level::error, "append_failed",
                  {{"error", written.error().what()}, {"retry_ms", delay.count()}});
        writer.inbox.rest(delay);
        delay = std::min(delay * 2, settings_.retry_delay_max);
        // The old producer may hold a connection that is dead for good.
        if (auto fresh = queue_.producer()) writer.producer = std::move(*fresh);
    }
}

// Appends the batch and tells each sender what became of its comment.
Result<void> CommentIngest::write(Writer& writer,
                                  std::vector<Submission>& batch,
                                  http::AnswerBatch& answers) {
    std::vector<Comment> comments;
    comments.reserve(batch.size());
    for (auto& submission : batch) comments.push_back(std::move(submission.comment));

    const auto appended = writer.producer->append(comments);
    if (!appended || appended->size() != comments.size()) {
        failed_.fetch_add(comments.size(), std::memory_order_relaxed);
        const Error told(Errc::unavailable, "the queue cannot be written, send the comment again");
        for (std::size_t i = 0; i < batch.size(); ++i)
            tell(batch[i].sender, comments[i], told, answers);
        if (!appended) return appended.error();
        return Error(Errc::corrupt, "the queue answered another number of comments");
    }
    count(*appended);
    for (std::size_t i = 0; i < batch.size(); ++i)
        tell(batch[i].sender, comments[i], (*appended)[i], answers);
    return {};
}

void CommentIngest::count(std::span<const Appended> appended) {
    const auto duplicates = std::count_if(appended.begin(), appended.end(),
                                          [](const auto& one) { return one.duplicate; });
    accepted_.fetch_add(appended.size(), std::memory_order_relaxed);
    duplicates_.fetch_add(static_cast<std::uint64_t>(duplicates), std::memory_order_relaxed);
    batches_.fetch_add(1, std::memory_order_relaxed);
    const auto bucket = static_cast<std::size_t>(std::bit_width(appended.size())) - 1;
    batches_by_size_[std::min(bucket, batches_by_size_.size() - 1)].fetch_add(
        1, std::memory_order_relaxed);
}

IngestCounters CommentIngest::counters() const {
    IngestCounters now{.accepted = accepted_,
                       .duplicates = duplicates_,
                       .refused = refused_,
                       .turned_away = admission_.turned_away(),
                       .failed = failed_,
                       .batches = batches_};
    for (std::size_t i = 0; i < batches_by_size_.size(); ++i)
        now.batches_by_size[i] = batches_by_size_[i];
    return now;
}

}  // namespace tts
