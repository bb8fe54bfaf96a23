#pragma once

#include "ports/image_matcher.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

// From measurements to one probability for each product. How the figures were found:
// docs/decisions/0012-vision-evidence.md and 0047-more-than-the-others-match.md.

namespace tts {

// The measurements as the model takes them: their logarithms, squares and products. All 0: nothing
// was found.
constexpr std::size_t evidence_terms_count = 14;
using EvidenceTerms = std::array<double, evidence_terms_count>;

// `others`: what matches_of_others() says for this product.
EvidenceTerms evidence_terms(const Likeness& likeness, double others);

// How many points of the other products match in the same frame: for each product of `products`,
// the mean of log(1 + matches) over the others. Letters and corners look alike in every catalogue,
// so that it counts how many more points match than those of things that are not shown. What was
// not found at all is left out; one product more is made up, so that a catalogue of one can say
// no.
std::vector<double> matches_of_others(std::span<const Likeness> products);

// What each term is worth; found by fit_evidence (evidence_fit.hpp).
const EvidenceTerms& evidence_weights();

// How much more likely the frame shows each product than nothing of the catalogue, as the natural
// logarithm of the odds. `products`: what one frame shows of all products of one catalogue.
std::vector<double> log_odds(std::span<const Likeness> products);

// What one frame shows of each product: of several pictures of a product, the one that speaks for
// it most. `owners` holds the index of the product for each picture, all below `products`.
std::vector<Likeness> likeness_by_product(std::span<const Likeness> pictures,
                                          std::span<const std::size_t> owners,
                                          std::size_t products);

// The log odds that stand for "no trace of it".
constexpr double log_odds_min = -7;

// What several frames of one moment say together: each entry of `frames` holds the log odds of all
// products, in one order. Frames that show nothing abstain. Returns the probability of each
// product; what is missing to 1 is the probability that it was none of them.
std::vector<double> product_probabilities(std::span<const std::vector<double>> frames);

}  // namespace tts
