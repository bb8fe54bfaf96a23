#include "bench/parts.hpp"
#include "bench/process_cost.hpp"

#include "adapters/opencv/draw_catalogue.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "vision/evidence.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <span>

namespace tts::bench {

namespace {

// Drawn products, each with one photo.
struct Catalogue {
    std::vector<ProductCard> cards;
    std::vector<PreparedPicturePtr> photos;
    double resident_bytes = 0;  // What the prepared photos added to the process's memory.
};

Catalogue catalogue_of(const ImageMatcher& matcher, std::size_t products) {
    Catalogue catalogue;
    for (std::uint64_t seed = 1; catalogue.cards.size() < products; ++seed)
        for (ProductCard& card : drawn_catalogue(seed).products)
            if (catalogue.cards.size() < products) catalogue.cards.push_back(std::move(card));
    std::vector<std::string> encoded;
    for (const ProductCard& card : catalogue.cards)
        encoded.push_back(draw_product_card(card).value());
    // What preparing needs only for a moment stays with the process: none of the catalogue's.
    matcher.prepare_reference(encoded.front()).value();
    const double before = tts::bench::resident_bytes(getpid());
    for (const std::string& photo : encoded)
        catalogue.photos.push_back(matcher.prepare_reference(photo).value());
    catalogue.resident_bytes = tts::bench::resident_bytes(getpid()) - before;
    return catalogue;
}

double thread_cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// A host holds the first products up, one after the other.
std::vector<std::string> frames_of(const Catalogue& catalogue, std::size_t count) {
    std::vector<std::string> frames;
    for (std::size_t i = 0; i < count; ++i)
        frames.push_back(
            draw_stream_frame({.product = catalogue.cards[i],
                               .placement = {.centre_y = 0.6, .width = 0.6, .rotation_degrees = 8},
                               .scene = static_cast<std::uint32_t>(i + 1)})
                .value());
    return frames;
}

struct Looks {
    std::vector<double> prepared_ms;  // Decoding and the frame's own points.
    std::vector<double> all_ms;       // And looking for all products.
    std::size_t right = 0;            // The product that is shown comes first.
};

void look(const ImageMatcher& matcher,
          std::span<const PreparedPicturePtr> photos,
          const std::vector<std::string>& frames,
          Looks& looks) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const double start = thread_cpu_ms();
        const auto frame = matcher.prepare_frame(frames[i]).value();
        looks.prepared_ms.push_back(thread_cpu_ms() - start);
        const auto odds = log_odds(matcher.compare(*frame, photos));
        const std::vector<std::vector<double>> votes = {odds};
        const auto chances = product_probabilities(votes);
        looks.all_ms.push_back(thread_cpu_ms() - start);
        const auto best = std::max_element(chances.begin(), chances.end());
        if (static_cast<std::size_t>(best - chances.begin()) == i) ++looks.right;
    }
}

Row time_row(std::size_t products, const Looks& looks, double goal_ms) {
    const double ms = median(looks.all_ms);
    return {.what = "a 720x1280 JPEG frame decoded and looked for among " +
                    thousands(static_cast<double>(products)) + " products",
            .ours = decimal(ms, 0) + " ms of CPU",
            .beside = "the frame alone " + decimal(median(looks.prepared_ms), 0) +
                      " ms; the product shown comes first in " + std::to_string(looks.right) +
                      " of " + std::to_string(looks.all_ms.size()),
            .goal = "<= " + decimal(goal_ms, 0) + " ms",
            .met = ms <= goal_ms};
}

Row memory_row(const Catalogue& catalogue) {
    constexpr double megabyte = 1e6;
    const double per_thousand = 1'000 / static_cast<double>(catalogue.photos.size());
    double counted = 0;
    for (const auto& photo : catalogue.photos)
        counted += static_cast<double>(photo->memory_bytes());
    const double resident = catalogue.resident_bytes * per_thousand / megabyte;
    return {.what = "memory of 1 000 products, one photo each",
            .ours = decimal(resident, 0) + " MB more in RAM",
            .beside = "as the program counts them " +
                      decimal(counted * per_thousand / megabyte, 0) + " MB",
            .goal = "<= 100 MB",
            .met = resident <= 100};
}

}  // namespace

Report run_vision_part() {
    constexpr std::size_t few = 31;
    const OpencvImageMatcher matcher;
    const Catalogue catalogue = catalogue_of(matcher, std::max(scaled(1'000), few));
    const auto frames = frames_of(catalogue, is_quick() ? 2 : 20);
    Looks among_few;
    Looks among_all;
    for (int round = 0; round < rounds(); ++round) {
        look(matcher, std::span(catalogue.photos).first(few), frames, among_few);
        look(matcher, catalogue.photos, frames, among_all);
    }
    const std::vector<Row> rows = {time_row(few, among_few, 120),
                                   time_row(catalogue.photos.size(), among_all, 160),
                                   memory_row(catalogue)};
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
