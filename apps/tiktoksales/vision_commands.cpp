#include "apps/tiktoksales/vision_commands.hpp"

#include "adapters/opencv/baselines.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/labelled_files.hpp"
#include "apps/tiktoksales/vision_measurements.hpp"
#include "core/json_writer.hpp"
#include "vision/evaluation.hpp"
#include "vision/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <limits>
#include <vector>

namespace tts {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unknown_label = "_unknown";

struct Gallery {
    std::vector<std::string> products;
    std::vector<PreparedPicturePtr> pictures;
    std::vector<fs::path> paths;  // Likewise.
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
        gallery.paths.push_back(file.path);
        gallery.owners.push_back(gallery.products.size() - 1);
    }
    if (gallery.pictures.empty())
        return Error(Errc::invalid, "there are no pictures in " + folder.string());
    return gallery;
}

// By product.
Result<std::vector<Likeness>> likenesses_of(const ImageMatcher& matcher,
                                            const Gallery& gallery,
                                            const LabelledFile& query) {
    const auto bytes = contents_of(query.path);
    if (!bytes) return bytes.error();
    const auto frame = matcher.prepare_frame(*bytes);
    if (!frame) return frame.error().during("reading " + query.path.string());
    const auto of_pictures = matcher.compare(**frame, gallery.pictures);
    return likeness_by_product(of_pictures, gallery.owners, gallery.products.size());
}

std::vector<double> probabilities_of(const std::vector<std::vector<Likeness>>& frames) {
    std::vector<std::vector<double>> odds;
    for (const auto& likenesses : frames) odds.push_back(log_odds(likenesses));
    return product_probabilities(odds);
}

double highest(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

// What frames of one thing say together. Each holds what it shows of every product.
QueryOutcome outcome_of(const Gallery& gallery,
                        const std::string& label,
                        std::vector<std::vector<Likeness>> frames) {
    const auto probabilities = probabilities_of(frames);
    QueryOutcome outcome{.known = label != unknown_label};
    outcome.probability = highest(probabilities);
    const auto right = std::find(gallery.products.begin(), gallery.products.end(), label);
    if (right == gallery.products.end()) return outcome;
    const auto place = static_cast<std::size_t>(right - gallery.products.begin());
    const double own = probabilities[place];
    // Without any evidence it is no candidate, whatever its place in a list of equals.
    const bool is_candidate = std::any_of(frames.begin(), frames.end(), [place](const auto& frame) {
        return log_odds(frame)[place] > log_odds_min;
    });
    if (is_candidate)
        outcome.rank = 1 + static_cast<std::size_t>(
                               std::count_if(probabilities.begin(), probabilities.end(),
                                             [own](double other) { return other > own; }));
    for (auto& frame : frames) frame.erase(frame.begin() + static_cast<std::ptrdiff_t>(place));
    outcome.probability_without = highest(probabilities_of(frames));
    return outcome;
}

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct BaselineFigures {
    std::string name;
    double top1 = 0;
    double top5 = 0;
    double unknown_auroc = 0;
    double cpu_ms = 0;
};

// The most similar picture of each product counts.
std::vector<double> similarities(const Baseline& baseline,
                                 const PreparedPicture& query,
                                 const std::vector<PreparedPicturePtr>& references,
                                 const Gallery& gallery) {
    std::vector<double> best(gallery.products.size(), std::numeric_limits<double>::lowest());
    for (std::size_t i = 0; i < references.size(); ++i) {
        double& own = best[gallery.owners[i]];
        own = std::max(own, baseline.similarity(*references[i], query));
    }
    return best;
}

Result<PreparedPicturePtr> described(const Baseline& baseline, const fs::path& path) {
    const auto bytes = contents_of(path);
    if (!bytes) return bytes.error();
    return baseline.describe(*bytes);
}

Result<BaselineFigures> measure(const Baseline& baseline,
                                const Gallery& gallery,
                                const std::vector<LabelledFile>& queries) {
    std::vector<PreparedPicturePtr> references;
    for (const fs::path& path : gallery.paths) {
        auto reference = described(baseline, path);
        if (!reference) return reference.error();
        references.push_back(std::move(*reference));
    }
    const double start = cpu_seconds();
    std::vector<double> known;
    std::vector<double> unknown;
    BaselineFigures figures{.name = std::string(baseline.name())};
    for (const LabelledFile& query : queries) {
        const auto picture = described(baseline, query.path);
        if (!picture) return picture.error();
        const auto scores = similarities(baseline, **picture, references, gallery);
        (query.label == unknown_label ? unknown : known).push_back(highest(scores));
        const auto right = std::find(gallery.products.begin(), gallery.products.end(), query.label);
        if (right == gallery.products.end()) continue;
        const double own = scores[static_cast<std::size_t>(right - gallery.products.begin())];
        const auto better = std::count_if(scores.begin(), scores.end(),
                                          [own](double other) { return other > own; });
        figures.top1 += better < 1 ? 1 : 0;
        figures.top5 += better < 5 ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, known.size()));
    figures.top1 /= count;
    figures.top5 /= count;
    figures.cpu_ms = (cpu_seconds() - start) * 1e3 / static_cast<double>(queries.size());
    figures.unknown_auroc = area_under_curve(std::move(known), std::move(unknown));
    return figures;
}

