#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view form = "application/x-www-form-urlencoded";

Answer page(int status, std::string_view description) {
    return {.status = status, .description = description, .schema = text(), .content_type = html};
}

// What any of these pages can answer, besides what it is for.
std::vector<Answer> answers(std::vector<Answer> own) {
    own.push_back(page(404, "There is no such page, or its time is over: which, nobody is told."));
    own.push_back(page(429, "Asked for too often from one address."));
    own.push_back(page(503, "Something that it needs does not answer right now."));
    return own;
}

Endpoint show(std::string_view pattern, std::string_view summary, std::string_view description) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = description,
            .parameters = {{.name = "lang",
                            .schema = names({"en", "es"}),
                            .description = "Otherwise Accept-Language, then that of the comments"}},
            .bodies = {},
            .answers = answers({page(200, "The page."), page(303, "It is at Location.")})};
}

Endpoint press(std::string_view pattern, std::string_view summary, Schema body = map_of(text())) {
    return {.method = "POST",
            .pattern = pattern,
            .summary = summary,
            .description = "A form of the buyer's page. The page at Location says what came of it.",
            .parameters = {},
            .bodies = {{.content_type = form, .schema = std::move(body)}},
            .answers = answers({page(303, "Done, or not possible any more: see Location."),
                                page(422, "The form, with what is wrong beside each field.")})};
}

Schema details() {
    return object({{"recipient", text()},
                   {"street", text()},
                   optional("details", text()),
                   {"postal_code", text()},
                   {"city", text()},
                   optional("region", text()),
                   optional("country", text()),
                   optional("phone", text()),
                   optional("email", text())});
}

Endpoint own_data() {
    return {.method = "GET",
            .pattern = "/c/{token}/data",
            .summary = "What is kept on the buyer",
            .description = "As GET /privacy/export, without how to reach the buyer.",
            .parameters = {},
            .bodies = {},
            .answers = answers({{.description = "Rows by table.", .schema = map_of(anything())}})};
}

Endpoint erase() {
    return {.method = "POST",
            .pattern = "/c/{token}/erase",
            .summary = "Erase the buyer, for this streamer",
            .description = "As POST /privacy/erase. The page does not work afterwards.",
            .parameters = {},
            .bodies = {{.content_type = form, .schema = map_of(text())}},
            .answers = answers({page(200, "Done."), page(409, "An order is not finished.")})};
}

}  // namespace

std::vector<Endpoint> buyer_page_endpoints() {
    return {
        show("/c", "Where the payment provider leads back to",
             "Leads to the page that the buyer paid from, by a cookie."),
        show("/c/{token}", "A buyer's orders",
             "HTML, without a script: what is held and for how long, paid or on its way, the place "
             "in the waiting list. Who has the token is the buyer."),
        show("/c/{token}/details", "The form for address, phone and e-mail",
             "What was saved before is not shown."),
        press("/c/{token}/details", "Say where parcels go and how to be reached", details()),
        own_data(),
        erase(),
        press("/c/{token}/orders/{order_number}/pay", "Pay an order"),
        show("/c/{token}/orders/{order_number}/pay", "Leads to the page of the payment provider",
             ""),
        press("/c/{token}/orders/{order_number}/quantity", "Take fewer units",
              object({{"quantity", text()}})),
        press("/c/{token}/orders/{order_number}/cancel", "Give an order up"),
        press("/c/{token}/waits/{wait_id}/leave", "Leave the waiting list"),
        text_file("/buyer-page.css", "The style of buyers' pages", "text/css; charset=utf-8"),
        text_file("/buyer-page.js", "The clock on buyers' pages", "text/javascript; charset=utf-8"),
        show("/claim/{streamer}", "Asks a buyer for the handle in the chat", ""),
        press("/claim/{streamer}", "Get a code to write into the chat",
              object({{"handle", text()}})),
        show("/claim/{streamer}/{token}", "Shows the code",
             "Loads itself again, and leads to the buyer's page once a comment of that handle is "
             "the code and nothing else. The code is good for five minutes, and once."),
    };
}

}  // namespace tts::openapi
