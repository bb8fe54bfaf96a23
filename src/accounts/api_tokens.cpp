#include "accounts/api_tokens.hpp"

#include "accounts/secrets.hpp"
#include "core/text.hpp"

#include <utility>

namespace tts {

namespace {

constexpr std::size_t id_bytes = 5;       // Eight characters of base32.
constexpr std::size_t secret_bytes = 20;  // 160 bits.
constexpr std::chrono::minutes use_precision{1};

bool is_valid(const ApiToken& token, Timestamp now) {
    return !token.revoked_at && (!token.expires_at || now < *token.expires_at);
}

Error refused() {
    return {Errc::denied, "the token is not valid"};
}

}  // namespace

NewApiToken make_api_token(TokenScope scope, std::string name) {
    NewApiToken made;
    made.token.prefix = std::string(api_token_mark) + std::string(to_string(scope)) + "_" +
                        base32(random_bytes(id_bytes));
    made.text = made.token.prefix + "_" + base32(random_bytes(secret_bytes));
    made.token.sha256 = sha256_hex(made.text);
    made.token.scope = scope;
    made.token.name = std::move(name);
    return made;
}

Result<ApiToken> ApiTokens::find(std::string_view text, Timestamp now) const {
    const auto prefix = text.substr(0, text.rfind('_'));
    const std::string hash = sha256_hex(text);
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(prefix);
    if (found == known_.end()) return refused();
    auto& [token, used_at] = found->second;
    if (!is_same_secret(token.sha256, hash) || !is_valid(token, now)) return refused();
    // As exact as anybody needs, without a write to the database for every request.
    const bool is_news = !token.last_used_at || now - *token.last_used_at >= use_precision;
    if (is_news) used_at = now;
    return token;
}

Result<ApiToken> ApiTokens::find_by_prefix(std::string_view prefix, Timestamp now) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(prefix);
    if (found == known_.end() || !is_valid(found->second.token, now)) return refused();
    return found->second.token;
}

Result<void> ApiTokens::refresh(ApiTokenStore& store) {
    std::vector<std::pair<std::string, Timestamp>> used;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [prefix, known] : known_)
            if (const auto at = std::exchange(known.used_at, std::nullopt))
                used.emplace_back(prefix, *at);
    }
    for (const auto& [prefix, at] : used) {
        const auto noted = store.note_use(prefix, at);
        if (!noted && noted.error().code() != Errc::not_found) return noted.error();
    }
    const auto tokens = store.all();
    if (!tokens) return tokens.error();
    std::map<std::string, Known, std::less<>> fresh;
    for (const auto& token : *tokens) fresh[token.prefix] = {.token = token, .used_at = {}};
    const std::lock_guard lock(mutex_);
    // Uses that came meanwhile are kept for the next time.
    for (const auto& [prefix, known] : known_)
        if (const auto same = fresh.find(prefix); same != fresh.end())
            same->second.used_at = known.used_at;
    known_ = std::move(fresh);
    return {};
}

bool ApiTokens::has(TokenScope scope, Timestamp now) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [prefix, known] : known_)
        if (known.token.scope == scope && is_valid(known.token, now)) return true;
    return false;
}

}  // namespace tts
