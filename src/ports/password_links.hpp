#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"
#include "ports/session_store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What a link to choose a password is for: a new one, or the first one of who was invited.
enum class LinkPurpose { reset, invite };

constexpr std::string_view to_string(LinkPurpose purpose) {
    return purpose == LinkPurpose::reset ? "reset" : "invite";
}

constexpr std::optional<LinkPurpose> parse_link_purpose(std::string_view text) {
    if (text == "reset") return LinkPurpose::reset;
    if (text == "invite") return LinkPurpose::invite;
    return std::nullopt;
}

// How far the mail with a link is.
enum class LinkMail {
    due,
    sent,
    failed,
    dropped,  // Nobody has that address, or the link is of no use any more.
};

constexpr std::string_view to_string(LinkMail mail) {
    switch (mail) {
        case LinkMail::due: return "due";
        case LinkMail::sent: return "sent";
        case LinkMail::failed: return "failed";
        case LinkMail::dropped: return "dropped";
    }
    return "";
}

// A link by which somebody chooses a password, once. Its token is made of the id.
struct PasswordLink {
    Uuid id = {};
    LinkPurpose purpose = LinkPurpose::reset;
    std::string email = {};
    std::optional<AccountRef> account = {};  // Nothing: nobody has looked whose address it is.
    std::string language = {};
    Timestamp created_at = {};
    Timestamp expires_at = {};
    int mail_attempts = 0;

    friend bool operator==(const PasswordLink&, const PasswordLink&) = default;
};

// What became of a mail.
struct LinkMailChange {
    Uuid link;
    std::optional<AccountRef> account = {};  // Whose address it turned out to be.
    LinkMail mail = LinkMail::due;
    Timestamp due_at = {};  // The next attempt.
    std::string error = {};
};

// What somebody chose. The hash is that of the password.
struct ChosenPassword {
    Uuid link;
    std::string password_hash;
    Timestamp at;
};

// The links, and the passwords that they set. Every adapter passes
// tests/contract/password_links_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood.
class PasswordLinks {
public:
    virtual ~PasswordLinks() = default;

    // The mail is due at once.
    virtual Result<void> add(const PasswordLink& link) = 0;

    // One that can still be used. Errc::not_found if it was used, is over, or is nobody's.
    virtual Result<PasswordLink> find(const Uuid& id, Timestamp at) = 0;

    // Sets the password, ends all sessions of the account and voids its other links, all at once.
    // Errc::denied as find() says not_found; Errc::conflict if who was invited has another account
    // by now.
    virtual Result<AccountRef> use(const ChosenPassword& chosen) = 0;

    // Up to `limit` links whose mail is due. Nobody else gets them until `at + lease`, and the
    // attempt is counted.
    virtual Result<std::vector<PasswordLink>> take_due(Timestamp at,
                                                       std::chrono::milliseconds lease,
                                                       std::size_t limit) = 0;

    virtual Result<void> settle(const LinkMailChange& change) = 0;

    // How many ended before then, which are gone now.
    virtual Result<std::int64_t> remove_ended(Timestamp before) = 0;
};

}  // namespace tts
