#include "accounts/password.hpp"
#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view form = "application/x-www-form-urlencoded";

Answer page(int status, std::string_view description) {
    return {.status = status, .description = description, .schema = text(), .content_type = html};
}

Schema password() {
    return text({.min = 1, .max = password_bytes_max});
}

Schema member() {
    return object({{"id", uuid()},
                   {"email", text()},
                   {"name", text()},
                   {"status", names({"invited", "active"})},
                   {"created_at", date_time()},
                   {"accepted_at", or_null(date_time())}});
}

Schema invitation() {
    return object({{"id", uuid()},
                   {"email", text()},
                   {"name", text()},
                   {"status", names({"invited", "active"})},
                   {"created_at", date_time()},
                   {"accepted_at", or_null(date_time())},
                   {"token", text()},
                   {"url", text()},
                   {"expires_at", date_time()},
                   {"mailed", boolean()}});
}

Endpoint invite() {
    return {.method = "POST",
            .pattern = "/streamers/{streamer}/members",
            .summary = "Invite somebody to help",
            .description =
                "Who opens the link within 7 days chooses a password and is an "
                "assistant of the streamer: orders, claims, review and catalogue, and "
                "nothing of payments, tokens, members and statements. The link is "
                "mailed if e-mail is set up, and shown this once. Invited again, the "
                "older link is void.",
            .parameters = {},
            .bodies = {{.schema = object({{"email", text()},
                                          optional("name", or_null(text({.max = 255}))),
                                          optional("language", or_null(text()))})}},
            .answers = {{.status = 201, .description = "The link.", .schema = invitation()},
                        {.status = 409,
                         .description = "The address has an account.",
                         .schema = reference("Error")}},
            .needs_token = true};
}

Endpoint list_members() {
    return {
        .method = "GET",
        .pattern = "/streamers/{streamer}/members",
        .summary = "Who helps",
        .description = "",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "Oldest first.",
                     .schema = object({{"streamer", text()}, {"members", array_of(member())}})}},
        .needs_token = true};
}

Endpoint remove_member() {
    return {.method = "DELETE",
            .pattern = "/streamers/{streamer}/members/{id}",
            .summary = "Let somebody help no longer",
            .description =
                "The account is gone, and its tokens are refused by every role within "
                "a second.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "Done.", .schema = object({{"ok", boolean()}})}},
            .needs_token = true};
}

Endpoint ask_for_link() {
    return {
        .method = "POST",
        .pattern = "/password",
        .summary = "Ask for a link to choose a new password",
        .description =
            "Mailed to the address if it has an account; answer and time do not "
            "tell. The link works once, for 30 minutes. 3 an hour for an address.",
        .parameters = {},
        .bodies = {{.schema = object({{"email", text()}, optional("language", or_null(text()))})},
                   {.content_type = form, .schema = map_of(text())}},
        .answers = {
            {.status = 202,
             .description = "Somebody looks into it.",
             .schema = object({{"ok", boolean()}})},
            page(200, "To the form of the page."),
            {.status = 409, .description = "No e-mail is set up.", .schema = reference("Error")}}};
}

Endpoint choose_password() {
    return {.method = "POST",
            .pattern = "/password/{token}",
            .summary = "Choose a password by a link",
            .description = "Ends all sessions of the account, and all its other links.",
            .parameters = {},
            .bodies = {{.schema = object({{"password", password()}})},
                       {.content_type = form, .schema = map_of(text())}},
            .answers = {{.description = "It counts from now on: log in.",
                         .schema = object({{"ok", boolean()},
                                           {"role", names({"client", "streamer", "assistant"})}})},
                        {.status = 404,
                         .description = "The link was used, is over, or is none.",
                         .schema = reference("Error")},
                        {.status = 409,
                         .description = "Who was invited has an account by now.",
                         .schema = reference("Error")}}};
}

