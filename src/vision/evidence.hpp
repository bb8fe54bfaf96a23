#pragma once

#include "ports/image_matcher.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

// From measurements to one probability for each product. How the figures were found:
// docs/decisions/0012-vision-evidence.md.

namespace tts {

// The measurements as the model takes them. All 0: nothing was found.
constexpr std::size_t evidence_terms_count = 8;
using EvidenceTerms = std::array<double, evidence_terms_count>;

EvidenceTerms evidence_terms(const Likeness& likeness);

// What each term is worth; found by fit_evidence (evidence_fit.hpp).
const EvidenceTerms& evidence_weights();

// How much more likely the frame shows this product than nothing of the catalogue, as the natural
// logarithm of the odds.
double log_odds(const Likeness& likeness);

// The log odds that stand for "no trace of it".
constexpr double log_odds_min = -7;

// What several frames of one moment say together: each entry of `frames` holds the log odds of all
// products, in one order. Frames that show nothing abstain. Returns the probability of each
// product; what is missing to 1 is the probability that it was none of them.
std::vector<double> product_probabilities(std::span<const std::vector<double>> frames);

}  // namespace tts
