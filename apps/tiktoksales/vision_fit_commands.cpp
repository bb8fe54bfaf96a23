#include "adapters/opencv/draw_catalogue.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/vision_commands.hpp"
#include "apps/tiktoksales/vision_measurements.hpp"
#include "vision/evidence_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <utility>
#include <vector>

namespace tts {

namespace {

namespace fs = std::filesystem;

Result<void> write_picture(const fs::path& path, const Result<std::string>& picture) {
    if (!picture) return picture.error().during("drawing " + path.string());
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream file(path, std::ios::binary);
    file << *picture;
    if (error || !file.flush()) return Error(Errc::unavailable, "cannot write " + path.string());
    return {};
}

std::string folder_name(const ProductCard& card) {
    std::string name = card.name;
    for (char& letter : name)
        if (letter == ' ') letter = '-';
    return name;
}

// The n-th look at something, with two things that nobody sells on the shelf behind the host.
ProductView view_of(const DrawnCatalogue& catalogue, std::uint64_t number) {
    const auto& others = catalogue.others;
    return {.product = std::nullopt,
            .clutter = {others[number % others.size()], others[(number * 7 + 3) % others.size()]},
            .seed = number};
}

Result<void> draw_views(const DrawnCatalogue& catalogue, const DrawVisionOptions& options) {
    const fs::path queries = fs::path(options.folder) / "queries";
    std::uint64_t number = options.seed * 1'000'000;
    const auto draw = [&](const std::string& label, const ProductCard* card) -> Result<void> {
        for (int view = 0; view < options.views; ++view) {
            ProductView look = view_of(catalogue, ++number);
            if (card) look.product = *card;
            const auto name = fmt::format("{:09}.jpg", number);
            const auto written = write_picture(queries / label / name, draw_product_view(look));
            if (!written) return written.error();
        }
        return {};
    };
    for (const ProductCard& card : catalogue.products) {
        const auto drawn = draw(folder_name(card), &card);
        if (!drawn) return drawn.error();
    }
    for (const ProductCard& card : catalogue.others) {
        const auto drawn = draw("_unknown", &card);
        if (!drawn) return drawn.error();
    }
    return draw("_unknown", nullptr);
}

EvidenceSample sample_of(const Measurement& measurement) {
    std::vector<Likeness> likenesses;
    for (const auto& found : measurement.products) likenesses.push_back(found.likeness);
    const auto others = matches_of_others(likenesses);
    EvidenceSample sample;
    for (std::size_t i = 0; i < likenesses.size(); ++i) {
        if (measurement.products[i].product == measurement.label) sample.right = i;
        sample.products.push_back(evidence_terms(likenesses[i], others[i]));
    }
    return sample;
}

bool shows(const Measurement& measurement, const Measurement::OfProduct& found) {
    return found.product == measurement.label;
}

// The picture as it is, and as it would be if its product were not sold.
void add_samples(Measurement measurement,
                 double weight,
                 double siblings,
                 std::vector<EvidenceSample>& samples) {
    samples.push_back(sample_of(measurement));
    samples.back().weight = weight;
    if (!samples.back().right || siblings <= 0) return;
    std::erase_if(measurement.products,
                  [&](const auto& found) { return shows(measurement, found); });
    samples.push_back(sample_of(measurement));
    samples.back().weight = weight * siblings;
}

// The same picture, measured with a catalogue of so many products; what it shows stays among them.
Measurement with_fewer_products(Measurement measurement,
                                std::size_t products,
                                std::mt19937_64& random) {
    auto& all = measurement.products;
    const auto shown = std::partition(all.begin(), all.end(),
                                      [&](const auto& found) { return shows(measurement, found); });
    const auto kept = static_cast<std::size_t>(shown - all.begin());
    for (std::size_t i = kept; i < std::min(products, all.size()); ++i)
        std::swap(all[i], all[i + random() % (all.size() - i)]);
    if (all.size() > products) all.resize(std::max(products, kept));
    return measurement;
}

}  // namespace

int run_draw_vision(const DrawVisionOptions& options) {
    const DrawnCatalogue catalogue = drawn_catalogue(options.seed);
    for (const ProductCard& card : catalogue.products) {
        const fs::path path =
            fs::path(options.folder) / "gallery" / folder_name(card) / "photo.jpg";
        const auto written = write_picture(path, draw_product_card(card));
        if (!written) return fail(written.error());
    }
    const auto drawn = draw_views(catalogue, options);
    return drawn ? EXIT_SUCCESS : fail(drawn.error());
}

int run_fit_vision(const FitVisionOptions& options) {
    // Sellers have catalogues of all sizes; those of one and of four products count a little, too.
    struct Size {
        std::size_t products = 0;
        double weight = 0;
    };
    constexpr std::array<Size, 2> sizes = {{{4, 0.5}, {1, 0.3}}};
    std::mt19937_64 random(1);
    std::vector<EvidenceSample> samples;
    for (const std::string& path : options.files) {
        const auto measurements = read_measurements(path);
        if (!measurements) return fail(measurements.error());
        for (const Measurement& measurement : *measurements) {
            add_samples(measurement, 1, options.siblings, samples);
            for (const Size& size : sizes)
                add_samples(with_fewer_products(measurement, size.products, random), size.weight,
                            options.siblings, samples);
        }
    }
    const auto weights = fit_evidence(samples);
    if (!weights) return fail(weights.error().during("fitting the evidence"));
    for (const double weight : *weights) fmt::print("{:.4f}, ", weight);
    fmt::print("\n");
    return EXIT_SUCCESS;
}

}  // namespace tts
