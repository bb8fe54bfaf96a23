#pragma once

#include "buyer_page/page_tokens.hpp"
#include "ports/claim_proofs.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace tts {

constexpr std::chrono::minutes proof_time{5};           // To write the code.
constexpr std::chrono::minutes proof_kept_time{10};     // To come back for the page after that.
constexpr std::chrono::minutes proof_count_time{10};    // Of the limits below.
constexpr std::int64_t proofs_of_handle_max = 10;       // Begun within that time.
constexpr std::int64_t proofs_of_streamer_max = 3'000;  // Likewise.
constexpr std::int32_t proof_misses_max = 5;            // Other codes that the handle writes.

struct WaitingClaim {
    ClaimProof proof = {};
    std::string code = {};
};

// Where buyers say who they are in the chat: each gets a code, and whoever writes it there under
// that handle is that buyer. Nothing here tells whether the handle ever bought anything. Any thread
// may call it.
class ClaimDesk {
public:
    // Both outlive the desk.
    ClaimDesk(ClaimProofs& proofs, const PageTokens& tokens) : proofs_(proofs), tokens_(tokens) {}

    // What the buyer's browser waits with. Errc::denied: too many were begun for that handle or
    // that streamer.
    Result<std::string> begin(const std::string& streamer,
                              const std::string& handle,
                              Timestamp now);

    // Errc::not_found: there is none, or its time is over.
    Result<WaitingClaim> find(const std::string& token, Timestamp now);

private:
    Result<ClaimProofId> fresh_id(const std::string& streamer,
                                  const std::string& handle,
                                  Timestamp now);

    ClaimProofs& proofs_;
    const PageTokens& tokens_;
};

// Finds the codes among the comments of a batch. What a comment proves, it proves when it is read;
// reading it again finds the same. Belongs to one thread; what it is given outlives it.
class ClaimCodeReader final : public ProofReader {
public:
    ClaimCodeReader(ClaimProofs& proofs, const PageTokens& tokens)
        : proofs_(proofs), tokens_(tokens) {}

    Result<std::vector<CommentId>> read(std::span<const Comment> comments) override;

private:
    Result<bool> proves(const Comment& comment);

    ClaimProofs& proofs_;
    const PageTokens& tokens_;
};

}  // namespace tts
