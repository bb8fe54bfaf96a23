#include "apps/tiktoksales/vision_measurements.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace tts {

namespace {

std::string line_of(const Measurement::OfProduct& found) {
    const Likeness& likeness = found.likeness;
    return fmt::format("{}\t{}\t{}\t{:.6g}\t{:.6g}\t{:.6g}\t{:.6g}\t{:.6g}\t{:.6g}\n",
                       found.product, likeness.matches, likeness.inliers, likeness.inlier_ratio,
                       likeness.lightness, likeness.colour, likeness.colour_distance,
                       likeness.patch_colour_distance, likeness.visible);
}

}  // namespace

Result<void> write_measurements(const std::filesystem::path& path,
                                const std::vector<Measurement>& measurements) {
    std::ofstream file(path);
    for (const Measurement& measurement : measurements) {
        file << measurement.label << '\n';
        for (const auto& found : measurement.products)
            if (found.likeness.matches > 0) file << line_of(found);
    }
    if (!file.flush()) return Error(Errc::unavailable, "cannot write " + path.string());
    return {};
}

Result<std::vector<Measurement>> read_measurements(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) return Error(Errc::invalid, "cannot read " + path.string());
    std::vector<Measurement> measurements;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto end = line.find('\t');
        if (end == std::string::npos) {
            measurements.push_back({line, {}});
            continue;
        }
        Likeness likeness;
        std::istringstream numbers(line.substr(end));
        numbers >> likeness.matches >> likeness.inliers >> likeness.inlier_ratio >>
            likeness.lightness >> likeness.colour >> likeness.colour_distance >>
            likeness.patch_colour_distance >> likeness.visible;
        if (!numbers || measurements.empty())
            return Error(Errc::invalid, fmt::format("{}:{}: this is no measurement of eval vision",
                                                    path.string(), number));
        measurements.back().products.push_back({line.substr(0, end), likeness});
    }
    return measurements;
}

}  // namespace tts
