#include "apps/tiktoksales/key_ring.hpp"

#include "apps/tiktoksales/storage.hpp"
#include "core/log.hpp"

#include <algorithm>

namespace tts {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds refresh_pause = 400ms;

Error missing(TokenScope scope) {
    const std::string name(to_string(scope));
    return {Errc::invalid, "others can reach this server, and there is no " + name +
                               " token: make one with 'tiktoksales init' or 'tiktoksales token "
                               "create " +
                               name + " NAME', with the same --data or DATABASE_URL"};
}

// Where the path begins in the public address.
std::size_t path_of_url(const ServeSettings& settings) {
    const std::string& url = settings.payments.public_base_url;
    const auto host = url.find("://");
    return host == std::string::npos ? url.size() : std::min(url.find('/', host + 3), url.size());
}

}  // namespace

bool needs_tokens(const ServeSettings& settings) {
    return !settings.trusts_local() || !is_loopback(settings.bind);
}

GateSettings gate_settings(const ServeSettings& settings) {
    const SecuritySettings& security = settings.security;
    return {.trusts_local = settings.trusts_local(),
            .open_sign_up = security.open_sign_up,
            .trusted_proxies = security.trusted_proxies,
            .public_origin = settings.payments.public_base_url.substr(0, path_of_url(settings))};
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(const ServeSettings& settings) {
    auto keys = std::make_unique<KeyRing>();
    const bool only_texts = settings.roles == std::set{Role::nlp};
    if (only_texts && !needs_tokens(settings)) return keys;
    auto store = open_api_token_store(settings.storage);
    if (!store) return store.error();
    keys->store_ = std::move(*store);
    auto sessions = open_session_store(settings.storage);
    if (!sessions) return sessions.error();
    keys->sessions_ = std::move(*sessions);
    auto log = open_audit_log(settings.storage);
    if (!log) return log.error();
    keys->trail_ = std::make_unique<AuditTrail>(std::move(*log));
    keys->audit_kept_ = std::chrono::days(settings.security.audit_days);
    const auto read = keys->refresh();
    if (!read) return read.error();
    if (!needs_tokens(settings)) return keys;
    if (!keys->tokens_.has(TokenScope::admin, now())) return missing(TokenScope::admin);
    const bool takes_comments = settings.roles.contains(Role::chat);
    if (takes_comments && !keys->tokens_.has(TokenScope::ingest, now()))
        return missing(TokenScope::ingest);
    return keys;
}

Result<void> KeyRing::refresh() {
    const auto read = tokens_.refresh(*store_);
    if (!read) return read.error();
    return ended_.refresh(*sessions_, now());
}

void KeyRing::start_refreshing(Background& background) {
    if (!store_) return;
    trail_->start_keeper(background, audit_kept_);
    background.start([this](const std::stop_token& stop) {
        bool was_read = true;
        while (sleep_unless_stopped(stop, refresh_pause)) {
            const auto read = refresh();
            // Once for each outage: the tokens that are known go on working meanwhile.
            if (!read && was_read)
                log_event(Level::warning, "tokens_not_read", {{"error", read.error().what()}});
            was_read = read.has_value();
        }
    });
}

}  // namespace tts
