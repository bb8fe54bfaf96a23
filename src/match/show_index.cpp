#include "match/show_index.hpp"

#include "intent/claim_names.hpp"
#include "intent/seller_words.hpp"
#include "match/fold.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace tts {

namespace {

std::set<std::string> distinct_words(std::string_view text) {
    const auto words = folded_words(folded(text));
    return {words.begin(), words.end()};
}

std::string describe(std::string_view what, Timestamp time) {
    return std::string(what) + " since " + to_iso8601(time);
}

const std::string* find_option(const Product& product, std::string_view wanted) {
    const auto plain = folded(wanted);
    const auto same = [&](const std::string& option) { return folded(option) == plain; };
    const auto found = std::find_if(product.options.begin(), product.options.end(), same);
    return found == product.options.end() ? nullptr : &*found;
}

// The option, or two of them as in "negro M", as the product writes them; nothing if the product
// has other options. Options may have spaces of their own, so every place to split is tried.
std::optional<std::string> option_of(const Product& product, const std::string& variant) {
    if (variant.empty() || product.options.empty()) return variant;
    if (const std::string* option = find_option(product, variant)) return *option;
    for (auto space = variant.find(' '); space != std::string::npos;
         space = variant.find(' ', space + 1)) {
        const std::string_view whole = variant;
        const std::string* first = find_option(product, whole.substr(0, space));
        const std::string* second = find_option(product, whole.substr(space + 1));
        if (first != nullptr && second != nullptr) return *first + " " + *second;
    }
    return std::nullopt;
}

bool has_option(const Variant& variant, std::string_view plain) {
    const auto same = [&](const std::string& option) { return folded(option) == plain; };
    return std::ranges::any_of(variant.options, same);
}

// The longest beginning of `text`, up to a space, that is an option of a variant; empty if none is.
std::string_view next_option(const Product& product, std::string_view text) {
    for (auto end = text.size(); end > 0; end = text.rfind(' ', end - 1)) {
        if (end == std::string_view::npos) break;
        const auto option = text.substr(0, end);
        const auto has_it = [&](const Variant& one) { return has_option(one, option); };
        if (std::ranges::any_of(product.variants, has_it)) return option;
    }
    return {};
}

// The variants that have all the options that `said` names, in any order: "M negro".
std::vector<const Variant*> variants_with(const Product& product, std::string_view said) {
    std::vector<const Variant*> left;
    for (const Variant& variant : product.variants) left.push_back(&variant);
    const std::string plain = folded(said);
    for (std::string_view rest = plain; !rest.empty();) {
        const auto option = next_option(product, rest);
        if (option.empty()) return {};
        std::erase_if(left, [&](const Variant* variant) { return !has_option(*variant, option); });
        rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    }
    return left;
}

std::string names_of(const std::vector<const Variant*>& variants) {
    std::string names;
    for (const Variant* variant : variants) names += (names.empty() ? "" : ", ") + variant->name();
    return names;
}

// Which of the product's variants is meant; `coded` is the one whose code or SKU was said.
void choose_variant(MatchResult& result,
                    const Product& product,
                    const std::string& said,
                    const Variant* coded) {
    auto candidates = variants_with(product, said);
    if (coded != nullptr && std::ranges::count(candidates, coded) > 0) candidates = {coded};
    if (coded != nullptr && candidates != std::vector{coded}) {
        result.doubt = "'" + coded->code + "' is '" + coded->name() + "', not '" + said + "'";
    } else if (candidates.size() == 1) {
        result.variant_id = candidates.front()->id;
        result.variant = candidates.front()->name();
    } else if (candidates.empty()) {
        result.doubt = said.empty() ? "no variant of '" + product.name + "' is on the shelf"
                                    : "'" + product.name + "' has no variant '" + said + "'";
    } else {
        result.choices = names_of(candidates);
        result.doubt =
            "'" + product.name + "' comes in " + result.choices + ": which one is not said";
    }
}

}  // namespace

