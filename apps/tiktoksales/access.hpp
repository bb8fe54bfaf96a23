#pragma once

#include "accounts/api_tokens.hpp"
#include "accounts/ended_sessions.hpp"
#include "accounts/token.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "core/order.hpp"
#include "http/router.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Who may call what. All of it stands in one table, in access_rules.cpp: a route without a row
// there is not served.

namespace tts {

// By whom a route may be called, added up.
enum class Callers : unsigned {
    anyone = 1,       // Without a token, from wherever.
    local = 2,        // Without a token, by a program on this machine, if those are trusted.
    newcomer = 4,     // Without a token, if streamers may register themselves.
    client = 8,       // An account that buys,
    streamer = 16,    // and one that sells.
    ingest = 32,      // The token of a source of comments,
    service = 64,     // of another part of the shop,
    admin = 128,      // of who runs it.
    assistant = 256,  // An account that helps one streamer to sell.
};

constexpr Callers operator|(Callers a, Callers b) {
    return static_cast<Callers>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool includes(Callers callers, Callers one) {
    return (static_cast<unsigned>(callers) & static_cast<unsigned>(one)) != 0;
}

// As which an account calls.
Callers kind_of(AccountRole role);

// Where a request says whose things it is about. A token is right, whatever the request says.
enum class Owner {
    none,   // Nobody's, or everybody's to see.
    path,   // A part of the path: another streamer's is refused.
    query,  // A parameter: set if it is missing; another's is refused.
    body,   // A member of the JSON body: replaced by the account's name; a source of comments that
            // may not speak for it is refused.
    items,  // A member of each item of a batch, or of each message of a WebSocket: others' are
            // refused.
    found,  // Known once the thing was found: the handler asks the gate.
};

// What a body may be.
enum class Media {
    json,  // A page of another site cannot send it without asking first, which we refuse.
    any,   // Forms, uploads, signed events: the handler looks at it.
};

struct AccessRule {
    std::optional<Role> role;  // Nothing: the route of every role.
    std::string_view method;
    std::string_view pattern;
    Callers callers;
    Owner owner = Owner::none;
    std::string_view streamer_name = "";  // Of the path's part, parameter or member.
    std::string_view client_name = "";    // Likewise, for a client's token.
    Media media = Media::json;
};

std::span<const AccessRule> access_rules();

// Null if there is none.
const AccessRule* find_access_rule(Role role, std::string_view method, std::string_view pattern);

// How a request shows its token.
enum class Shown {
    not_at_all,
    in_header,  // No page of another site can make a browser do so.
    in_cookie,  // The browser does so by itself.
};

// Who sends a request.
struct Caller {
    Callers kind = Callers::anyone;   // `local` or `anyone`: it has no token.
    std::optional<Identity> account;  // Of clients, streamers and their assistants.
    std::optional<ApiToken> program;  // Of ingest, service and admin.
    Shown shown = Shown::not_at_all;
    Uuid session = {};  // Nil: none that could be ended.
    std::string language = {};
    std::optional<Timestamp> valid_until = {};

    bool has_token() const { return account || program; }
    // True if it may bring comments of that streamer's show.
    bool speaks_for(std::string_view streamer) const;
};

// How a request was answered.
struct Answered {
    int status = 200;
    std::string address = {};  // Where it came from: see Gate::address_of().
};

// Is told of what was asked for by whom, once it is answered. Any thread calls it.
class CallObserver {
public:
    virtual ~CallObserver() = default;

    virtual void saw(const AccessRule& rule,
                     const Caller& caller,
                     const http::Request& request,
                     const Answered& answered) = 0;
};

// Whom the gate believes.
struct GateSettings {
    bool trusts_local = false;
    bool open_sign_up = false;
    std::vector<std::string> trusted_proxies = {};  // Their X-Forwarded-For tells who calls.
    std::string public_origin = {};  // "https://shop.example": how browsers reach us. May be empty.
};

// By what tokens are checked. What it refers to outlives the gate.
struct GateKeys {
    TokenSigner signer;
    const ApiTokens& tokens;
    const EndedSessions& ended;
    CallObserver* observer = nullptr;  // Null: nobody looks. Calls of sockets and of handlers that
                                       // answer later are not told of.
};

// Stands before the handlers. Any thread may use it. What it is given outlives it.
class Gate {
public:
    Gate(GateKeys keys, GateSettings settings)
        : keys_(std::move(keys)), settings_(std::move(settings)) {}

    const TokenSigner& signer() const { return keys_.signer; }
    const ApiTokens& tokens() const { return keys_.tokens; }

    // Errc::denied if the request's header has a token that is not valid. A cookie that is not
    // valid is none: browsers send it without being asked.
    Result<Caller> caller(const http::Request& request) const;

    // The account whose token the request has; nothing without one, or with that of a program.
    // Errc::denied if it is not valid.
    Result<std::optional<Identity>> identity(const http::Request& request) const;

    // The name of the streamer whose token, or whose assistant's, the request has; nothing without
    // one. For handlers
    // behind the gate, where a token is known to be valid.
    std::optional<std::string> streamer_of(const http::Request& request) const;

    // The address that the request comes from: what a trusted proxy says, or the connection's.
    std::string address_of(const http::Request& request) const;

    // True if the request was made by a page of ours, as its Origin tells.
    bool is_from_own_page(const http::Request& request) const;

    // True if the browser reached us over TLS: a trusted proxy or the public address says so.
    bool is_over_tls(const http::Request& request) const;

    // Others' orders are not there for an account. Without a token, which only a caller on this
    // machine may lack, all are.
    bool hides(const Order& order, const http::Request& request) const;

    // The same routes, each behind its row of the table: 401 without a token where one is needed
    // or with one that is not valid, 403 for who may not, 415 for a body that a page of another
    // site could send. Errc::invalid naming a route that has no row. The gate outlives the router.
    Result<http::Router> guard(const http::Router& router, Role role) const;

private:
    struct Admission {
        std::optional<http::Response> refusal;  // Nothing: may pass.
        Caller caller;
    };
    Admission admit(const AccessRule& rule, const http::Request& request) const;
    Admission admit_caller(const AccessRule& rule, Caller caller) const;
    Result<Caller> caller_of_header(std::string_view header) const;
    Caller caller_without_header(const http::Request& request) const;
    Result<Caller> caller_of_claims(Claims claims, Timestamp at) const;
    bool is_still_valid(const Caller& caller) const;
    bool is_local(const http::Request& request) const;
    http::Response answer(const AccessRule& rule,
                          const http::Handler& handler,
                          const http::Request& request) const;
    void add_guarded(http::Router& guarded,
                     const http::Router::Route& route,
                     const AccessRule& rule) const;
    http::SocketEntry enter_socket(const AccessRule& rule,
                                   const http::FrameHandler& handler,
                                   const http::Request& request) const;

    GateKeys keys_;
    GateSettings settings_;
};

// 401 {"detail"}: who calls is not known.
http::Response unauthorized(std::string_view detail);

}  // namespace tts