Measurement measurement_of(const Gallery& gallery,
                           const LabelledFile& query,
                           const std::vector<Likeness>& likenesses) {
    Measurement measurement{.label = query.label};
    for (std::size_t i = 0; i < likenesses.size(); ++i)
        measurement.products.push_back({gallery.products[i], likenesses[i]});
    return measurement;
}

struct Report {
    VisionFigures figures;
    std::vector<Measurement> measurements;
    double cpu_ms = 0;  // For a picture.
    std::size_t frames = 1;
    std::vector<BaselineFigures> baselines;
};

void print_json(const Report& report) {
    const VisionFigures& figures = report.figures;
    JsonWriter json;
    json.object()
        .member("n", figures.queries)
        .member("top1", figures.top1)
        .member("top5", figures.top5)
        .member("ece", figures.calibration_error)
        .member("unknown_correct_accept_at_1pct", figures.correct_accepts_at_1_percent)
        .member("cpu_ms", report.cpu_ms)
        .member("n_unknown", figures.unknown)
        .member("frames", report.frames)
        .member("unknown_auroc", figures.unknown_auroc)
        .member("sibling_auroc", figures.sibling_auroc)
        .member("coverage_at_98_5pct", figures.coverage)
        .member("right_at_threshold", figures.right_at_threshold)
        .member("wrong_at_threshold", figures.wrong_at_threshold)
        .member("unknown_at_threshold", figures.unknown_at_threshold);
    json.key("baselines").array();
    for (const BaselineFigures& baseline : report.baselines)
        json.object()
            .member("name", baseline.name)
            .member("top1", baseline.top1)
            .member("top5", baseline.top5)
            .member("unknown_auroc", baseline.unknown_auroc)
            .member("cpu_ms", baseline.cpu_ms)
            .end();
    json.end().end();
    fmt::print("{}\n", json.text());
}

void print_text(const Report& report) {
    const VisionFigures& figures = report.figures;
    fmt::print("pictures            {} of products, {} of other things", figures.queries,
               figures.unknown);
    if (report.frames > 1) fmt::print(", in groups of {}", report.frames);
    fmt::print("\n");
    fmt::print("top 1, top 5        {:.3f}, {:.3f}\n", figures.top1, figures.top5);
    fmt::print("calibration error   {:.3f}\n", figures.calibration_error);
    fmt::print("right at 1 % false  {:.3f}\n", figures.correct_accepts_at_1_percent);
    fmt::print("AUROC               other things {:.3f}, siblings only {:.3f}\n",
               figures.unknown_auroc, figures.sibling_auroc);
    fmt::print("coverage at 98.5 %  {:.3f}\n", figures.coverage);
    fmt::print("score above 0.7     right {:.3f}, wrong {:.3f}, other things {:.3f}\n",
               figures.right_at_threshold, figures.wrong_at_threshold,
               figures.unknown_at_threshold);
    fmt::print("CPU for a picture   {:.1f} ms\n", report.cpu_ms);
    for (const BaselineFigures& baseline : report.baselines)
        fmt::print("{:<19} top 1 {:.3f}, top 5 {:.3f}, AUROC {:.3f}, {:.1f} ms\n", baseline.name,
                   baseline.top1, baseline.top5, baseline.unknown_auroc, baseline.cpu_ms);
}

// Groups of `frames` pictures of one label, in the order of the files.
Result<Report> measure_ours(const ImageMatcher& matcher,
                            const Gallery& gallery,
                            const std::vector<LabelledFile>& queries,
                            std::size_t frames) {
    const double start = cpu_seconds();
    Report report;
    std::vector<QueryOutcome> outcomes;
    std::vector<std::vector<Likeness>> group;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        auto likenesses = likenesses_of(matcher, gallery, queries[i]);
        if (!likenesses) return likenesses.error();
        report.measurements.push_back(measurement_of(gallery, queries[i], *likenesses));
        group.push_back(std::move(*likenesses));
        const bool is_last = i + 1 == queries.size() || queries[i + 1].label != queries[i].label;
        if (group.size() < frames && !is_last) continue;
        // What is left over at the end of a label is no whole group.
        if (group.size() == frames)
            outcomes.push_back(outcome_of(gallery, queries[i].label, std::move(group)));
        group.clear();
    }
    report.figures = figures_of(outcomes);
    report.frames = frames;
    report.cpu_ms = (cpu_seconds() - start) * 1e3 / static_cast<double>(queries.size());
    return report;
}

}  // namespace

int run_eval_vision(const EvalVisionOptions& options) {
    const OpencvImageMatcher matcher;
    const fs::path folder(options.folder);
    const auto gallery = read_gallery(matcher, folder / "gallery");
    if (!gallery) return fail(gallery.error());
    const auto queries = labelled_files(folder / "queries");
    if (!queries) return fail(queries.error());

    if (queries->empty())
        return fail({Errc::invalid, "there are no pictures in " + (folder / "queries").string()});

    auto report = measure_ours(matcher, *gallery, *queries, options.frames);
    if (!report) return fail(report.error());
    for (const auto& baseline : all_baselines()) {
        auto figures = measure(*baseline, *gallery, *queries);
        if (!figures) return fail(figures.error());
        report->baselines.push_back(std::move(*figures));
    }
    if (!options.measurements.empty()) {
        const auto written = write_measurements(options.measurements, report->measurements);
        if (!written) return fail(written.error());
    }
    if (options.as_json)
        print_json(*report);
    else
        print_text(*report);
    return EXIT_SUCCESS;
}

}  // namespace tts