ShowIndex::ShowIndex(Show show, MatchSettings settings)
    : show_(std::move(show)), settings_(settings) {
    if (show_.rules.match_score_min > 0) settings_.score_min = show_.rules.match_score_min;
    std::set<std::string> options;
    for (const Product& product : show_.products) {
        index_code(product.code, {.product = &product, .source = MatchSource::code});
        index_code(product.sku, {.product = &product, .source = MatchSource::sku});
        options.insert(product.options.begin(), product.options.end());
        for (const Variant& variant : product.variants) {
            index_code(variant.code,
                       {.product = &product, .variant = &variant, .source = MatchSource::code});
            index_code(variant.sku,
                       {.product = &product, .variant = &variant, .source = MatchSource::sku});
            options.insert(variant.options.begin(), variant.options.end());
        }
        vocabulary_.names.push_back(product.name);
    }
    vocabulary_.options.assign(options.begin(), options.end());
    prepare_names(vocabulary_);
    vocabulary_.triggers = prepare_seller_words(show_.streamer.trigger_words);
    vocabulary_.blocked = prepare_seller_words(show_.streamer.blocked_words);
    index_names();
}

// A claim code goes before an equal SKU of another product.
void ShowIndex::index_code(const std::string& code, CodeEntry entry) {
    if (code.empty()) return;
    auto& known = by_code_[folded(code)];
    if (known.product != nullptr && known.source == MatchSource::code) return;
    known = entry;
    vocabulary_.codes.push_back(code);
}

// A word weighs more the fewer products have it in their name: inverse document frequency.
double ShowIndex::word_weight(std::size_t products_with_it) const {
    return std::log(1.0 + static_cast<double>(show_.products.size()) /
                              static_cast<double>(products_with_it));
}

void ShowIndex::index_names() {
    for (const Product& product : show_.products)
        for (const auto& word : distinct_words(product.name)) by_word_[word].push_back(&product);
    for (const auto& [word, products] : by_word_)
        for (const Product* product : products)
            name_weight_[product] += word_weight(products.size());
}

// The product of whose name most is said, by weight. Two that are as good as each other are none.
ShowIndex::Mention ShowIndex::best_mention(const std::vector<std::string_view>& texts,
                                           const std::string& variant) const {
    std::set<std::string> words;
    for (const auto text : texts) words.merge(distinct_words(text));
    for (const auto& word : distinct_words(variant)) words.erase(word);

    std::unordered_map<const Product*, double> said;
    for (const auto& word : words) {
        const auto found = by_word_.find(word);
        if (found == by_word_.end()) continue;
        for (const Product* product : found->second)
            said[product] += word_weight(found->second.size());
    }

    Mention best;
    double runner_up = 0;
    for (const auto& [product, weight] : said) {
        const double score = std::min(1.0, weight / name_weight_.at(product));
        runner_up = std::max(runner_up, std::min(best.score, score));
        if (score > best.score) best = {product, score};
    }
    constexpr double margin_min = 0.1;
    if (best.product != nullptr && best.score - runner_up < margin_min)
        best.score = std::min(best.score, settings_.hint_score_min / 2);
    return best;
}

const Product* ShowIndex::find(const ProductId& id) const {
    const auto found = std::lower_bound(
        show_.products.begin(), show_.products.end(), id,
        [](const Product& product, const ProductId& wanted) { return product.id < wanted; });
    return found != show_.products.end() && found->id == id ? &*found : nullptr;
}

const Sighting* ShowIndex::sighting_at(Timestamp time) const {
    for (auto seen = show_.sightings.rbegin(); seen != show_.sightings.rend(); ++seen) {
        if (seen->stream_time > time) continue;
        const bool is_known = !seen->product.is_nil();
        const bool is_fresh = time - seen->stream_time <= settings_.sighting_age_max;
        return is_known && is_fresh ? &*seen : nullptr;
    }
    return nullptr;
}

