#include "apps/tiktoksales/demo/script.hpp"

#include <utility>

namespace tts::demo {

namespace {

// Handles as viewers choose them; the number makes each viewer one of a kind.
std::string viewer(std::size_t number) {
    static const std::vector<std::string> stems = {
        "sofi",     "mateo.g", "kayla_r", "juanpe",   "lu_cia",  "bigmike", "valen",   "dona.rosa",
        "xx_neo",   "camila",  "tiago.s", "abuela",   "jess.w",  "pipe",    "nat4lia", "marcos",
        "the_real", "ines",    "bruno_b", "gabi.fit", "old.tom", "maru",    "kenny",   "la_flaca"};
    return stems[number % stems.size()] + "_" + std::to_string(number);
}

Thought buys(std::string client,
             std::vector<std::string> messages,
             WantedOrder order,
             MatchSource source) {
    return {.client = std::move(client),
            .messages = std::move(messages),
            .decision = Decision::ordered,
            .orders = {std::move(order)},
            .source = source};
}

Thought says(std::string client, std::string message, Decision decision = Decision::ignored) {
    return {.client = std::move(client), .messages = {std::move(message)}, .decision = decision};
}

Thought sent_by(Delivery delivery, Thought thought) {
    thought.delivery = delivery;
    return thought;
}

Thought twice(Thought thought) {
    thought.sent_twice = true;
    return thought;
}

Scene doors_open() {
    return {.title = "The doors open: nothing is pinned or shown",
            .pinned = {},
            .shown = {},
            .thoughts = {
                says("marta_88", "hola Ana!! por fin live"),
                says("early.bird", "first!"),
                // Nobody can know what this is about: a person has to look.
                says("ansioso_1", "lo quiero", Decision::review),
                says("steph.k", "how do I pay?", Decision::asked),
                says("nuevo_aqui", "¿cómo puedo comprar?", Decision::asked),
                buys("hawk_eye", {"I'll take the A5"}, {.sku = "MUG-GATO"}, MatchSource::code),
            }};
}

Scene lamp() {
    constexpr auto pin = MatchSource::pin;
    return {.title = "Luna Lamp is pinned",
            .pinned = "LAMP-LUNA",
            .shown = {},
            .thoughts = {
                buys("marta_88", {"lo quiero"}, {.sku = "LAMP-LUNA"}, pin),
                says("curious.cat", "does it need batteries?"),
                buys("kayla.home", {"I'll take one"}, {.sku = "LAMP-LUNA"}, pin),
                twice(buys("don.pepe", {"me llevo dos"}, {.sku = "LAMP-LUNA", .quantity = 2}, pin)),
                says("no_gracias", "no lo quiero"),
                buys("rapid.fire", {"lo quiero", "3"}, {.sku = "LAMP-LUNA", .quantity = 3}, pin),
                says("futbolero", "CR7 siuuuu"),
                says("bromista", "lo quiero... es broma"),
                buys("night_owl", {"I want to buy this product now!"}, {.sku = "LAMP-LUNA"}, pin),
                buys("<b>eve</b>", {"quiero una por favor"}, {.sku = "LAMP-LUNA"}, pin),
                buys("la.jefa", {"yo quiero", "2 porfa"}, {.sku = "LAMP-LUNA", .quantity = 2}, pin),
                sent_by(Delivery::websocket,
                        buys("ws_walter", {"I want it"}, {.sku = "LAMP-LUNA"}, pin)),
                says("ahorrador", "lo quiero pero está muy caro, otro día será"),
            }};
}

Scene shirt() {
    constexpr auto pin = MatchSource::pin;
    return {.title = "Camiseta Sol is pinned: sizes S, M, L",
            .pinned = "TEE-SOL",
            .shown = {},
            .thoughts = {
                // The lamp is over, but she repeats herself and orders nothing more.
                {.client = "kayla.home",
                 .messages = {"A1 please I want it"},
                 .decision = Decision::repeated,
                 .orders = {{.sku = "LAMP-LUNA"}},
                 .source = MatchSource::code},
                buys("ceci.m", {"lo quiero", "2", "talla M"},
                     {.sku = "TEE-SOL", .quantity = 2, .variant = "M"}, pin),
                says("preguntona", "¿qué tallas hay?"),
                buys("oso_grande", {"quiero talla L"}, {.sku = "TEE-SOL", .variant = "L"}, pin),
                buys("tiny.tina", {"I want one in S"}, {.sku = "TEE-SOL", .variant = "S"}, pin),
                twice(buys("beto_21", {"quiero una", "talla M"}, {.sku = "TEE-SOL", .variant = "M"},
                           pin)),
                buys("aunt.may", {"I'll take two, size L"},
                     {.sku = "TEE-SOL", .quantity = 2, .variant = "L"}, pin),
                says("m3_driver", "my M3 is faster than yours"),
                says("haggler", "would you take 10 for it?"),
                sent_by(Delivery::websocket, buys("ws_wanda", {"me llevo una", "talla S"},
                                                  {.sku = "TEE-SOL", .variant = "S"}, pin)),
            }};
}

Scene by_name_and_code() {
    return {.title = "Viewers ask for other things, by code, SKU and name",
            .pinned = "TEE-SOL",
            .shown = {},
            .thoughts = {
                buys("cafetero", {"quiero el A3"}, {.sku = "CAFE-MONTE"}, MatchSource::code),
                buys("bulk.bob", {"A3 x4 please"}, {.sku = "CAFE-MONTE", .quantity = 4},
                     MatchSource::code),
                buys("joao.pt", {"quero 2 do A6"}, {.sku = "HONEY-ORO", .quantity = 2},
                     MatchSource::code),
                buys("sku.nerd", {"I want 1 HONEY-ORO"}, {.sku = "HONEY-ORO"}, MatchSource::sku),
                buys("miel_mia", {"I want to buy the golden honey"}, {.sku = "HONEY-ORO"},
                     MatchSource::name),
                buys("gatuna", {"quiero la taza gato"}, {.sku = "MUG-GATO"}, MatchSource::name),
                {.client = "todo.junto",
                 .messages = {"quiero A1 y A3"},
                 .decision = Decision::ordered,
                 .orders = {{.sku = "LAMP-LUNA"}, {.sku = "CAFE-MONTE"}},
                 .source = MatchSource::code},
                says("soda.sam", "7 up or coke?"),
                says("ghost.code", "is there an A12?"),
                buys("أميرة", {"A3 quiero"}, {.sku = "CAFE-MONTE"}, MatchSource::code),
                buys("user:colon", {"quiero A5"}, {.sku = "MUG-GATO"}, MatchSource::code),
            }};
}

// Three in stock, eleven hands: the server decides by arrival and by nothing else.
Scene scarce() {
    constexpr auto pin = MatchSource::pin;
    const auto late = [](std::string client, std::string message, MatchSource source) {
        Thought thought = says(std::move(client), std::move(message), Decision::sold_out);
        thought.source = source;
        return thought;
    };
    return {.title = "Caja Secreta is pinned: only three exist",
            .pinned = "BOX-SECRET",
            .shown = {},
            .thoughts = {
                buys("fast.fran", {"lo quiero"}, {.sku = "BOX-SECRET"}, pin),
                late("greedy.greg", "I'll take 3", pin),  // Only two are left: whole or not at all.
                twice(buys("quick.quinn", {"I want it"}, {.sku = "BOX-SECRET"}, pin)),
                says("testigo", "se van a acabar jajaja"),
                buys("ultima.luz", {"quiero una"}, {.sku = "BOX-SECRET"}, pin),
                late("lento_leo", "lo quiero", pin),
                late("slow.sue", "I want it", pin),
                late("tarde.tami", "quiero uno por favor", pin),
                late("bot_like", "I'll take one", pin),
                sent_by(Delivery::websocket, late("ws_wendy", "lo quiero", pin)),
                late("casi_casi", "me llevo una", pin),
                says("llorona", "quiero llorar"),
                late("code.cody", "A7 quiero", MatchSource::code),
            }};
}

Scene seen() {
    constexpr auto video = MatchSource::timeline;
    return {.title = "No pin: Té Jardín is held into the camera and vision decides",
            .pinned = {},
            .shown = "TEA-VERDE",
            .thoughts = {
                buys("te.amo", {"lo quiero"}, {.sku = "TEA-VERDE"}, video),
                buys("greenleaf", {"I want it"}, {.sku = "TEA-VERDE"}, video),
                says("aromas", "¿huele a menta?"),
                buys("tetera_2", {"me llevo dos"}, {.sku = "TEA-VERDE", .quantity = 2}, video),
                twice(buys("mint.condition", {"I'll take one"}, {.sku = "TEA-VERDE"}, video)),
                buys("abuela_rosa", {"lo quiero", "3"}, {.sku = "TEA-VERDE", .quantity = 3}, video),
            }};
}

Scene hostile() {
    return {.title = "Trolls: markup, injections, letters that run backwards",
            .pinned = "BOTTLE-RIO",
            .shown = {},
            .thoughts = {
                says("h4x0r", "<script>alert('hi')</script>"),
                says("h4x0r_2", "<img src=x onerror=alert(1)>"),
                says("bobby", "'; DROP TABLE orders; --"),
                says("template", "{{7*7}} ${7*7} <%= 7*7 %>"),
                says("rtl_guy", "مرحبا بالجميع"),
                says("zalgo", "h̷̢̛e̸̡͝l̵̰̿l̶̘̑o̴͇̊"),
                says("emoji.storm", "🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥💯💯💯💯"),
                says("json_joe", "{\"message\":\"hola\"}"),
                says("wall.of.text", std::string(1'900, 'j')),
                buys("calm.customer", {"I want one in blue"},
                     {.sku = "BOTTLE-RIO", .variant = "blue"}, MatchSource::pin),
                buys("verde.vero", {"lo quiero", "green"},
                     {.sku = "BOTTLE-RIO", .variant = "green"}, MatchSource::pin),
            }};
}

Scene goodbye() {
    return {.title = "Last call: Golden Honey is pinned",
            .pinned = "HONEY-ORO",
            .shown = {},
            .thoughts = {
                buys("last.minute", {"I want 5"}, {.sku = "HONEY-ORO", .quantity = 5},
                     MatchSource::pin),
                {.client = "calm.customer",
                 .messages = {"A4 blue please I want it"},
                 .decision = Decision::repeated,
                 .orders = {{.sku = "BOTTLE-RIO", .variant = "blue"}},
                 .source = MatchSource::code},
                buys("marta_88", {"A5 x2 quiero"}, {.sku = "MUG-GATO", .quantity = 2},
                     MatchSource::code),
                // Whoever wants out is not bought for; a person has to look.
                says("arrepentido", "ya no lo quiero", Decision::review),
                sent_by(Delivery::websocket,
                        buys("ws_will", {"lo quiero", "2"}, {.sku = "HONEY-ORO", .quantity = 2},
                             MatchSource::pin)),
                says("fan_1", "gracias Ana, great stream!"),
            }};
}

// Mixes small talk between the scene's own lines, and lets a part of it come in batches and some
// of it twice, as platforms do.
void add_small_talk(Scene& scene, std::size_t& next, std::size_t wanted) {
    const auto& lines = small_talk();
    std::vector<Thought> mixed;
    const std::size_t own = scene.thoughts.size();
    std::size_t added = 0;
    for (std::size_t i = 0; i < own; ++i) {
        const std::size_t until = wanted * (i + 1) / own;
        for (; added < until; ++added, ++next) {
            Thought thought = says(viewer(next), lines[next * 7 % lines.size()]);
            thought.delivery = next % 3 == 0 ? Delivery::batch : Delivery::single;
            thought.sent_twice = next % 17 == 0;
            mixed.push_back(std::move(thought));
        }
        mixed.push_back(std::move(scene.thoughts[i]));
    }
    scene.thoughts = std::move(mixed);
}

}  // namespace

std::vector<Scene> script() {
    std::vector<Scene> scenes = {doors_open(), lamp(), shirt(),   by_name_and_code(),
                                 scarce(),     seen(), hostile(), goodbye()};
    constexpr std::size_t small_talk_in_scene = 32;
    std::size_t next = 0;
    for (Scene& scene : scenes) add_small_talk(scene, next, small_talk_in_scene);
    return scenes;
}

}  // namespace tts::demo
