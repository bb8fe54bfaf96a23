#include "apps/tiktoksales/demo/player.hpp"

#include "adapters/opencv/draw_card.hpp"
#include "apps/tiktoksales/demo/progress.hpp"
#include "core/uuid.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace tts::demo {

namespace {

using std::chrono::milliseconds;

// Eight of them, what comes after and the checks: a minute.
constexpr milliseconds scene_time(3'000);
constexpr milliseconds pause_in_burst(120);
// Longer than the server's settle window, so that what a client says in the next scene is another
// thought.
constexpr milliseconds pause_between_scenes(1'200);
constexpr std::size_t batch_size = 8;
constexpr int frames_shown = 3;

// One comment at its time in the scene.
struct Step {
    milliseconds at{0};
    std::size_t thought = 0;
    std::size_t message = 0;
};

// Bursts of several clients overlap, as they do in a chat; each client's own messages stay in order
// and close enough together to be one thought. In a fast show all of a burst goes out at once.
std::vector<Step> schedule(const std::vector<Thought>& thoughts, bool fast) {
    std::vector<Step> steps;
    const auto count = static_cast<int>(thoughts.size());
    for (int i = 0; i < count; ++i) {
        const auto& messages = thoughts[static_cast<std::size_t>(i)].messages;
        for (std::size_t k = 0; k < messages.size(); ++k) {
            const auto within = fast ? milliseconds(0) : pause_in_burst * static_cast<int>(k);
            steps.push_back({.at = scene_time * i / count + within,
                             .thought = static_cast<std::size_t>(i),
                             .message = k});
        }
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.at < b.at; });
    return steps;
}

std::size_t messages_in(const std::vector<Scene>& scenes) {
    std::size_t count = 0;
    for (const auto& scene : scenes)
        for (const auto& thought : scene.thoughts) count += thought.messages.size();
    return count;
}

class Player {
public:
    Player(ShowClient& client, PlayOptions options, std::size_t messages)
        : client_(client),
          options_(std::move(options)),
          progress_(static_cast<int>(messages)),
          run_(Uuid::next().to_string()) {}

    Result<Played> play(const std::vector<Scene>& scenes) {
        if (const auto filled = fill_catalogue(); !filled) return filled.error();
        for (const auto& scene : scenes)
            if (const auto done = play_scene(scene); !done)
                return done.error().during("'" + scene.title + "'");
        progress_.finish();
        return std::move(played_);
    }

private:
    Result<void> fill_catalogue() {
        for (const auto& product : catalogue()) {
            const auto picture = draw_product_card(product.card);
            if (!picture) return picture.error();
            const auto id = client_.upload(product, *picture);
            if (!id) return id.error().during("uploading " + product.sku);
            played_.product_ids[product.sku] = *id;
        }
        return {};
    }

    Result<void> play_scene(const Scene& scene) {
        progress_.begin_scene(scene.title);
        auto pinned = client_.pin(scene.pinned ? played_.product_ids[*scene.pinned] : "");
        if (!pinned) return pinned;
        if (scene.shown)
            if (const auto shown = show_frames(*scene.shown); !shown) return shown;

        scene_from_ = played_.thoughts.size();
        for (const auto& thought : scene.thoughts)
            played_.thoughts.push_back(
                {.thought = thought,
                 .comment_ids = std::vector<std::string>(thought.messages.size())});
        const auto begin = std::chrono::steady_clock::now();
        for (const auto& step : schedule(scene.thoughts, options_.fast)) {
            if (!options_.fast) std::this_thread::sleep_until(begin + step.at);
            if (const auto sent = send(step); !sent) return sent;
        }
        if (const auto flushed = flush_batch(); !flushed) return flushed;
        return reconnect_and_repeat();
    }

    // The host holds the product into the camera; the pictures go to the server's store, and their
    // addresses to vision.
    Result<void> show_frames(const std::string& sku) {
        std::vector<std::string> urls;
        for (int i = 0; i < frames_shown; ++i) {
            const StreamFrame frame{.product = product(sku).card,
                                    .placement = {.centre_x = 0.45 + 0.05 * i,
                                                  .centre_y = 0.55,
                                                  .width = 0.55,
                                                  .rotation_degrees = 4.0 * (i - 1)},
                                    .scene = 7,
                                    .brightness = 0.95 + 0.05 * i};
            const auto picture = draw_stream_frame(frame);
            if (!picture) return picture.error();
            const auto url = client_.store_frame(*picture);
            if (!url) return url.error();
            urls.push_back(*url);
        }
        const auto seen = client_.match(urls);
        if (!seen) return seen.error();
        if (seen->product_id != played_.product_ids[sku])
            played_.complaints.push_back("vision did not recognise " + sku + " in its frames");
        return {};
    }

    Message message_of(std::size_t thought, std::size_t message) const {
        const auto& said = played_.thoughts[thought].thought;
        return {.client = said.client,
                .text = said.messages[message],
                .message_id = run_ + "." + std::to_string(thought) + "." + std::to_string(message)};
    }

    Result<void> send(const Step& step) {
        const std::size_t index = scene_from_ + step.thought;
        auto& played = played_.thoughts[index];
        const Message message = message_of(index, step.message);
        if (options_.fast && played.thought.messages.size() > 1)
            return step.message == 0 ? send_burst(index) : Result<void>();
        progress_.comment_sent(message.client, message.text);
        ++played_.comments_sent;
        if (played.thought.delivery == Delivery::batch) {
            batch_.push_back(message);
            batch_ids_.push_back(&played.comment_ids[step.message]);
            return batch_.size() < batch_size ? Result<void>() : flush_batch();
        }
        const auto id = played.thought.delivery == Delivery::websocket
                            ? client_.post_on_websocket(message)
                            : client_.post(message);
        if (!id) return id.error();
        played.comment_ids[step.message] = *id;
        return played.thought.sent_twice ? repeat(index, step.message) : Result<void>();
    }

    // In one request: between two, a busy machine may pause for longer than a burst lasts.
    Result<void> send_burst(std::size_t thought) {
        auto& played = played_.thoughts[thought];
        std::vector<Message> burst;
        for (std::size_t k = 0; k < played.thought.messages.size(); ++k) {
            burst.push_back(message_of(thought, k));
            progress_.comment_sent(burst.back().client, burst.back().text);
            ++played_.comments_sent;
        }
        auto ids = client_.post_batch(burst);
        if (!ids) return ids.error();
        played.comment_ids = std::move(*ids);
        for (std::size_t k = 0; played.thought.sent_twice && k < burst.size(); ++k)
            if (const auto repeated = repeat(thought, k); !repeated) return repeated;
        return {};
    }

    Result<void> flush_batch() {
        if (batch_.empty()) return {};
        const auto ids = client_.post_batch(batch_);
        if (!ids) return ids.error();
        for (std::size_t i = 0; i < ids->size(); ++i) *batch_ids_[i] = (*ids)[i];
        batch_.clear();
        batch_ids_.clear();
        return {};
    }

    // Sends a comment again under the platform's id that it had. It must be the same comment still.
    Result<void> repeat(std::size_t thought, std::size_t message) {
        const auto id = client_.post(message_of(thought, message));
        if (!id) return id.error();
        ++played_.comments_sent;
        ++played_.repeats_sent;
        const auto& first = played_.thoughts[thought].comment_ids[message];
        if (*id != first)
            played_.complaints.push_back("comment " + first + " was accepted again as " + *id);
        return {};
    }

    // A source that lost its connection sends again what it is not sure of.
    Result<void> reconnect_and_repeat() {
        client_.reconnect();
        std::this_thread::sleep_for(pause_between_scenes);
        for (std::size_t i = scene_from_; i < played_.thoughts.size(); ++i) {
            if (!played_.thoughts[i].thought.sent_twice) continue;
            for (std::size_t k = 0; k < played_.thoughts[i].comment_ids.size(); ++k)
                if (const auto repeated = repeat(i, k); !repeated) return repeated;
        }
        return {};
    }

    ShowClient& client_;
    const PlayOptions options_;
    Progress progress_;
    const std::string run_;  // Begins the message ids, so that those of another run are others.
    Played played_;
    std::size_t scene_from_ = 0;  // The first thought of the scene that is being played.
    std::vector<Message> batch_;
    std::vector<std::string*> batch_ids_;  // Where the id of each message in the batch goes.
};

}  // namespace

Result<Played> play(ShowClient& client,
                    const std::vector<Scene>& scenes,
                    const PlayOptions& options) {
    return Player(client, options, messages_in(scenes)).play(scenes);
}

}  // namespace tts::demo