// What the platform shows as pinned may lag behind what the host speaks of; the host's own word is
// lowered, too, but never below the usual threshold: only a seller who asks for more than that has
// these claims looked at.
MatchResult ShowIndex::pinned(const Pin& pin, Timestamp time) const {
    const bool by_host = pin.by == PinnedBy::host;
    MatchResult result{
        .match = {.product = pin.product,
                  .source = MatchSource::pin,
                  .score = by_host ? 1 : 0.9,
                  .frame = {},
                  .why = describe(by_host ? "pinned" : "pinned by the platform", pin.from)},
        .variant = {},
        .doubt = {}};
    std::string others;
    const Pin* platform = by_host ? pin_at(show_.platform_pins, time) : nullptr;
    if (platform != nullptr && platform->product != pin.product) {
        result.match.score -= 0.05;
        others = "the platform's pin";
    }
    const Sighting* seen = sighting_at(time);
    if (seen != nullptr && seen->product != pin.product) {
        result.match.score -= (by_host ? 0.2 : 0.4) * seen->score;
        others += others.empty() ? "the video" : " and the video";
        if (!seen->frame_urls.empty()) result.match.frame = seen->frame_urls.front();
    }
    if (!others.empty()) result.match.why += ", but not by " + others;
    // Nobody doubts a pin of the host that nothing speaks against.
    if (result.match.score < 1 && result.match.score <= settings_.score_min)
        result.doubt = others.empty() ? "the platform's pin is not sure"
                                      : "something else than what is pinned is shown";
    return result;
}

// What the viewer saw: the host's pin, or the platform's, or else what vision recognised.
std::optional<MatchResult> ShowIndex::shown_at(Timestamp time) const {
    if (const Pin* pin = pin_at(show_.pins, time)) return pinned(*pin, time);
    if (const Pin* pin = pin_at(show_.platform_pins, time)) return pinned(*pin, time);
    const Sighting* seen = sighting_at(time);
    if (seen == nullptr) return std::nullopt;
    return MatchResult{
        .match = {.product = seen->product,
                  .source = MatchSource::timeline,
                  .score = seen->score,
                  .frame = seen->frame_urls.empty() ? "" : seen->frame_urls.front(),
                  .why = describe("seen in the video", seen->stream_time)},
        .variant = {},
        .doubt = seen->score > settings_.score_min ? "" : "the product in the video is not sure"};
}

MatchResult ShowIndex::match(const ClaimItem& item,
                             const std::vector<std::string_view>& texts,
                             Timestamp seen_at) const {
    MatchResult result;
    const Mention mention = best_mention(texts, item.variant);
    const auto coded = by_code_.find(folded(item.code));
    const Variant* coded_variant = nullptr;
    if (!item.code.empty() && coded != by_code_.end()) {
        coded_variant = coded->second.variant;
        result.match = {.product = coded->second.product->id,
                        .source = coded->second.source,
                        .score = 1,
                        .frame = {},
                        .why = std::string(to_string(coded->second.source)) + " " + item.code};
    } else if (mention.product != nullptr && mention.score >= settings_.score_min) {
        result.match = {.product = mention.product->id,
                        .source = MatchSource::name,
                        .score = mention.score,
                        .frame = {},
                        .why = "named '" + mention.product->name + "'"};
    } else if (auto shown = shown_at(seen_at)) {
        result = std::move(*shown);
        const bool other =
            mention.product != nullptr && mention.product->id != result.match.product;
        if (other && mention.score >= settings_.hint_score_min)
            result.doubt = "the words hint at '" + mention.product->name + "' instead";
    } else {
        result.doubt = "nothing named, pinned or seen";
        return result;
    }

    const Product* product = find(result.match.product);
    if (product == nullptr) {
        result.doubt = "the product is no longer in the catalogue";
        result.match.product = {};
        return result;
    }
    if (product->has_variants) {
        choose_variant(result, *product, item.variant, coded_variant);
        return result;
    }
    const auto option = option_of(*product, item.variant);
    if (option) {
        result.variant = *option;
    } else {
        result.doubt = "'" + product->name + "' has no option '" + item.variant + "'";
    }
    return result;
}

}  // namespace tts
