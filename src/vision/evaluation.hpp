#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tts {

// What the matcher made of one labelled picture.
struct QueryOutcome {
    bool known = true;       // Shows something of the catalogue.
    std::size_t rank = 0;    // Of the right product: 1 is best, 0 not among the candidates.
    double probability = 0;  // Of the best product.
    // The same if the right product were not in the catalogue, only its siblings.
    double probability_without = 0;
};

struct VisionFigures {
    std::size_t queries = 0;  // Of known products.
    std::size_t unknown = 0;
    double top1 = 0;
    double top5 = 0;
    // The gap between the stated probability and how often it is right, over all pictures, in ten
    // bins of equal width.
    double calibration_error = 0;
    // The share of known pictures that are answered, and rightly, when the threshold lets 1 % of
    // the unknown ones through.
    double correct_accepts_at_1_percent = 0;
    // How well the probability tells known pictures from unknown ones, and from themselves if their
    // product were not in the catalogue: the area under the curve, 0.5 for a guess.
    double unknown_auroc = 0;
    double sibling_auroc = 0;
    // The largest share of the known pictures that can be answered so that 98.5 % are right.
    double coverage = 0;
    // At the threshold of 0.7: shares of the known pictures, and of the unknown.
    double right_at_threshold = 0;
    double wrong_at_threshold = 0;
    double unknown_at_threshold = 0;
};

VisionFigures figures_of(std::span<const QueryOutcome> outcomes, double threshold = 0.7);

// The chance that one of `higher` is above one of `lower`, a draw being half.
double area_under_curve(std::vector<double> higher, std::vector<double> lower);

}  // namespace tts
