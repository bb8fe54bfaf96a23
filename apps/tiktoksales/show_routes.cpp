#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/ecommerce_routes.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::chrono::milliseconds stream_delay_max = std::chrono::minutes(2);

constexpr std::size_t seller_words_max = 200;
constexpr http::TextRule seller_word_rule{.length_min = 1, .length_max = 50};

void write_words(JsonWriter& json, std::string_view name, const std::vector<std::string>& words) {
    json.key(name).array();
    for (const auto& word : words) json.value(word);
    json.end();
}

void write_pin(JsonWriter& json, std::string_view name, const std::vector<Pin>& pins) {
    json.key(name);
    if (pins.empty() || pins.back().until) {
        json.value(nullptr);
        return;
    }
    json.object().member("product_id", pins.back().product).member("since", pins.back().from).end();
}

// A delay that is set stays; without one, or if it is asked for, it is learned.
void read_delay(JsonBody& body, Streamer& streamer) {
    if (const auto delay =
            body.optional_integer("stream_delay_ms", {.min = 0, .max = stream_delay_max.count()}))
        streamer.fixed_delay = std::chrono::milliseconds(*delay);
    const auto learn = body.optional_boolean("learn_stream_delay");
    if (learn && *learn) streamer.fixed_delay.reset();
    if (learn && !*learn && !streamer.fixed_delay) streamer.fixed_delay = streamer.stream_delay();
}

// The settings that say how the chat is read.
void read_word_settings(JsonBody& body, Streamer& streamer) {
    if (body.has("trigger_words"))
        streamer.trigger_words =
            body.text_list("trigger_words", seller_words_max, seller_word_rule);
    if (body.has("blocked_words"))
        streamer.blocked_words =
            body.text_list("blocked_words", seller_words_max, seller_word_rule);
    if (const auto name = body.optional_text("repeat_policy")) {
        const auto policy = parse_repeat_policy(*name);
        if (policy) streamer.repeats = *policy;
        if (!policy) body.refuse("repeat_policy", "must be ignore, add or replace");
    }
}

std::string settings_json(const Show& show) {
    const Streamer& streamer = show.streamer;
    JsonWriter json;
    json.object()
        .member("username", streamer.username)
        .member("platform", streamer.platform)
        .member("commission_percentage", streamer.commission)
        .member("stream_delay_ms", streamer.stream_delay().count())
        .member("learn_stream_delay", !streamer.fixed_delay)
        .member("stream_delay_changes", streamer.learned_delay.changes)
        .member("repeat_policy", to_string(streamer.repeats));
    write_words(json, "trigger_words", streamer.trigger_words);
    write_words(json, "blocked_words", streamer.blocked_words);
    write_pin(json, "pin", show.pins);
    write_pin(json, "platform_pin", show.platform_pins);
    json.end();
    return json.take();
}

Response show_settings(Store& store, const std::string& username) {
    const auto show = store.show(username, now());
    if (!show) return answer_for(show.error());
    return Response::json(settings_json(*show));
}

// What the body names replaces what was set; what it leaves out stays.
// A streamer's token does not change what the streamer pays.
Response save_settings(const Gate& gate, Store& store, const Request& request) {
    const std::string& username = request.path_value("username");
    const auto show = store.show(username, now());
    if (!show) return answer_for(show.error());
    Streamer streamer = show->streamer;
    streamer.username = username;

    JsonBody body(request.body);
    if (auto platform = body.optional_text("platform", {.length_max = 64}))
        streamer.platform = *platform;
    if (body.has("commission_percentage") && gate.streamer_of(request)) {
        body.refuse("commission_percentage", "is set by an administrator, not by the streamer");
    } else if (body.has("commission_percentage")) {
        // A percentage has two decimals like an amount, so it is read like one.
        const auto percentage = Percentage::parse(body.money("commission_percentage").to_string());
        if (percentage) streamer.commission = *percentage;
        if (!percentage) body.refuse("commission_percentage", "must be from 0 to 100");
    }
    read_delay(body, streamer);
    read_word_settings(body, streamer);
    if (!body.ok()) return body.error_response();

    const auto saved = store.save_streamer(streamer);
    if (!saved) return answer_for(saved.error());
    return show_settings(store, username);
}

// By its id, else by its SKU; what is sent as an id may be a SKU, too.
Result<Product> find_product(Store& store,
                             const std::string& username,
                             const std::optional<std::string>& id_text,
                             const std::optional<std::string>& sku) {
    if (!id_text) return store.product_by_sku(username, *sku);
    const auto id = ProductId::parse(*id_text);
    return id ? store.product(*id) : store.product_by_sku(username, *id_text);
}

Response pin(Store& store, const Request& request, PinnedBy by) {
    const std::string& username = request.path_value("username");
    JsonBody body(request.body);
    const auto id_text = body.optional_text("product_id");
    const auto sku = body.optional_text("sku");
    if (!body.ok()) return body.error_response();

    std::optional<ProductId> product;
    if (id_text || sku) {
        const auto found = find_product(store, username, id_text, sku);
        if (!found && found.error().code() != Errc::not_found) return answer_for(found.error());
        if (!found || found->streamer != username) {
            body.refuse(id_text ? "product_id" : "sku", "no such product of this streamer");
            return body.error_response();
        }
        product = found->id;
    }
    const auto pinned = store.pin(username, product, now(), by);
    if (!pinned) return answer_for(pinned.error());
    return show_settings(store, username);
}

}  // namespace

void add_show_routes(http::Router& router, StorePool& stores, const Gate& gate) {
    router.on("GET", "/streamers/{username}",
              with_store(stores, [](Store& store, const Request& request) {
                  return show_settings(store, request.path_value("username"));
              }));
    router.on("PUT", "/streamers/{username}",
              with_store(stores, [&gate](Store& store, const Request& request) {
                  return save_settings(gate, store, request);
              }));
    for (const auto& [pattern, by] :
         {std::pair("/streamers/{username}/pin", PinnedBy::host),
          std::pair("/streamers/{username}/platform_pin", PinnedBy::platform)})
        router.on("PUT", pattern, with_store(stores, [by](Store& store, const Request& request) {
                      return pin(store, request, by);
                  }));
}

}  // namespace tts
