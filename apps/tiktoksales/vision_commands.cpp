#include "apps/tiktoksales/vision_commands.hpp"

#include "adapters/opencv/opencv_image_matcher.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "core/json_writer.hpp"
#include "vision/evaluation.hpp"
#include "vision/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <vector>

namespace tts {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unknown_label = "_unknown";

struct LabelledFile {
    std::string label;
    fs::path path;
};

// The files of <folder>/<label>/, in order.
Result<std::vector<LabelledFile>> labelled_files(const fs::path& folder) {
    std::vector<LabelledFile> files;
    std::error_code error;
    for (fs::directory_iterator label(folder, error), end; !error && label != end;
         label.increment(error)) {
        if (!label->is_directory()) continue;
        std::error_code inner;
        for (fs::directory_iterator file(label->path(), inner); !inner && file != end;
             file.increment(inner))
            if (file->is_regular_file())
                files.push_back({label->path().filename().string(), file->path()});
    }
    if (error) return Error(Errc::invalid, folder.string() + ": " + error.message());
    std::sort(files.begin(), files.end(),
              [](const LabelledFile& a, const LabelledFile& b) { return a.path < b.path; });
    return files;
}

Result<std::string> contents_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(Errc::invalid, "cannot read " + path.string());
    return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Gallery {
    std::vector<std::string> products;
    std::vector<PreparedPicturePtr> pictures;
    std::vector<std::size_t> owners;
};

Result<Gallery> read_gallery(const ImageMatcher& matcher, const fs::path& folder) {
    const auto files = labelled_files(folder);
    if (!files) return files.error();
    Gallery gallery;
    for (const LabelledFile& file : *files) {
        const auto bytes = contents_of(file.path);
        if (!bytes) return bytes.error();
        auto picture = matcher.prepare_reference(*bytes);
        if (!picture) return picture.error().during("reading " + file.path.string());
        if (gallery.products.empty() || gallery.products.back() != file.label)
            gallery.products.push_back(file.label);
        gallery.pictures.push_back(std::move(*picture));
        gallery.owners.push_back(gallery.products.size() - 1);
    }
    if (gallery.pictures.empty())
        return Error(Errc::invalid, "there are no pictures in " + folder.string());
    return gallery;
}

Result<QueryOutcome> outcome_of(const ImageMatcher& matcher,
                                const Gallery& gallery,
                                const LabelledFile& query) {
    const auto bytes = contents_of(query.path);
    if (!bytes) return bytes.error();
    const auto frame = matcher.prepare_frame(*bytes);
    if (!frame) return frame.error().during("reading " + query.path.string());
    const auto likenesses = matcher.compare(**frame, gallery.pictures);
    std::vector<double> odds(gallery.products.size(), log_odds_min);
    for (std::size_t i = 0; i < likenesses.size(); ++i) {
        double& best = odds[gallery.owners[i]];
        best = std::max(best, log_odds(likenesses[i]));
    }
    const auto probabilities = product_probabilities({&odds, 1});

    QueryOutcome outcome{.known = query.label != unknown_label, .rank = 0, .probability = 0};
    outcome.probability = *std::max_element(probabilities.begin(), probabilities.end());
    const auto right = std::find(gallery.products.begin(), gallery.products.end(), query.label);
    if (right == gallery.products.end()) return outcome;
    const double own = odds[static_cast<std::size_t>(right - gallery.products.begin())];
    // Without any evidence it is no candidate, whatever its place in a list of equals.
    if (own > log_odds_min)
        outcome.rank =
            1 + static_cast<std::size_t>(std::count_if(
                    odds.begin(), odds.end(), [own](double other) { return other > own; }));
    return outcome;
}

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void print(const VisionFigures& figures, double cpu_ms, bool as_json) {
    if (as_json) {
        JsonWriter json;
        json.object()
            .member("n", figures.queries)
            .member("top1", figures.top1)
            .member("top5", figures.top5)
            .member("ece", figures.calibration_error)
            .member("unknown_correct_accept_at_1pct", figures.correct_accepts_at_1_percent)
            .member("cpu_ms", cpu_ms)
            .member("n_unknown", figures.unknown)
            .member("right_at_threshold", figures.right_at_threshold)
            .member("wrong_at_threshold", figures.wrong_at_threshold)
            .member("unknown_at_threshold", figures.unknown_at_threshold)
            .end();
        fmt::print("{}\n", json.text());
        return;
    }
    fmt::print("pictures            {} of products, {} of other things\n", figures.queries,
               figures.unknown);
    fmt::print("top 1, top 5        {:.3f}, {:.3f}\n", figures.top1, figures.top5);
    fmt::print("calibration error   {:.3f}\n", figures.calibration_error);
    fmt::print("right at 1 % false  {:.3f}\n", figures.correct_accepts_at_1_percent);
    fmt::print("score above 0.7     right {:.3f}, wrong {:.3f}, other things {:.3f}\n",
               figures.right_at_threshold, figures.wrong_at_threshold,
               figures.unknown_at_threshold);
    fmt::print("CPU for a picture   {:.1f} ms\n", cpu_ms);
}

}  // namespace

int run_eval_vision(const EvalVisionOptions& options) {
    const OpencvImageMatcher matcher;
    const fs::path folder(options.folder);
    const auto gallery = read_gallery(matcher, folder / "gallery");
    if (!gallery) return fail(gallery.error());
    const auto queries = labelled_files(folder / "queries");
    if (!queries) return fail(queries.error());

    const double start = cpu_seconds();
    std::vector<QueryOutcome> outcomes;
    for (const LabelledFile& query : *queries) {
        const auto outcome = outcome_of(matcher, *gallery, query);
        if (!outcome) return fail(outcome.error());
        outcomes.push_back(*outcome);
    }
    if (outcomes.empty())
        return fail({Errc::invalid, "there are no pictures in " + (folder / "queries").string()});
    const double cpu_ms = (cpu_seconds() - start) * 1e3 / static_cast<double>(outcomes.size());
    print(figures_of(outcomes), cpu_ms, options.as_json);
    return EXIT_SUCCESS;
}

}  // namespace tts
