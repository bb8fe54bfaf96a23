#include "bench/audience.hpp"
#include "bench/parts.hpp"
#include "bench/process_cost.hpp"
#include "bench/servers.hpp"

#include "adapters/redis/redis_comment_queue.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <stdexcept>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t batch_size = 512;

Comment to_comment(const Remark& remark) {
    Comment comment{.id = CommentId::next(),
                    .streamer = remark.streamer,
                    .client = remark.client,
                    .message = remark.text,
                    .timestamp = now(),
                    .source = "api",
                    .source_message_id = {}};
    return comment;
}

// One comment of each of so many clients, of whom none is due for an hour.
class Crowd {
public:
    Crowd(Redis& redis, std::uint32_t clients, std::uint32_t streamers)
        : redis_(redis), clients_(clients), streamers_(streamers) {
        redis_.empty();
        QueueSettings patient;
        patient.settle = std::chrono::hours(1);
        const auto queue = open_redis_comment_queue({.url = redis.url(), .queue = patient}).value();
        const auto producer = queue->producer().value();
        std::vector<Comment> batch;
        for (std::uint32_t i = 0; i < clients; ++i) {
            batch.push_back(to_comment({.streamer = streamer_name(i % streamers),
                                        .client = "waiting_" + std::to_string(i),
                                        .text = "hola desde Monterrey"}));
            if (batch.size() < batch_size && i + 1 < clients) continue;
            producer->append(batch).value();
            batch.clear();
        }
    }

    struct Cost {
        double append_us = 0;  // Redis' CPU for one comment.
        double worker_us = 0;  // Wall time of take and acknowledge, of one worker.
    };

    // Comments of other clients go in, and a worker takes them out again.
    Cost measure(std::size_t comments) const {
        QueueSettings settings;
        settings.settle = std::chrono::milliseconds(0);
        const auto queue =
            open_redis_comment_queue({.url = redis_.url(), .queue = settings}).value();
        Cost cost;
        cost.append_us = append(*queue, comments);
        cost.worker_us = work(*queue, comments);
        return cost;
    }

private:
    double append(CommentQueue& queue, std::size_t comments) const {
        Audience audience({.streamers = streamers_, .clients = clients_});
        const auto producer = queue.producer().value();
        const double before = cpu_seconds(redis_.pid());
        std::vector<Comment> batch;
        for (std::size_t i = 0; i < comments; ++i) {
            batch.push_back(to_comment(audience.next()));
            if (batch.size() < batch_size && i + 1 < comments) continue;
            producer->append(batch).value();
            batch.clear();
        }
        return 1e6 * (cpu_seconds(redis_.pid()) - before) / static_cast<double>(comments);
    }

    static double work(CommentQueue& queue, std::size_t comments) {
        const auto consumer = queue.consumer("bench").value();
        const auto time = now() + std::chrono::seconds(2);
        const auto start = Clock::now();
        std::size_t taken = 0;
        for (const int shard : consumer->balance(time).value().gained) {
            for (;;) {
                const Batch batch = consumer->take(shard, time).value();
                if (batch.bursts.empty()) break;
                for (const Burst& burst : batch.bursts) taken += burst.comments.size();
                consumer->acknowledge(batch, time).value();
            }
        }
        const std::chrono::duration<double, std::micro> elapsed = Clock::now() - start;
        if (taken != comments) throw std::runtime_error("the worker missed comments");
        consumer->release().value();
        return elapsed.count() / static_cast<double>(comments);
    }

    Redis& redis_;
    const std::uint32_t clients_;
    const std::uint32_t streamers_;
};

struct Costs {
    double append_us;
    double worker_us;
};

Costs costs_with(Redis& redis, std::uint32_t clients, std::uint32_t streamers) {
    const Crowd crowd(redis, static_cast<std::uint32_t>(scaled(clients)), streamers);
    std::vector<double> append;
    std::vector<double> worker;
    for (int i = 0; i < rounds(); ++i) {
        const auto cost = crowd.measure(scaled(20'000));
        append.push_back(cost.append_us);
        worker.push_back(cost.worker_us);
    }
    return {median(append), median(worker)};
}

Row growth_row(const std::string& what, const Costs& few, const Costs& many) {
    const double append = many.append_us / few.append_us;
    const double worker = many.worker_us / few.worker_us;
    return {.what = what,
            .ours = "Redis " + decimal(append, 2) + "x (" + decimal(many.append_us, 1) +
                    " us), worker " + decimal(worker, 2) + "x (" + decimal(many.worker_us, 1) +
                    " us a comment)",
            .beside = decimal(few.append_us, 1) + " us, " + decimal(few.worker_us, 1) + " us",
            .goal = "<= 1.3x",
            .met = append <= 1.3 && worker <= 1.3};
}

}  // namespace

Report run_growth_part() {
    Redis redis;
    const Costs few = costs_with(redis, 1'000, 20);
    const Costs more = costs_with(redis, 100'000, 20);
    const Costs many = costs_with(redis, 1'000'000, 20);
    const Costs few_streams = costs_with(redis, 100'000, 10);
    const Costs many_streams = costs_with(redis, 100'000, 10'000);
    const std::vector<Row> rows = {
        growth_row("100 000 waiting clients against 1 000", few, more),
        growth_row("1 000 000 waiting clients against 1 000", few, many),
        growth_row("10 000 streamers against 10, 100 000 waiting clients", few_streams,
                   many_streams)};
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
