#include "vision/image_preparer.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace tts {

using namespace std::chrono_literals;

namespace {

// How long to wait after each attempt that failed for now; about an hour in all.
constexpr std::array<std::chrono::milliseconds, 7> retry_delays = {1s,    5s,    30s,  2min,
                                                                   10min, 20min, 30min};

std::chrono::milliseconds retry_delay(std::int32_t attempts) {
    const auto index = static_cast<std::size_t>(std::max(1, attempts)) - 1;
    return retry_delays.at(std::min(index, retry_delays.size() - 1));
}

}  // namespace

Result<std::size_t> ImagePreparer::run_once(Timestamp now) {
    std::vector<ImageTask> tasks;
    {
        const auto store = stores_.lease();
        if (!store) return store.error();
        auto taken = (*store)->take_images(now, settings_.lease, settings_.batch_max);
        if (!taken) return taken.error();
        tasks = std::move(*taken);
    }
    if (tasks.empty()) return std::size_t{0};

    // No connection is held while pictures are fetched and measured.
    std::vector<ImageOutcome> outcomes;
    for (const ImageTask& task : tasks) outcomes.push_back(prepare(task, now));
    const auto store = stores_.lease();
    if (!store) return store.error();
    const auto settled = (*store)->settle_images(outcomes);
    if (!settled) return settled.error();
    return tasks.size();
}

ImageOutcome ImagePreparer::prepare(const ImageTask& task, Timestamp now) {
    ImageOutcome outcome{.task = task, .state = ImageState::ready, .reason = {}, .due_at = now};
    // Attempts are counted when a task is taken, so that a picture that ends the process does so
    // a few times only.
    const auto started = std::chrono::steady_clock::now();
    const auto prepared = task.attempts > settings_.attempts_max
                              ? Result<void>(Error(Errc::invalid, "every attempt broke off"))
                              : vision_.prepare_image(task.url);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
    counters_.time.observe(seconds.count());
    if (prepared) {
        counters_.ready.add();
        return outcome;
    }
    outcome.reason = prepared.error().what();
    if (prepared.error().is_transient() && task.attempts < settings_.attempts_max) {
        counters_.put_off.add();
        outcome.state = ImageState::pending;
        outcome.due_at = now + retry_delay(task.attempts);
        return outcome;
    }
    counters_.failed.add();
    outcome.state = ImageState::failed;
    log_event(
        Level::warning, "picture_not_prepared",
        {{"product", task.product.to_string()}, {"url", task.url}, {"error", outcome.reason}});
    return outcome;
}

}  // namespace tts
