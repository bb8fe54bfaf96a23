#include "accounts/session_desk.hpp"

#include "accounts/secrets.hpp"
#include "core/log.hpp"

#include <utility>

namespace tts {

namespace {

constexpr std::string_view refresh_purpose = "refresh";
constexpr std::size_t user_agent_bytes_max = 200;

Error refused() {
    return {Errc::denied, "the refresh token is not valid; log in again"};
}

// What a client says of itself is kept as far as people can read it.
std::string readable(std::string text) {
    std::erase_if(text, [](char letter) { return letter < ' ' || letter > '~'; });
    return text.substr(0, user_agent_bytes_max);
}

LoginSession new_session(SessionKind kind, const Visit& visit, Timestamp at) {
    return {.id = Uuid::next(),
            .kind = kind,
            .user_agent = readable(visit.user_agent),
            .language = visit.language,
            .created_at = at,
            .last_used_at = at,
            .expires_at = at + SessionDesk::token_session_life};
}

}  // namespace

Identity identity_of(const Account& account) {
    const bool is_client = account.role == AccountRole::client;
    const bool helps = account.role == AccountRole::assistant;
    return {.account = account.id,
            .role = account.role,
            .name = is_client ? account.email : (helps ? account.streamer : account.name)};
}

Result<SessionDesk::Tokens> SessionDesk::begin(Account account, const Visit& visit, Timestamp at) {
    auto session = new_session(SessionKind::token, visit, at);
    session.account = AccountRef{.role = account.role, .id = account.id};
    session.token_version = account.token_version;
    auto refresh_token = signer_.make_opaque(refresh_purpose, session.id);
    session.refresh_sha256 = sha256_hex(refresh_token);
    const auto added = sessions_.add(session);
    if (!added) return added.error();
    auto token = access_token(account, session.id, at);
    return Tokens{.account = std::move(account),
                  .session = session.id,
                  .token = std::move(token),
                  .refresh_token = std::move(refresh_token)};
}

Result<SessionDesk::Tokens> SessionDesk::refresh(const std::string& refresh_token, Timestamp at) {
    const auto id = session_of(refresh_token);
    if (!id) return id.error();
    auto next = signer_.make_opaque(refresh_purpose, *id);
    const auto session = sessions_.advance(
        *id, {.from_sha256 = sha256_hex(refresh_token), .to_sha256 = sha256_hex(next), .at = at});
    if (!session && session.error().code() == Errc::conflict) {
        const auto reused = sessions_.find(*id);
        if (!reused) return reused.error();
        return refused_reuse(*reused, at);
    }
    const bool is_over = !session && (session.error().code() == Errc::denied ||
                                      session.error().code() == Errc::not_found);
    if (is_over) return refused();
    if (!session) return session.error();
    if (!session->account) return refused();
    auto account = accounts_.find_by_id(session->account->role, session->account->id);
    if (!account && account.error().code() == Errc::not_found) return refused();
    if (!account) return account.error();
    if (account->token_version != session->token_version) return refused();
    auto token = access_token(*account, *id, at);
    return Tokens{.account = std::move(*account),
                  .session = *id,
                  .token = std::move(token),
                  .refresh_token = std::move(next)};
}

Result<SessionDesk::BrowserLogin> SessionDesk::begin_in_browser(const Account& account,
                                                                const Visit& visit,
                                                                Timestamp at) {
    auto session = new_session(SessionKind::browser, visit, at);
    session.account = AccountRef{.role = account.role, .id = account.id};
    session.token_version = account.token_version;
    return add_browser_session(std::move(session), {.account = identity_of(account)}, at);
}

Result<SessionDesk::BrowserLogin> SessionDesk::begin_in_browser(const ApiToken& program,
                                                                const Visit& visit,
                                                                Timestamp at) {
    auto session = new_session(SessionKind::browser, visit, at);
    session.program = program.prefix;
    return add_browser_session(std::move(session), {.program = program.prefix}, at);
}

Result<Uuid> SessionDesk::session_of(const std::string& refresh_token) const {
    const auto id = signer_.subject_of_opaque(refresh_purpose, refresh_token);
    if (!id) return refused();
    return *id;
}

Result<void> SessionDesk::end(const Uuid& session, Timestamp at) {
    return sessions_.end(session, {.at = at, .reason = "logout"});
}

std::string SessionDesk::access_token(const Account& account,
                                      const Uuid& session,
                                      Timestamp at) const {
    return signer_.sign({.account = identity_of(account), .session = session}, at);
}

Result<SessionDesk::BrowserLogin> SessionDesk::add_browser_session(LoginSession session,
                                                                   Claims claims,
                                                                   Timestamp at) {
    session.expires_at = at + life_of(TokenUse::browser);
    const auto added = sessions_.add(session);
    if (!added) return added.error();
    claims.use = TokenUse::browser;
    claims.session = session.id;
    claims.language = session.language;
    claims.expires_at = session.expires_at;
    auto cookie = signer_.sign(claims, at);
    return BrowserLogin{.claims = std::move(claims), .cookie = std::move(cookie)};
}

// Who has the older token and who has the newer one cannot be told apart: neither goes on.
Error SessionDesk::refused_reuse(const LoginSession& session, Timestamp at) {
    const auto ended = sessions_.end(session.id, {.at = at, .reason = "reuse"});
    if (!ended) return ended.error();
    log_event(Level::warning, "refresh_token_reused", {{"session", session.id.to_string()}});
    return refused();
}

}  // namespace tts
