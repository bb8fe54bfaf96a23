#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

using ClaimProofId = Id<struct ClaimProofTag>;

// Somebody who says on a web page whose handle is theirs, and proves it in the live chat.
struct ClaimProof {
    ClaimProofId id = {};
    std::string streamer = {};
    std::string handle = {};        // As in Comment::client.
    std::string token_sha256 = {};  // Of what the browser waits with.
    Timestamp created_at = {};
    Timestamp expires_at = {};
    std::int32_t misses = 0;  // Other codes that the handle wrote meanwhile.
    std::optional<Timestamp> proved_at = {};
    CommentId comment = {};  // What proved it; nil before.

    friend bool operator==(const ClaimProof&, const ClaimProof&) = default;
};

// How many proofs were begun in a while.
struct ProofCounts {
    std::int64_t of_handle = 0;
    std::int64_t of_streamer = 0;
};

// A comment that proves something.
struct ProvingComment {
    CommentId id = {};
    Timestamp arrived_at = {};
};

// Proofs of who buyers are. Every adapter passes tests/contract/claim_proofs_contract.hpp. Any
// thread may call it; calls take turns. Errors of every function: Errc::unavailable if the database
// cannot be used right now, Errc::corrupt if what is stored cannot be understood. Others are named
// where they can happen.
class ClaimProofs {
public:
    virtual ~ClaimProofs() = default;

    virtual Result<void> add(const ClaimProof& proof) = 0;
    virtual Result<ClaimProof> find(const std::string& token_sha256) = 0;  // Errc::not_found.

    // Of this streamer, and of them those of this handle, that were begun at or after `since`.
    virtual Result<ProofCounts> counts(const std::string& streamer,
                                       const std::string& handle,
                                       Timestamp since) = 0;

    // Those of the handle that run out after `at`, proved or not, oldest first.
    virtual Result<std::vector<ClaimProof>> open_proofs(const std::string& streamer,
                                                        const std::string& handle,
                                                        Timestamp at) = 0;

    // True if the comment proves it, also if it did so before; false if another one did, or one
    // that came in time is not what this is.
    virtual Result<bool> prove(const ClaimProofId& id, const ProvingComment& comment) = 0;

    // The handle wrote another code: counts for those of its proofs that wait.
    virtual Result<void> miss(const std::string& streamer,
                              const std::string& handle,
                              Timestamp at) = 0;
};

// True for a comment of nothing but four digits: only such a one can prove anything.
inline bool can_be_code(std::string_view message) {
    const auto text = trimmed(message);
    return text.size() == 4 &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

// Looks at comments before anybody asks what they want. Belongs to one thread.
class ProofReader {
public:
    virtual ~ProofReader() = default;

    // Those of them that prove who their sender is. Reading them again gives the same.
    // Errc::unavailable: try again later.
    virtual Result<std::vector<CommentId>> read(std::span<const Comment> comments) = 0;
};

}  // namespace tts
