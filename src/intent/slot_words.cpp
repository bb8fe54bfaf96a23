#include "intent/slot_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace tts {

namespace {

using Word = std::string_view;

// As the normaliser leaves them: small letters without accents.
constexpr Word corrects[] = {
    "perdon",   "perdona", "digo",   "mejor",      "corrijo", "equivoque",  "sorry",    "meant",
    "actually", "instead", "oops",   "ops",        "wait",    "desculpa",   "desculpe", "melhor",
    "errei",    "alias",   "salah",  "maksudnya",  "maksud",  "ralat",      "nham",     "mali",
    "pala",     "pardon",  "plutot", "finalement", "quatsch", "falsch",     "lieber",   "meinte",
    "doch",     "غلط",     "قصدي",   "معلش",       "اقصد",    "correction", "koreksi",  "enfin"};
// These correct only as the first word of a message.
constexpr Word corrects_first[] = {
    "no",       "nao",      "non",    "nee",    "nein",  "ay",    "eh",    "لا",     "ach",
    "uy",       "ah",       "hay",    "ne",     "make",  "muda",  "troca", "cambia", "cambialo",
    "cambiala", "cambiame", "switch", "change", "ganti", "tukar", "mets"};
// As the last word of a message: "el B3 no".
constexpr Word denials[] = {"no", "not", "pas", "nao", "non", "nein", "nicht", "不要", "ไม่เอา"};
constexpr Word corrects_inside[] = {"打错",   "错了",   "不对",     "不是",   "换成",  "改成",
                                    "間違",   "やっぱ", "じゃなく", "ไม่ใช่",   "พิมพ์ผิด", "เปลี่ยน",
                                    "아니고", "말고",   "잘못",     "아니다", "아뇨"};
constexpr Word only[] = {"only",      "solo", "solamente", "nomas", "just", "apenas", "so",
                         "seulement", "nur",  "cuma",      "hanya", "chi",  "lang",   "بس"};
constexpr Word removes[] = {"scrap",  "remove",  "drop",  "quita",  "quitame", "saca",
                            "sacame", "elimina", "tira",  "cancel", "cancela", "without",
                            "sin",    "minus",   "buang", "hapus",  "bo",      "enleve",
                            "annule", "streich", "ohne",  "skip",   "forget",  "olvida"};
constexpr Word adds[] = {
    "agrega",   "agregame",   "anade",  "suma", "sumale", "tambien", "add",     "also", "plus",
    "tambem",   "juga",       "tambah", "them", "เพิ่ม",    "aussi",   "ajoute",  "auch", "dazu",
    "adiciona", "acrescenta", "otro",   "otra", "outro",  "outra",   "another", "autre"};
constexpr Word both[] = {"both", "ambos", "ambas", "beide", "beides", "keduanya", "الاتنين"};
constexpr Word both_after[] = {"los", "las", "os", "as", "les", "all", "die"};  // "los dos".
constexpr Word each[] = {"each", "cada",   "c/u", "cu", "chacun", "chacune", "chaque", "jeweils",
                         "je",   "masing", "moi", "ละ", "各",     "ずつ",    "씩",     "كل"};
constexpr Word persons[] = {"nombre", "nome", "name", "named", "namen", "nom", "nama", "اسم"};
constexpr Word addresses[] = {"apt",  "apto",    "apartment", "depto", "dpto", "departamento",
                              "casa", "calle",   "avenida",   "av",    "rua",  "street",
                              "rue",  "strasse", "zip",       "cp",    "cep",  "km",
                              "piso", "house",   "door",      "puerta"};
constexpr Word alternatives[] = {"or", "o", "ou", "oder", "atau", "hoac", "หรือ", "或", "او"};
constexpr Word half[] = {"media",  "half",     "meia",       "demi", "halbes",
                         "halben", "setengah", "kalahating", "نص",   "نصف"};
constexpr Word joints[] = {"of", "de",   "del", "do",  "da",  "dos", "das",  "du", "des",  "the",
                           "el", "la",   "lo",  "los", "las", "le",  "les",  "en", "em",   "in",
                           "a",  "an",   "den", "die", "der", "das", "para", "من", "yang", "ng",
                           "na", "nung", "を",  "の",  "は",  "が",  "も",   "를", "을",   "是"};
constexpr Word prices[] = {"for", "at", "to",  "por",     "pour", "für",
                           "fur", "zu", "pra", "seharga", "بـ"};
constexpr Word quantities[] = {"qty",  "times", "cantidad", "qtd",    "quantidade", "jumlah",
                               "عدد",  "menge", "x",        "sl",     "quantite",   "จำนวน",
                               "数量", "jml",   "son",      "serian", "seriam",     "sao"};

struct Entry {
    std::uint64_t hash;
    SlotWord word;
};

std::vector<Entry> make_table() {
    std::vector<Entry> table;
    const auto add = [&](auto& words, SlotWord word) {
        for (const auto one : words) table.push_back({hash_text(one), word});
    };
    add(corrects, SlotWord::corrects);
    add(only, SlotWord::only);
    add(removes, SlotWord::removes);
    add(adds, SlotWord::adds);
    add(both, SlotWord::both);
    add(each, SlotWord::each);
    add(half, SlotWord::half);
    add(persons, SlotWord::person);
    add(addresses, SlotWord::address);
    add(alternatives, SlotWord::alternative);
    add(joints, SlotWord::joint);
    add(prices, SlotWord::price);
    add(quantities, SlotWord::quantity);
    std::stable_sort(table.begin(), table.end(),
                     [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
    return table;
}

template <class Words>
bool has(const Words& words, std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

SlotWord slot_word(std::uint64_t hash) {
    static const auto table = make_table();
    const auto found = std::lower_bound(table.begin(), table.end(), hash,
                                        [](const Entry& a, std::uint64_t b) { return a.hash < b; });
    return found != table.end() && found->hash == hash ? found->word : SlotWord::none;
}

bool is_denial(std::string_view word) {
    return has(denials, word);
}

bool follows_article(const NormalText& text, std::size_t i) {
    return i > 0 && text.tokens[i - 1].part == text.tokens[i].part &&
           has(both_after, text.word(text.tokens[i - 1]));
}

std::vector<bool> correcting_parts(const NormalText& text) {
    std::vector<bool> out(text.parts, false);
    const auto& tokens = text.tokens;
    for (std::size_t i = 0; i < tokens.size();) {
        const auto part = tokens[i].part;
        const auto begin = tokens[i].begin;
        const bool is_first_word = has(corrects_first, text.word(tokens[i]));
        bool corrects_here = is_first_word;
        bool is_asked = false;  // "no tienes L?" corrects nothing.
        auto end = i;
        for (; end < tokens.size() && tokens[end].part == part; ++end) {
            if (text.word(tokens[end]) == "?") is_asked = true;
            const auto word = slot_word(tokens[end].hash);
            if (word == SlotWord::corrects || word == SlotWord::removes || word == SlotWord::only)
                corrects_here = true;
        }
        const auto& last = tokens[end - 1];
        const auto said = std::string_view(text.text).substr(begin, last.begin + last.size - begin);
        for (const auto piece : corrects_inside)
            if (said.find(piece) != std::string_view::npos) corrects_here = true;
        if (end > i + 1 && is_denial(text.word(last))) corrects_here = true;
        out[part] = part > 0 && corrects_here && !is_asked;
        i = end;
    }
    return out;
}

}  // namespace tts