Endpoint export_buyer() {
    return {
        .method = "GET",
        .pattern = "/privacy/export",
        .summary = "All that is kept on a buyer",
        .description =
            "For a streamer, what is kept for that show; for the administrator, what "
            "is kept at all, with the account of that address.",
        .parameters = {{.name = "buyer",
                        .schema = text(),
                        .description = "The handle, or the account's e-mail address",
                        .is_required = true},
                       {.name = "streamer", .schema = text(), .description = "Whose buyer"}},
        .bodies = {},
        .answers = {{.description = "Rows by table.",
                     .schema = object({{"streamer", or_null(text())},
                                       {"buyer", text()},
                                       {"exported_at", date_time()},
                                       {"rows", integer()},
                                       {"tables", map_of(array_of(map_of(or_null(text()))))}})}},
        .needs_token = true};
}

Endpoint erase_buyer() {
    return {.method = "POST",
            .pattern = "/privacy/erase",
            .summary = "Erase a buyer",
            .description =
                "Orders keep their numbers and sums, under a pseudonym; texts, contacts, "
                "addresses, pages and proofs are gone. Refused while orders are not "
                "finished. Without a streamer, for the administrator: of all, and the "
                "account of that address.",
            .parameters = {},
            .bodies = {{.schema = object({{"buyer", text({.min = 1, .max = 255})},
                                          optional("streamer", or_null(text()))})}},
            .answers = {{.description = "Done.",
                         .schema = object({{"ok", boolean()},
                                           {"streamer", or_null(text())},
                                           {"pseudonym", text()},
                                           {"rows", integer()}})},
                        {.status = 404,
                         .description = "Nothing is kept.",
                         .schema = reference("Error")},
                        {.status = 409,
                         .description = "Orders are not finished: their numbers.",
                         .schema = reference("Error")}},
            .needs_token = true};
}

Schema audit_entry() {
    return object({{"number", integer()},
                   {"at", date_time()},
                   {"streamer", or_null(text())},
                   {"actor_kind", text()},
                   {"actor", or_null(text())},
                   {"actor_name", or_null(text())},
                   {"session", or_null(text())},
                   {"address", or_null(text())},
                   {"action", text()},
                   {"object", text()},
                   {"status", integer()},
                   {"detail", map_of(or_null(text()))}});
}

Endpoint audit() {
    return {.method = "GET",
            .pattern = "/audit",
            .summary = "Who did what",
            .description = "Newest first. A streamer sees what was about that show.",
            .parameters = {{.name = "streamer", .schema = text(), .description = "Whose things"},
                           {.name = "action",
                            .schema = text(),
                            .description = "How the action begins: POST /login"},
                           {.name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 if it is not said"},
                           {.name = "cursor",
                            .schema = text(),
                            .description = "The next_cursor of the page before"}},
            .bodies = {},
            .answers = {{.description = "A page.",
                         .schema = object({{"entries", array_of(audit_entry())},
                                           {"next_cursor", or_null(text())}})}},
            .needs_token = true};
}

Endpoint show(std::string_view pattern, std::string_view summary) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = "Works without a script.",
            .parameters = {{.name = "lang",
                            .schema = names({"en", "es"}),
                            .description = "Otherwise Accept-Language"}},
            .bodies = {},
            .answers = {page(200, "The form, or that no e-mail is set up."),
                        page(404, "The link does not work."),
                        page(429, "Asked for too often from one address."),
                        page(503, "The database does not answer.")}};
}

}  // namespace

std::vector<Endpoint> account_endpoints() {
    return {invite(),          list_members(), remove_member(), ask_for_link(),
            choose_password(), export_buyer(), erase_buyer(),   audit()};
}

std::vector<Endpoint> password_page_endpoints() {
    return {show("/password", "The form of who forgot the password"),
            show("/password/{token}", "The form to choose a password"),
            text_file("/buyer-page.css", "The style of these pages", "text/css; charset=utf-8"),
            text_file("/buyer-page.js", "The clock of buyers' pages",
                      "text/javascript; charset=utf-8")};
}

}  // namespace tts::openapi
