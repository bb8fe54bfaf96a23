#pragma once

#include "core/comment.hpp"
#include "core/product.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tts {

struct MatchSettings {
    double score_min = 0.7;       // Of a name in the text or a product seen in the video.
    double hint_score_min = 0.3;  // A weaker mention of another product makes a claim doubtful.
    std::chrono::seconds sighting_age_max{30};  // How long what was seen counts as still shown.
};

// What was found for one thing that a client asked for.
struct MatchResult {
    ProductMatch match;         // Its product is nil if the claim cannot be acted on.
    std::string variant;        // As the product's options write it; empty if none was named.
    std::string doubt;          // Why a person must look; empty if the match is sure.
    VariantId variant_id = {};  // Nil if the product has none.
    std::string choices = {};   // "S, M, L", if all that is missing is which of them.
};

// A show, prepared for matching. It never changes, so threads may share it.
class ShowIndex {
public:
    ShowIndex(Show show, MatchSettings settings);

    const Show& show() const { return show_; }
    const ClaimVocabulary& vocabulary() const { return vocabulary_; }

    // Which product the item means, by the surest evidence there is: a code or SKU in the text, a
    // name in the text, the product that the host had pinned at `seen_at`, or the platform, the
    // product seen in the video then. Who says otherwise than the first of these lowers its score.
    // `texts` is the client's burst; `seen_at` is the moment of the stream that it reacts to.
    MatchResult match(const ClaimItem& item,
                      const std::vector<std::string_view>& texts,
                      Timestamp seen_at) const;

private:
    struct Mention {
        const Product* product = nullptr;
        double score = 0;
    };
    struct CodeEntry {
        const Product* product = nullptr;
        const Variant* variant = nullptr;  // Null if it is the product's.
        MatchSource source = MatchSource::none;
    };

    void index_code(const std::string& code, CodeEntry entry);
    void index_names();
    double word_weight(std::size_t products_with_it) const;
    Mention best_mention(const std::vector<std::string_view>& texts,
                         const std::string& variant) const;
    const Product* find(const ProductId& id) const;
    const Sighting* sighting_at(Timestamp time) const;
    std::optional<MatchResult> shown_at(Timestamp time) const;
    MatchResult pinned(const Pin& pin, Timestamp time) const;

    Show show_;
    MatchSettings settings_;
    ClaimVocabulary vocabulary_;
    std::unordered_map<std::string, CodeEntry> by_code_;  // By folded code or SKU.
    std::unordered_map<std::string, std::vector<const Product*>> by_word_;
    std::unordered_map<const Product*, double> name_weight_;
};

}  // namespace tts
