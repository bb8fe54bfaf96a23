#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "ports/api_token_store.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

constexpr std::string_view api_token_mark = "tts_";  // What every token of a program begins with.

// A token that was just made. `text` is shown once and stored nowhere.
struct NewApiToken {
    std::string text;
    ApiToken token;
};

// A random token of 160 bits: "tts_ingest_K3F9A2BQ_...". Its prefix is what stands before the last
// '_'.
NewApiToken make_api_token(TokenScope scope, std::string name);

// The tokens that are known, so that a request can be checked without asking the database. Any
// thread may call it.
class ApiTokens {
public:
    // The token as it is stored. Errc::denied if it is unknown, forged, expired or revoked: one
    // text for every reason. Counts as a use.
    Result<ApiToken> find(std::string_view text, Timestamp now) const;

    // The same for who has shown the token before and got one of ours for it. No use is counted.
    Result<ApiToken> find_by_prefix(std::string_view prefix, Timestamp now) const;

    // Takes over what the store has now, and tells it which tokens were used since. Called every
    // few seconds: that is how long a revoked token still works.
    Result<void> refresh(ApiTokenStore& store);

    // True if somebody could come with a token of this scope.
    bool has(TokenScope scope, Timestamp now) const;

private:
    struct Known {
        ApiToken token;
        std::optional<Timestamp> used_at;  // Since the last refresh.
    };

    mutable std::mutex mutex_;
    // By prefix. Guarded by mutex_.
    mutable std::map<std::string, Known, std::less<>> known_;
};

}  // namespace tts
