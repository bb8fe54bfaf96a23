#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"
#include "ports/password_links.hpp"
#include "ports/session_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts {

// Somebody who helps a streamer to sell.
struct Member {
    Uuid id = {};
    std::string streamer = {};
    std::string email = {};
    std::string name = {};
    Timestamp created_at = {};
    std::optional<Timestamp> accepted_at = {};  // Nothing: invited, and has not come yet.

    friend bool operator==(const Member&, const Member&) = default;
};

// Who helps whom. Every adapter passes tests/contract/password_links_contract.hpp. Any thread may
// call it; calls take turns. Errors of every function: Errc::unavailable if the database cannot be
// used right now, Errc::corrupt if what is stored cannot be understood.
class MemberStore {
public:
    virtual ~MemberStore() = default;

    // Adds the member, or finds the one who was invited before and has not come, and adds the
    // link, which must be an invitation without an account; older ones of the member are void.
    // Errc::conflict if the address belongs to an account.
    virtual Result<Member> invite(const Member& member, const PasswordLink& link) = 0;

    // Of one streamer, oldest first.
    virtual Result<std::vector<Member>> members_of(const std::string& streamer) = 0;

    // Ends all sessions of the member, and the account. Errc::not_found.
    virtual Result<void> remove(const std::string& streamer,
                                const Uuid& member,
                                const Ending& ending) = 0;
};

}  // namespace tts
