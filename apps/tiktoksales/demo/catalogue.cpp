#include "apps/tiktoksales/demo/catalogue.hpp"

#include <algorithm>
#include <cassert>

namespace tts::demo {

namespace {

// NOLINTNEXTLINE(readability-function-size): a table.
std::vector<DemoProduct> make_catalogue() {
    return {
        {.sku = "LAMP-LUNA",
         .code = "A1",
         .name = "Luna Lamp",
         .description = "Bedside lamp that glows like the moon, warm light, USB-C.",
         .price = Money::from_cents(2'499),
         .stock = 40,
         .options = {},
         .card = {.name = "LUNA LAMP",
                  .base = {58, 64, 120},
                  .accent = {250, 214, 92},
                  .shape = CardShape::box}},
        {.sku = "TEE-SOL",
         .code = "A2",
         .name = "Camiseta Sol",
         .description = "Camiseta de algodón con un sol bordado a mano.",
         .price = Money::from_cents(1'595),
         .stock = 30,
         .options = {"S", "M", "L"},
         .card = {.name = "CAMISETA SOL",
                  .base = {236, 110, 60},
                  .accent = {255, 226, 120},
                  .shape = CardShape::shirt}},
        {.sku = "CAFE-MONTE",
         .code = "A3",
         .name = "Café Montaña",
         .description = "Café de altura en grano, tueste medio, bolsa de 250 g.",
         .price = Money::from_cents(975),
         .stock = 60,
         .options = {},
         .card = {.name = "CAFE MONTANA",
                  .base = {92, 58, 38},
                  .accent = {222, 190, 140},
                  .shape = CardShape::bag}},
        {.sku = "BOTTLE-RIO",
         .code = "A4",
         .name = "Botella Río",
         .description = "Steel bottle, 500 ml, keeps cold for a day. Blue or green.",
         .price = Money::from_cents(1'849),
         .stock = 25,
         .options = {"blue", "green"},
         .card = {.name = "RIO BOTTLE",
                  .base = {32, 118, 176},
                  .accent = {196, 236, 244},
                  .shape = CardShape::bottle}},
        {.sku = "MUG-GATO",
         .code = "A5",
         .name = "Taza Gato",
         .description = "Taza de cerámica con un gato en el fondo.",
         .price = Money::from_cents(733),
         .stock = 50,
         .options = {},
         .card = {.name = "TAZA GATO",
                  .base = {238, 238, 230},
                  .accent = {40, 40, 48},
                  .shape = CardShape::mug}},
        {.sku = "HONEY-ORO",
         .code = "A6",
         .name = "Golden Honey",
         .description = "Wild flower honey from a small farm, jar of 350 g.",
         .price = Money::from_cents(1'105),
         .stock = 45,
         .options = {},
         .card = {.name = "GOLDEN HONEY",
                  .base = {232, 164, 32},
                  .accent = {122, 60, 20},
                  .shape = CardShape::jar}},
        {.sku = "BOX-SECRET",
         .code = "A7",
         .name = "Caja Secreta",
         .description = "Only three in the world. Nobody knows what is inside.",
         .price = Money::from_cents(4'999),
         .stock = 3,
         .options = {},
         .card = {.name = "CAJA SECRETA",
                  .base = {116, 36, 130},
                  .accent = {240, 120, 200},
                  .shape = CardShape::box}},
        {.sku = "TEA-VERDE",
         .code = "A8",
         .name = "Té Jardín",
         .description = "Green tea with mint from the garden, tin of 100 g.",
         .price = Money::from_cents(1'337),
         .stock = 35,
         .options = {},
         .card = {.name = "TE JARDIN",
                  .base = {46, 130, 78},
                  .accent = {244, 240, 210},
                  .shape = CardShape::jar}},
    };
}

}  // namespace

const std::vector<DemoProduct>& catalogue() {
    static const std::vector<DemoProduct> products = make_catalogue();
    return products;
}

const DemoProduct& flash_product() {
    static const DemoProduct lantern{
        .sku = "FARO-FLASH",
        .code = "A9",
        .name = "Linterna Faro",
        .description = "A lantern like a lighthouse. Four of them, for a minute.",
        .price = Money::from_cents(2'267),
        .stock = 4,
        .options = {},
        .card = {.name = "LINTERNA FARO",
                 .base = {20, 60, 80},
                 .accent = {255, 240, 160},
                 .shape = CardShape::bottle}};
    return lantern;
}

const DemoProduct& product(std::string_view sku) {
    if (sku == flash_product().sku) return flash_product();
    const auto& products = catalogue();
    const auto found = std::find_if(products.begin(), products.end(),
                                    [&](const auto& candidate) { return candidate.sku == sku; });
    assert(found != products.end());
    return *found;
}

}  // namespace tts::demo
