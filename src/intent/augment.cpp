#include "intent/augment.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace tts {

namespace {

constexpr std::size_t copies_per_row = 5;

// Words that may stand in one another's place, of one language and one gender.
constexpr std::array<std::string_view, 30> english = {
    "dress",    "bag",   "shirt",  "jacket", "hat",     "ring",  "necklace", "watch",
    "belt",     "skirt", "coat",   "cream",  "toy",     "doll",  "case",     "mug",
    "lipstick", "scarf", "wallet", "serum",  "phone",   "towel", "bracelet", "hoodie",
    "pillow",   "clock", "knife",  "camera", "charger", "basket"};
constexpr std::array<std::string_view, 24> spanish_she = {
    "blusa",  "bolsa",   "chaqueta", "cartera", "mochila", "crema",  "falda",   "camisa",
    "gorra",  "pulsera", "muñeca",   "taza",    "toalla",  "pijama", "correa",  "bufanda",
    "cámara", "mesa",    "silla",    "caja",    "cadena",  "funda",  "máquina", "almohada"};
constexpr std::array<std::string_view, 24> spanish_he = {
    "vestido",  "bolso",    "conjunto", "labial",   "perfume",  "reloj",   "combo", "set",
    "collar",   "abrigo",   "pantalón", "anillo",   "cinturón", "juguete", "suero", "espejo",
    "sombrero", "cuchillo", "termo",    "cargador", "peluche",  "cepillo", "short", "suéter"};
constexpr std::array<std::span<const std::string_view>, 3> groups = {english, spanish_she,
                                                                     spanish_he};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

// Where `word` stands as a whole word, or npos.
std::size_t find_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const auto end = at + word.size();
        if (begins && (end == text.size() || !is_letter(text[end]))) return at;
    }
    return std::string_view::npos;
}

void add_copies(const LabelledText& row,
                std::span<const std::string_view> group,
                std::vector<LabelledText>& out) {
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto at = find_word(row.text, group[i]);
        if (at == std::string_view::npos) continue;
        for (std::size_t k = 1; k <= copies_per_row; ++k) {
            auto copy = row;
            copy.text.replace(at, group[i].size(), group[(i + row.line + k * 7) % group.size()]);
            if (copy.text != row.text) out.push_back(std::move(copy));
        }
        return;
    }
}

}  // namespace

std::vector<LabelledText> with_other_goods(const std::vector<LabelledText>& rows) {
    auto out = rows;
    for (const auto& row : rows) {
        if (row.language == "en") add_copies(row, groups[0], out);
        if (row.language != "es") continue;
        add_copies(row, groups[1], out);
        add_copies(row, groups[2], out);
    }
    return out;
}

}  // namespace tts
