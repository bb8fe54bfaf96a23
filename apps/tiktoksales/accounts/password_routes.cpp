#include "accounts/email.hpp"
#include "accounts/password.hpp"
#include "apps/tiktoksales/accounts/account_routes.hpp"
#include "apps/tiktoksales/accounts/password_page.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/buyer_page/page_response.hpp"
#include "apps/tiktoksales/notify/notify_parts.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "buyer_page/details_form.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"
#include "http/url.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr http::TextRule language_rule{.length_max = 8};
constexpr http::TextRule password_rule{.length_max = password_bytes_max};
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

// A page's form wants a page; a program wants JSON.
bool is_form(const Request& request) {
    return ascii_lower(request.header("content-type").value_or("")).starts_with(form_type);
}

http::Fields fields_of(const Request& request) {
    return http::parse_query(request.body).value_or(http::Fields());
}

Response too_many(std::chrono::seconds wait) {
    auto response = Response::error(429, "too many attempts; try again later");
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

std::optional<std::chrono::seconds> refuse_request(const AccountRouteParts& parts,
                                                   const Request& request,
                                                   const std::string& email) {
    return parts.accounts.passwords().refuse_request(email, parts.gate.address_of(request),
                                                     RateLimit::Clock::now());
}

Response ask_by_form(const AccountRouteParts& parts, const Request& request) {
    const auto frame = frame_for(request);
    if (!parts.accounts.sends_mail()) return html_response(409, no_mail_page(frame));
    const auto email = form_field(fields_of(request), "email");
    if (!parse_email(email))
        return html_response(422, forgotten_page(frame, email, PasswordNote::wrong_email));
    if (refuse_request(parts, request, email)) return busy_page(frame);
    const auto asked = parts.accounts.passwords().request_reset(
        email, std::string(to_string(frame.language)), now());
    if (!asked) return error_page(asked.error(), frame);
    return html_response(200, link_sent_page(frame));
}

// Says and does the same whether or not the address has an account.
Response ask(const AccountRouteParts& parts, const Request& request) {
    if (is_form(request)) return ask_by_form(parts, request);
    JsonBody body(request.body);
    const auto email = body.text("email");
    const auto language = body.optional_text("language", language_rule);
    if (!email.empty() && !parse_email(email))
        body.refuse("email", parse_email(email).error().what());
    if (!body.ok()) return body.error_response();
    if (!parts.accounts.sends_mail())
        return Response::error(409, "no link can be sent: " + what_to_set_up(Channel::email));
    if (const auto wait = refuse_request(parts, request, email)) return too_many(*wait);
    const auto asked = parts.accounts.passwords().request_reset(
        email, language.value_or(visit_of(request).language), now());
    if (!asked) return answer_for(asked.error());
    return Response::json(202, R"({"ok":true})");
}

bool fits(const std::string& password) {
    return password.size() >= password_bytes_min && password.size() <= password_bytes_max;
}

// As typed: a password may begin or end with a space.
std::string typed(const http::Fields& fields, std::string_view name) {
    for (const auto& [field, value] : fields)
        if (field == name) return value;
    return {};
}

bool is_miss(const AccountRouteParts& parts, const Request& request, const Error& error) {
    return error.code() == Errc::not_found &&
           parts.accounts.passwords().refuse_miss(parts.gate.address_of(request),
                                                  RateLimit::Clock::now());
}

Response refuse_page(const AccountRouteParts& parts, const Request& request, const Error& error) {
    const auto frame = frame_for(request);
    if (is_miss(parts, request, error)) return busy_page(frame);
    if (error.code() == Errc::not_found) return html_response(404, no_link_page(frame));
    return error_page(error, frame);
}

void note_chosen(const AccountRef& account) {
    log_event(Level::info, "password_chosen",
              {{"role", to_string(account.role)}, {"account", account.id.to_string()}});
}

Response choose_by_form(const AccountRouteParts& parts, const Request& request) {
    const auto frame = frame_for(request);
    const auto& token = request.path_value("token");
    const auto link = parts.accounts.passwords().find(token, now());
    if (!link) return refuse_page(parts, request, link.error());
    const auto again = [&](PasswordNote note) {
        return html_response(422, choose_page(frame, link->purpose, note));
    };
    const auto fields = fields_of(request);
    const auto password = typed(fields, "password");
    if (!fits(password)) return again(PasswordNote::wrong_password);
    if (password != typed(fields, "again")) return again(PasswordNote::differs);
    const auto chosen = parts.accounts.passwords().choose(token, password, now());
    if (!chosen && chosen.error().code() == Errc::conflict) return again(PasswordNote::taken);
    if (!chosen) return refuse_page(parts, request, chosen.error());
    note_chosen(*chosen);
    return html_response(200, chosen_page(frame));
}

Response choose(const AccountRouteParts& parts, const Request& request) {
    if (is_form(request)) return choose_by_form(parts, request);
    JsonBody body(request.body);
    const auto password = body.text("password", password_rule);
    if (!password.empty() && !fits(password))
        body.refuse("password", "must have " + std::to_string(password_bytes_min) + " to " +
                                    std::to_string(password_bytes_max) + " bytes");
    if (!body.ok()) return body.error_response();
    const auto chosen =
        parts.accounts.passwords().choose(request.path_value("token"), password, now());
    if (!chosen && is_miss(parts, request, chosen.error()))
        return too_many(std::chrono::minutes(1));
    if (!chosen) return answer_for(chosen.error());
    note_chosen(*chosen);
    JsonWriter json;
    json.object().member("ok", true).member("role", to_string(chosen->role)).end();
    return Response::json(json.take());
}

Response show_choice(const AccountRouteParts& parts, const Request& request) {
    const auto link = parts.accounts.passwords().find(request.path_value("token"), now());
    if (!link) return refuse_page(parts, request, link.error());
    return html_response(200, choose_page(frame_for(request), link->purpose, PasswordNote::none));
}

Response show_request(const AccountRouteParts& parts, const Request& request) {
    const auto frame = frame_for(request);
    if (!parts.accounts.sends_mail()) return html_response(200, no_mail_page(frame));
    return html_response(200, forgotten_page(frame, "", PasswordNote::none));
}

}  // namespace

void add_password_routes(http::Router& router, const AccountRouteParts& parts) {
    router.on("POST", "/password", [parts](const Request& request) { return ask(parts, request); });
    router.on("POST", "/password/{token}",
              [parts](const Request& request) { return choose(parts, request); });
}

void add_password_pages(http::Router& router, const AccountRouteParts& parts) {
    router.on("GET", "/password",
              [parts](const Request& request) { return show_request(parts, request); });
    router.on("GET", "/password/{token}",
              [parts](const Request& request) { return show_choice(parts, request); });
    add_page_style(router);
}

}  // namespace tts
