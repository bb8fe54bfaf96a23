#include "vision/product_analysis.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tts {

namespace {

struct CategoryWord {
    std::string_view stem;  // A word of the name that begins with it.
    std::string_view category;
};

// Ordered: the first word of the table that occurs decides ("coffee mug" is kitchenware).
constexpr std::array<CategoryWord, 70> category_words = {{
    {"mug", "kitchen"},
    {"taza", "kitchen"},
    {"bottle", "kitchen"},
    {"botella", "kitchen"},
    {"sarten", "kitchen"},
    {"knife", "kitchen"},
    {"cuchillo", "kitchen"},
    {"plate", "kitchen"},
    {"serum", "beauty"},
    {"cream", "beauty"},
    {"crema", "beauty"},
    {"lipstick", "beauty"},
    {"labial", "beauty"},
    {"shampoo", "beauty"},
    {"champu", "beauty"},
    {"perfume", "beauty"},
    {"mascara", "beauty"},
    {"makeup", "beauty"},
    {"maquillaje", "beauty"},
    {"soap", "beauty"},
    {"jabon", "beauty"},
    {"shirt", "clothing"},
    {"tshirt", "clothing"},
    {"camis", "clothing"},
    {"dress", "clothing"},
    {"vestido", "clothing"},
    {"jean", "clothing"},
    {"pantalon", "clothing"},
    {"hoodie", "clothing"},
    {"sudadera", "clothing"},
    {"jacket", "clothing"},
    {"chaqueta", "clothing"},
    {"skirt", "clothing"},
    {"falda", "clothing"},
    {"sock", "clothing"},
    {"shoe", "shoes"},
    {"zapat", "shoes"},
    {"sneaker", "shoes"},
    {"tenis", "shoes"},
    {"boot", "shoes"},
    {"sandal", "shoes"},
    {"bag", "accessories"},
    {"bolso", "accessories"},
    {"mochila", "accessories"},
    {"backpack", "accessories"},
    {"belt", "accessories"},
    {"hat", "accessories"},
    {"gorra", "accessories"},
    {"ring", "jewellery"},
    {"anillo", "jewellery"},
    {"necklace", "jewellery"},
    {"collar", "jewellery"},
    {"earring", "jewellery"},
    {"arete", "jewellery"},
    {"bracelet", "jewellery"},
    {"pulsera", "jewellery"},
    {"headphone", "electronics"},
    {"audifono", "electronics"},
    {"charger", "electronics"},
    {"cargador", "electronics"},
    {"speaker", "electronics"},
    {"phone", "electronics"},
    {"lamp", "home"},
    {"candle", "home"},
    {"vela", "home"},
    {"towel", "home"},
    {"juice", "food"},
    {"milk", "food"},
    {"coffee", "food"},
    {"tea", "food"},
}};

// The words of a name in ASCII lower case; the accented vowels of Spanish lose their accents.
std::vector<std::string> words_of(std::string_view name) {
    static const std::array<std::pair<std::string_view, char>, 12> accents = {{{"á", 'a'},
                                                                               {"é", 'e'},
                                                                               {"í", 'i'},
                                                                               {"ó", 'o'},
                                                                               {"ú", 'u'},
                                                                               {"ñ", 'n'},
                                                                               {"Á", 'a'},
                                                                               {"É", 'e'},
                                                                               {"Í", 'i'},
                                                                               {"Ó", 'o'},
                                                                               {"Ú", 'u'},
                                                                               {"Ñ", 'n'}}};
    const std::string lower = ascii_lower(name);
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const auto accent = std::find_if(accents.begin(), accents.end(), [&](const auto& entry) {
            return lower.compare(i, entry.first.size(), entry.first) == 0;
        });
        if (accent != accents.end()) {
            words.back() += accent->second;
            i += accent->first.size() - 1;
        } else if ((lower[i] >= 'a' && lower[i] <= 'z') || (lower[i] >= '0' && lower[i] <= '9')) {
            words.back() += lower[i];
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

// "tea" must not be found in "teal": short stems stand alone, or in the plural.
bool is_form_of(std::string_view word, std::string_view stem) {
    if (!word.starts_with(stem)) return false;
    const std::string_view rest = word.substr(stem.size());
    constexpr std::size_t stem_length_safe = 5;
    return rest.empty() || rest == "s" || rest == "es" || stem.size() >= stem_length_safe;
}

}  // namespace

std::string category_of(std::string_view product_name) {
    const auto words = words_of(product_name);
    const auto found =
        std::find_if(category_words.begin(), category_words.end(), [&](const CategoryWord& entry) {
            return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                return is_form_of(word, entry.stem);
            });
        });
    return found == category_words.end() ? std::string() : std::string(found->category);
}

std::string category_of(std::string_view product_name, std::span<const std::string> printed) {
    std::string category = category_of(product_name);
    for (auto word = printed.begin(); category.empty() && word != printed.end(); ++word)
        category = category_of(*word);
    return category;
}

std::string tag_of(std::string_view product_name, const Appearance& appearance) {
    std::string tag;
    for (const std::string& word : words_of(product_name)) tag += (tag.empty() ? "" : "-") + word;
    if (!appearance.colours.empty()) {
        std::string colour = appearance.colours.front().name;
        std::replace(colour.begin(), colour.end(), ' ', '-');
        tag += (tag.empty() ? "" : "-") + colour;
    }
    constexpr std::size_t tag_bytes_max = 100;
    return tag.substr(0, tag_bytes_max);
}

std::string describe(const Appearance& appearance) {
    if (appearance.colours.empty()) return {};
    constexpr double notable_share = 0.12;
    std::string text = "mostly " + appearance.colours.front().name;
    std::string joint = " with ";
    constexpr std::size_t colours_named = 3;
    for (std::size_t i = 1; i < std::min(colours_named, appearance.colours.size()); ++i) {
        if (appearance.colours[i].share < notable_share) break;
        text += joint + appearance.colours[i].name;
        joint = " and ";
    }
    constexpr double clearly_longer = 1.3;
    if (appearance.aspect > clearly_longer) text += "; wider than tall";
    if (appearance.aspect < 1 / clearly_longer) text += "; taller than wide";
    constexpr double plain_max = 0.15;
    constexpr double detailed_min = 0.45;
    if (appearance.texture < plain_max) text += "; plain surface";
    if (appearance.texture > detailed_min) text += "; detailed print or texture";
    return text;
}

std::string with_printed(std::string sentence, std::span<const std::string> words) {
    constexpr std::size_t words_told = 8;
    if (words.empty()) return sentence;
    sentence += sentence.empty() ? "printed:" : "; printed:";
    for (const std::string& word : words.first(std::min(words_told, words.size())))
        sentence += " " + word;
    return sentence;
}

Appearance average(const std::vector<Appearance>& appearances) {
    Appearance mean{.colours = {}, .aspect = 0, .texture = 0};
    if (appearances.empty()) return {};
    const auto count = static_cast<double>(appearances.size());
    std::map<std::string, double> shares;
    for (const Appearance& appearance : appearances) {
        mean.aspect += appearance.aspect / count;
        mean.texture += appearance.texture / count;
        for (const ColourShare& colour : appearance.colours)
            shares[colour.name] += colour.share / count;
    }
    for (const auto& [name, share] : shares) mean.colours.push_back({name, share});
    std::stable_sort(mean.colours.begin(), mean.colours.end(),
                     [](const ColourShare& a, const ColourShare& b) { return a.share > b.share; });
    return mean;
}

}  // namespace tts
