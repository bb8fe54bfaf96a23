#pragma once

#include "apps/tiktoksales/openapi/schema.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "http/router.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What each endpoint takes and gives, said once, beside the routes: GET /openapi.json is written
// from it, and tests hold the answers of the running program against it. Whoever adds a route
// describes it here, in the file of its role; a test fails otherwise.

namespace tts::openapi {

enum class In { query, header };

// Parameters in the path need no description of their own: the pattern names them.
struct Parameter {
    In in = In::query;
    std::string_view name;
    Schema schema;
    std::string_view description;
    bool is_required = false;
};

struct Body {
    std::string_view content_type = "application/json";
    Schema schema;
};

// What a status means; 422 and all other errors are the same everywhere and added by themselves.
struct Answer {
    int status = 200;
    std::string_view description;
    Schema schema;
    std::string_view content_type = "application/json";
};

struct Endpoint {
    std::string_view method;  // As in the router: "WS" for a WebSocket.
    std::string_view pattern;
    std::string_view summary;      // A few words.
    std::string_view description;  // What else one must know; may be empty.
    std::vector<Parameter> parameters;
    std::vector<Body> bodies;  // The same content in one of these forms. Of a WebSocket: a message.
    std::vector<Answer> answers;  // Of a WebSocket: the answer to a message.
    bool needs_token = false;     // Authorization: Bearer.
};

// A file that GET brings, without parameters.
Endpoint text_file(std::string_view pattern,
                   std::string_view summary,
                   std::string_view content_type);

// Those of one role, with those that every role has.
std::vector<Endpoint> endpoints_of(Role role);

// By role; each in a file of its own.
std::vector<Endpoint> common_endpoints();
std::vector<Endpoint> chat_endpoints();
std::vector<Endpoint> seller_endpoints();
std::vector<Endpoint> auth_endpoints();
std::vector<Endpoint> session_endpoints();
std::vector<Endpoint> account_endpoints();
std::vector<Endpoint> password_page_endpoints();
std::vector<Endpoint> nlp_endpoints();
std::vector<Endpoint> vision_endpoints();
std::vector<Endpoint> order_endpoints();
std::vector<Endpoint> seller_order_endpoints();
std::vector<Endpoint> feedback_endpoints();
std::vector<Endpoint> rules_endpoints();
std::vector<Endpoint> review_endpoints();
std::vector<Endpoint> capture_endpoints();
std::vector<Endpoint> payment_endpoints();
std::vector<Endpoint> message_endpoints();
std::vector<Endpoint> notify_endpoints();
std::vector<Endpoint> buyer_page_endpoints();
std::vector<Endpoint> catalogue_endpoints();
std::vector<Endpoint> variant_endpoints();
std::vector<Endpoint> discount_endpoints();
std::vector<Endpoint> dashboard_endpoints();
std::vector<Endpoint> setup_endpoints();
std::vector<Endpoint> show_board_endpoints();
Endpoint report_gap();  // Of the chat role.
std::vector<Endpoint> picture_endpoints();
std::vector<Endpoint> status_endpoints(Role role);

// Schemas that several endpoints refer to, by name.
std::vector<std::pair<std::string_view, Schema>> components();

// The OpenAPI 3.1 document of a role. A route without a description is in it all the same, marked
// "x-undescribed"; a description without a route is marked "x-not-served". Tests refuse both.
std::string document(Role role,
                     const std::vector<Endpoint>& described,
                     const std::vector<http::Router::Route>& served);

}  // namespace tts::openapi
