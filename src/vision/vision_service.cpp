#include "vision/vision_service.hpp"

#include "vision/evidence.hpp"
#include "vision/object_keys.hpp"
#include "vision/printed_text.hpp"
#include "vision/product_analysis.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <utility>

namespace tts {

struct VisionService::Gallery {
    std::vector<PreparedPicturePtr> pictures;
    std::vector<std::size_t> owners;  // The index in Show::products, for each picture.
    std::size_t products = 0;
};

namespace {

const Product* product_of(const Show& show, const ProductId& id) {
    const auto found = std::find_if(show.products.begin(), show.products.end(),
                                    [&](const Product& product) { return product.id == id; });
    return found == show.products.end() ? nullptr : &*found;
}

std::vector<std::string> without_repeats(const std::vector<std::string>& urls) {
    std::set<std::string_view> seen;
    std::vector<std::string> unique;
    for (const std::string& url : urls)
        if (seen.insert(url).second) unique.push_back(url);
    return unique;
}

constexpr std::string_view no_time_left = "there was no time left for it";

}  // namespace

VisionService::VisionService(Parts parts, VisionSettings settings)
    : parts_(parts),
      settings_(settings),
      matcher_(parts.matcher, settings.pictures_at_once),
      prepared_(parts.objects, matcher_),
      cache_(parts.pictures, matcher_, prepared_, settings.cache) {}

Result<MatchAnswer> VisionService::match(const MatchRequest& request) {
    // The delay is not known before the show is read; it is a matter of seconds.
    constexpr std::chrono::minutes delay_max(5);
    const auto show =
        show_of(request.streamer, request.timestamp - settings_.sighting_age_max - delay_max);
    if (!show) return show.error().during("matching a product");
    const Timestamp shown_at = request.timestamp - show->streamer.stream_delay();

    MatchAnswer answer = answer_from_frames(*show, without_repeats(request.frame_urls));
    if (answer.seen_by == SeenBy::nobody) {
        auto held = answer_from_show(*show, shown_at);
        if (!held) held = answer_from_frames(*show, stored_frames(request.streamer, shown_at));
        std::swap(held->skipped, answer.skipped);
        answer = std::move(*held);
    }
    const auto remembered = remember(answer, *show, shown_at);
    if (!remembered) return remembered.error().during("keeping a sighting");
    return answer;
}

Result<Show> VisionService::show_of(const std::string& streamer, Timestamp since) {
    const auto store = parts_.stores.lease();
    if (!store) return store.error();
    return (*store)->show(streamer, since);
}

VisionService::Gallery VisionService::gallery_of(const Show& show) {
    Gallery gallery;
    gallery.products = show.products.size();
    for (std::size_t i = 0; i < show.products.size(); ++i)
        for (const std::string& url : show.products[i].image_urls) {
            auto picture = cache_.find(url);
            // A product whose picture cannot be read cannot be seen; the others still can.
            if (!picture) continue;
            gallery.pictures.push_back(std::move(*picture));
            gallery.owners.push_back(i);
        }
    return gallery;
}

FrameView VisionService::look_at(const std::string& url, const Gallery& gallery) {
    const auto bytes = parts_.pictures.fetch(url);
    if (!bytes) return {.url = url, .problem = bytes.error().what()};
    return look_into(url, *bytes, gallery);
}

FrameView VisionService::look_into(const std::string& url,
                                   std::string_view picture,
                                   const Gallery& gallery) const {
    const auto frame = matcher_.prepare_frame(picture);
    if (!frame) return {.url = url, .problem = frame.error().what()};
    FrameView view{.url = url};
    const auto likenesses = matcher_.compare(**frame, gallery.pictures);
    view.likenesses = likeness_by_product(likenesses, gallery.owners, gallery.products);
    view.log_odds = log_odds(view.likenesses);
    return view;
}

std::vector<FrameView> VisionService::look_at_all(const std::vector<std::string>& urls,
                                                  const Gallery& gallery) {
    const auto deadline = std::chrono::steady_clock::now() + settings_.frames_deadline;
    std::vector<FrameView> views(urls.size());
    std::atomic<std::size_t> next{0};
    const auto look_in_time = [&](const std::string& url) {
        if (std::chrono::steady_clock::now() < deadline) return look_at(url, gallery);
        FrameView late;
        late.url = url;
        late.problem = no_time_left;
        return late;
    };
    const auto work = [&] {
        for (std::size_t i = next++; i < urls.size(); i = next++) views[i] = look_in_time(urls[i]);
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(settings_.threads_a_request, urls.size()); ++i)
        threads.emplace_back(work);
    work();
    threads.clear();  // Joins.
    return views;
}

MatchAnswer VisionService::answer_from_frames(const Show& show,
                                              const std::vector<std::string>& urls) {
    MatchAnswer answer;
    if (urls.empty()) return answer;
    std::vector<FrameView> views = look_at_all(urls, gallery_of(show));
    std::vector<SkippedFrame> skipped;
    std::erase_if(views, [&](const FrameView& view) {
        if (!view.problem.empty()) skipped.push_back({view.url, view.problem});
        return !view.problem.empty();
    });
    answer = judge(show, views, judge_settings(show));
    answer.skipped = std::move(skipped);
    return answer;
}

// A seller may ask for more certainty, or for less.
JudgeSettings VisionService::judge_settings(const Show& show) const {
    const double own = show.rules.match_score_min;
    return {.score_min = own > 0 ? own : settings_.score_min,
            .alternatives_max = settings_.alternatives_max};
}

Result<MatchAnswer> VisionService::watch(const StreamPicture& picture, StreamMemory& memory) {
    const auto show = show_of(picture.streamer, picture.taken_at);
    if (!show) return show.error().during("watching a stream");
    FrameView view = look_into(picture.url, picture.bytes, gallery_of(*show));
    if (!view.problem.empty()) return Error(Errc::invalid, view.problem);
    memory.add(show->products, picture.taken_at, std::move(view));

    MatchAnswer answer = judge(*show, memory.views(), judge_settings(*show));
    if (!answer.product || !memory.is_news(answer.product->id, picture.taken_at)) return answer;
    const Sighting sighting{.id = Uuid::next(),
                            .streamer = picture.streamer,
                            .stream_time = picture.taken_at,
                            .product = answer.product->id,
                            .score = answer.score,
                            .frame_urls = {answer.frame}};
    const auto written = write(sighting);
    if (!written) return written.error().during("keeping a sighting");
    memory.note_written(sighting);
    return answer;
}

Result<void> VisionService::renew(const std::string& streamer, Timestamp at, StreamMemory& memory) {
    auto seen = memory.last_seen(at);
    if (!seen || !memory.is_news(seen->product, at)) return {};
    seen->id = Uuid::next();
    seen->streamer = streamer;
    seen->stream_time = at;
    const auto written = write(*seen);
    if (!written) return written.error().during("keeping a sighting");
    memory.note_written(*seen);
    return {};
}

Result<void> VisionService::write(const Sighting& sighting) {
    const auto store = parts_.stores.lease();
    if (!store) return store.error();
    return (*store)->add_sighting(sighting);
}

std::optional<MatchAnswer> VisionService::answer_from_show(const Show& show,
                                                           Timestamp shown_at) const {
    MatchAnswer answer;
    for (const std::vector<Pin>* pins : {&show.pins, &show.platform_pins}) {
        const Pin* pin = pin_at(*pins, shown_at);
        const Product* product = pin != nullptr ? product_of(show, pin->product) : nullptr;
        if (product == nullptr) continue;
        const bool by_host = pin->by == PinnedBy::host;
        answer.product = *product;
        answer.score = by_host ? 1 : 0.9;
        answer.seen_by = SeenBy::pin;
        answer.why =
            (by_host ? "pinned since " : "pinned by the platform since ") + to_iso8601(pin->from);
        return answer;
    }
    const auto seen =
        std::find_if(show.sightings.rbegin(), show.sightings.rend(),
                     [&](const Sighting& candidate) { return candidate.stream_time <= shown_at; });
    if (seen == show.sightings.rend() || shown_at - seen->stream_time > settings_.sighting_age_max)
        return std::nullopt;
    const Product* product = product_of(show, seen->product);
    if (!product) return std::nullopt;
    answer.product = *product;
    answer.score = seen->score;
    answer.frame = seen->frame_urls.empty() ? std::string() : seen->frame_urls.front();
    answer.seen_by = SeenBy::timeline;
    answer.why = "seen at " + to_iso8601(seen->stream_time);
    return answer;
}

std::vector<std::string> VisionService::stored_frames(const std::string& streamer,
                                                      Timestamp shown_at) {
    constexpr std::size_t listed_max = 100;
    const auto objects = parts_.objects.list(
        frame_folder(streamer), frame_key(streamer, shown_at - settings_.sighting_age_max, ""),
        listed_max);
    std::vector<std::string> urls;
    if (!objects) return urls;  // Without frames the answer is "nothing", which is true enough.
    const std::string end = frame_key(streamer, shown_at + std::chrono::milliseconds(1), "");
    for (const StoredObject& object : *objects)
        if (object.key < end) urls.push_back(object_url(object.key));
    if (urls.size() > settings_.stored_frames_max)
        urls.erase(urls.begin(),
                   urls.end() - static_cast<std::ptrdiff_t>(settings_.stored_frames_max));
    return urls;
}

Result<void> VisionService::remember(const MatchAnswer& answer,
                                     const Show& show,
                                     Timestamp shown_at) {
    if (answer.seen_by != SeenBy::frames || !answer.product) return {};
    return write({.id = Uuid::next(),
                  .streamer = show.streamer.username,
                  .stream_time = shown_at,
                  .product = answer.product->id,
                  .score = answer.score,
                  .frame_urls = {answer.frame}});
}

ProductAnalysis VisionService::analyze(const std::string& product_name,
                                       const std::vector<std::string>& picture_urls) {
    ProductAnalysis analysis;
    std::vector<Appearance> appearances;
    std::vector<std::string> first_pictures;
    constexpr std::size_t pictures_read = 3;
    const auto deadline = std::chrono::steady_clock::now() + settings_.frames_deadline;
    for (const std::string& url : without_repeats(picture_urls)) {
        if (std::chrono::steady_clock::now() >= deadline) {
            analysis.skipped.push_back({url, std::string(no_time_left)});
            continue;
        }
        auto bytes = parts_.pictures.fetch(url);
        auto appearance = bytes ? matcher_.describe(*bytes) : bytes.error();
        if (!appearance) {
            analysis.skipped.push_back({url, appearance.error().what()});
            continue;
        }
        appearances.push_back(std::move(*appearance));
        if (first_pictures.size() < pictures_read) first_pictures.push_back(std::move(*bytes));
    }
    const Appearance look = average(appearances);
    analysis.colours = look.colours;
    read_text(first_pictures, analysis);
    analysis.category = category_of(product_name, analysis.text);
    analysis.tag = tag_of(product_name, look);
    analysis.model_description = with_printed(describe(look), analysis.text);
    analysis.description = product_name;
    if (!analysis.model_description.empty())
        analysis.description += ": " + analysis.model_description;
    analysis.description += ".";
    return analysis;
}

void VisionService::read_text(const std::vector<std::string>& pictures,
                              ProductAnalysis& analysis) const {
    if (parts_.text == nullptr) {
        analysis.text_note = "text is not read here";
        return;
    }
    PrintedText printed = printed_text(*parts_.text, pictures, settings_.text_time_max);
    analysis.text = std::move(printed.words);
    analysis.text_note = std::move(printed.note);
}

// The last of the streamer's frames after this key, or nothing: keys sort by time.
Result<std::string> VisionService::newest_key(const std::string& streamer, std::string after) {
    constexpr std::size_t page = 1'000;
    std::string newest;
    for (;;) {
        const auto objects = parts_.objects.list(frame_folder(streamer), after, page);
        if (!objects) return objects.error();
        if (!objects->empty()) newest = after = objects->back().key;
        if (objects->size() < page) return newest;
    }
}

Result<std::string> VisionService::newest_frame(const std::string& streamer) {
    // Of a stream that is on, the last minutes are enough.
    constexpr std::chrono::minutes recent(10);
    auto newest = newest_key(streamer, frame_key(streamer, now() - recent, ""));
    if (newest && newest->empty()) newest = newest_key(streamer, "");
    if (!newest) return newest.error();
    if (newest->empty()) return Error(Errc::not_found, "no frame of " + streamer + " is stored");
    constexpr std::size_t bytes_max = 8 * 1024 * 1024;
    return parts_.objects.get(*newest, bytes_max);
}

}  // namespace tts
