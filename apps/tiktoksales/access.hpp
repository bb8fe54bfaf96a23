#pragma once

#include "accounts/token.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "http/router.hpp"

#include <optional>
#include <span>
#include <string_view>

// Who may call what. All of it stands in one table, in access.cpp: a route without a row there is
// not served.

namespace tts {

// By whom a route may be called, added up.
enum class Callers : unsigned {
    anonymous = 1,  // Without a token: only for a server that nobody but this machine can reach.
    client = 2,
    streamer = 4,
};

constexpr Callers operator|(Callers a, Callers b) {
    return static_cast<Callers>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool includes(Callers callers, Callers one) {
    return (static_cast<unsigned>(callers) & static_cast<unsigned>(one)) != 0;
}

// Where a request says whose things it is about. A token is right, whatever the request says.
enum class Owner {
    none,   // Nobody's, or everybody's to see.
    path,   // A part of the path: another streamer's is refused.
    query,  // A parameter: set if it is missing; another's is refused.
    body,   // A member of the JSON body: replaced by the token's name.
    found,  // Known once the thing was found: the handler asks the gate.
};

struct AccessRule {
    std::optional<Role> role;  // Nothing: the route of every role.
    std::string_view method;
    std::string_view pattern;
    Callers callers;
    Owner owner = Owner::none;
    std::string_view streamer_name = "";  // Of the path's part, parameter or member.
    std::string_view client_name = "";    // Likewise, for a client's token.
};

std::span<const AccessRule> access_rules();

// Null if there is none.
const AccessRule* find_access_rule(Role role, std::string_view method, std::string_view pattern);

// Stands before the handlers. Any thread may use it.
class Gate {
public:
    explicit Gate(TokenSigner signer) : signer_(std::move(signer)) {}

    const TokenSigner& signer() const { return signer_; }

    // Whom the request's token speaks for; nothing if it has none. Errc::denied if it is not valid.
    Result<std::optional<Identity>> identity(const http::Request& request) const;

    // The name of the streamer whose token the request has; nothing without one. For handlers
    // behind the gate, where a token is known to be valid.
    std::optional<std::string> streamer_of(const http::Request& request) const;

    // The same routes, each behind its row of the table: 401 without a token where one is needed
    // or with one that is not valid, 403 for an account that may not. Messages of WebSockets bring
    // no token along and pass. Errc::invalid naming a route that has no row. The gate outlives the
    // router.
    Result<http::Router> guard(const http::Router& router, Role role) const;

private:
    struct Admission {
        std::optional<http::Response> refusal;  // Nothing: may pass.
        std::optional<Identity> caller;         // Nothing: has no token.
    };
    Admission admit(const AccessRule& rule, const http::Request& request) const;
    http::Router& add_guarded(http::Router& guarded,
                              const http::Router::Route& route,
                              const AccessRule& rule) const;

    TokenSigner signer_;
};

// 401 {"detail"}: who calls is not known.
http::Response unauthorized(std::string_view detail);

}  // namespace tts
