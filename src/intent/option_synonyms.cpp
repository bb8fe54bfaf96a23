#include "intent/option_synonyms.hpp"

#include <array>

namespace tts {

namespace {

using Word = std::string_view;

constexpr Word tiny[] = {"xs",          "extrachica",  "extrasmall", "xsmall",
                         "extra chica", "extra small", "اكس سمول"};
constexpr Word small[] = {"s",          "small",   "chica",     "chico",    "pequeña",
                          "pequeño",    "pequena", "petit",     "petite",   "klein",
                          "kecil",      "小号",    "小码",      "スモール", "스몰",
                          "صغير",       "maliit",  "pequenita", "chiquita", "سمول",
                          "스몰사이즈", "p",       "sml",       "เล็ก",      "ch"};
constexpr Word medium[] = {"m",          "medium",  "mediana", "mediano", "media", "médio",
                           "moyen",      "moyenne", "mittel",  "sedang",  "中号",  "中码",
                           "ミディアム", "미디움",  "وسط",     "متوسط",   "med",   "ميديم",
                           "ميديوم",     "مديم",    "미듐",    "เอ็ม"};
constexpr Word large[] = {"l",          "large",  "grande", "gross", "groß",      "besar", "大号",
                          "大码",       "ラージ", "라지",   "كبير",  "malaki",    "lrg",   "g",
                          "large size", "لارج",   "lge",    "ใหญ่",   "라지사이즈"};
constexpr Word larger[] = {"xl",   "extragrande", "extralarge", "xlarge",      "gg",
                           "加大", "엑스라지",    "اكس لارج",   "extra large", "extra grande"};
constexpr Word largest[] = {"xxl", "2xl",       "doble xl",     "xxlarge",         "xx",  "ggg",
                            "xgg", "double xl", "دبل اكس لارج", "doble equis ele", "2 xl"};
constexpr Word red[] = {
    "red",         "rojo",   "roja",   "rojos",  "rojas", "vermelho", "vermelha", "rouge",
    "rot",         "rote",   "roten",  "rotes",  "merah", "đỏ",       "สีแดง",     "แดง",
    "pula",        "红色",   "红",     "赤",     "赤色",  "レッド",   "빨강",     "빨간색",
    "레드",        "احمر",   "الاحمر", "حمرا",   "حمراء", "rojita",   "rojito",   "vermelhinho",
    "vermelhinha", "màu đỏ", "빨간",   "빨강색", "빨강이"};
constexpr Word black[] = {
    "black",   "negro",    "negra",    "negros",    "negras",  "preto",      "preta",    "noir",
    "noire",   "schwarz",  "schwarze", "schwarzen", "hitam",   "đen",        "den",      "สีดำ",
    "ดำ",      "itim",     "黑色",     "黑",        "黒",      "黒色",       "ブラック", "검정",
    "검정색",  "블랙",     "اسود",     "الاسود",    "سودا",    "سوداء",      "كحلا",     "negrita",
    "negrito", "pretinho", "pretinha", "blk",       "màu đen", "warna item", "item",     "검은색",
    "검정이",  "까만색",   "سوده"};
constexpr Word white[] = {
    "white",     "blanco",    "blanca",     "blancos",    "blancas", "branco",  "branca",
    "blanc",     "blanche",   "weiß",       "weiss",      "weisse",  "weissen", "putih",
    "trắng",     "สีขาว",      "ขาว",        "puti",       "白色",    "白",      "ホワイト",
    "하양",      "흰색",      "화이트",     "ابيض",       "الابيض",  "بيضا",    "بيضاء",
    "blanquito", "blanquita", "branquinho", "branquinha", "wht",     "하얀색",  "흰",
    "màu trắng", "بيض"};
constexpr Word blue[] = {"blue",    "azul",           "azules",    "bleu",       "bleue",  "blau",
                         "blaue",   "blauen",         "biru",      "xanh dương", "สีน้ำเงิน", "สีฟ้า",
                         "ฟ้า",      "asul",           "蓝色",      "蓝",         "青",     "ブルー",
                         "파랑",    "파란색",         "블루",      "ازرق",       "الازرق", "زرقا",
                         "azulito", "azulita",        "azulzinho", "azulzinha",  "blu",    "파랑색",
                         "파란",    "màu xanh dương", "زرق"};
constexpr Word green[] = {
    "green",     "verde",    "verdes",   "vert", "verte", "grün",   "gruen",  "grüne",
    "hijau",     "xanh lá",  "สีเขียว",    "เขียว", "berde", "绿色",   "绿",     "緑",
    "グリーン",  "초록",     "초록색",   "그린", "اخضر",  "الاخضر", "خضرا",   "verdecito",
    "verdecita", "verdinho", "verdinha", "grn",  "녹색",  "초록이", "grünen", "خضر"};
constexpr Word pink[] = {
    "pink",     "rosa",   "rosado", "rosada", "rosas",    "rose",   "merah muda", "hồng",
    "hong",     "สีชมพู",   "ชมพู",    "粉色",   "粉",       "粉红色", "ピンク",     "핑크",
    "분홍",     "분홍색", "وردي",   "الوردي", "زهري",     "بينك",   "rosita",     "rosinha",
    "rosadito", "pnk",    "핑크색", "분홍이", "màu hồng", "rosane", "桃色"};
constexpr Word yellow[] = {"yellow", "amarillo", "amarilla", "amarelo",    "amarela",    "jaune",
                           "gelb",   "gelbe",    "kuning",   "vàng",       "สีเหลือง",     "เหลือง",
                           "dilaw",  "黄色",     "黄",       "イエロー",   "노랑",       "노란색",
                           "옐로우", "اصفر",     "الاصفر",   "amarillito", "amarelinho", "노랑색",
                           "노란",   "gelben",   "màu vàng"};
constexpr Word purple[] = {"purple", "morado",   "morada", "lila",   "violeta", "roxo", "roxa",
                           "violet", "lilas",    "ungu",   "tím",    "สีม่วง",    "ม่วง",  "紫色",
                           "紫",     "パープル", "보라",   "보라색", "بنفسجي",  "موف",  "violett"};
constexpr Word gray[] = {"gray", "grey",   "gris", "cinza",  "grau",  "graue",
                         "abu",  "abuabu", "xám",  "สีเทา",   "เทา",   "灰色",
                         "灰",   "グレー", "회색", "그레이", "رمادي", "رصاصي"};
constexpr Word brown[] = {"brown", "café",   "marrón", "marrom",  "brun",     "marron",
                          "braun", "braune", "coklat", "cokelat", "nâu",      "สีน้ำตาล",
                          "น้ำตาล", "咖色",   "棕色",   "咖啡色",  "茶色",     "ブラウン",
                          "갈색",  "브라운", "بني",    "البني",   "cafecito", "cafe"};
constexpr Word orange[] = {"orange", "naranja", "laranja",  "oranye", "cam",    "สีส้ม",    "ส้ม",
                           "橙色",   "橘色",    "オレンジ", "주황",   "오렌지", "برتقالي"};
constexpr Word beige[] = {"beige", "beis", "bege", "crema", "cream",    "krem",   "kem", "creme",
                          "สีครีม",  "ครีม",  "米色", "米白",  "ベージュ", "베이지", "بيج", "البيج"};
constexpr Word gold[] = {"gold", "dorado", "dorada",   "dourado", "dourada", "doré", "emas",
                         "สีทอง", "金色",   "ゴールド", "골드",    "금색",    "ذهبي", "الذهبي"};
constexpr Word silver[] = {"silver", "plateado", "plateada", "prateado", "prateada", "argenté",
                           "silber", "perak",    "bạc",      "สีเงิน",     "银色",     "シルバー",
                           "실버",   "은색",     "فضي",      "الفضي"};
constexpr Word navy[] = {"navy",    "azul marino", "marinho", "marine",   "dunkelblau",
                         "dongker", "藏青",        "藏青色",  "ネイビー", "네이비",
                         "남색",    "كحلي",        "الكحلي"};

constexpr std::array<std::span<const Word>, 21> groups = {
    tiny, small,  medium, large, larger, largest, red,   black, white,  blue, green,
    pink, yellow, purple, gray,  brown,  orange,  beige, gold,  silver, navy};

}  // namespace

std::span<const std::span<const std::string_view>> option_synonyms() {
    return groups;
}

}  // namespace tts
