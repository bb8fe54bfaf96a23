#include "buyer_page/claim_desk.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>

namespace tts {

namespace {

// Whether the proof waits for its comment, or this is that comment.
bool can_be_proved_by(const ClaimProof& proof, const Comment& comment) {
    if (proof.created_at > comment.arrived_at()) return false;
    if (proof.proved_at) return proof.comment == comment.id;
    return proof.misses < proof_misses_max;
}

}  // namespace

// Of two that wait for the same handle each has a code of its own, or one of them could be opened
// by whoever began the other.
Result<ClaimProofId> ClaimDesk::fresh_id(const std::string& streamer,
                                         const std::string& handle,
                                         Timestamp now) {
    const auto open = proofs_.open_proofs(streamer, handle, now);
    if (!open) return open.error();
    while (true) {
        const auto id = ClaimProofId::next();
        const auto code = tokens_.code_of(id);
        const bool is_taken = std::ranges::any_of(
            *open, [&](const ClaimProof& other) { return tokens_.code_of(other.id) == code; });
        if (!is_taken) return id;
    }
}

Result<std::string> ClaimDesk::begin(const std::string& streamer,
                                     const std::string& handle,
                                     Timestamp now) {
    const auto counts = proofs_.counts(streamer, handle, now - proof_count_time);
    if (!counts) return counts.error();
    if (counts->of_handle >= proofs_of_handle_max || counts->of_streamer >= proofs_of_streamer_max)
        return Error(Errc::denied, "too many codes were asked for");
    const auto id = fresh_id(streamer, handle, now);
    if (!id) return id.error();
    auto token = tokens_.token_of(*id);
    const auto added = proofs_.add({.id = *id,
                                    .streamer = streamer,
                                    .handle = handle,
                                    .token_sha256 = hash_of_token(token),
                                    .created_at = now,
                                    .expires_at = now + proof_time});
    if (!added) return added.error();
    return token;
}

Result<WaitingClaim> ClaimDesk::find(const std::string& token, Timestamp now) {
    if (!looks_like_token(token)) return Error(Errc::not_found, "there is no such proof");
    auto proof = proofs_.find(hash_of_token(token));
    if (!proof) return proof.error();
    const auto end = proof->proved_at ? *proof->proved_at + proof_kept_time : proof->expires_at;
    if (end <= now || proof->misses >= proof_misses_max)
        return Error(Errc::not_found, "its time is over");
    auto code = tokens_.code_of(proof->id);
    return WaitingClaim{.proof = std::move(*proof), .code = std::move(code)};
}

Result<std::vector<CommentId>> ClaimCodeReader::read(std::span<const Comment> comments) {
    std::vector<CommentId> proving;
    std::map<std::string, bool> is_waited_for;  // By streamer.
    for (const Comment& comment : comments) {
        if (!can_be_code(comment.message)) continue;
        const auto [known, is_new] = is_waited_for.try_emplace(comment.streamer);
        if (is_new) {
            // Twice as long, because comments of a batch may be older than this one.
            const auto counts =
                proofs_.counts(comment.streamer, {}, comment.arrived_at() - 2 * proof_time);
            if (!counts) return counts.error().during("looking for buyers' codes");
            known->second = counts->of_streamer > 0;
        }
        if (!known->second) continue;
        const auto proved = proves(comment);
        if (!proved) return proved.error().during("looking for buyers' codes");
        if (*proved) proving.push_back(comment.id);
    }
    return proving;
}

Result<bool> ClaimCodeReader::proves(const Comment& comment) {
    const auto open = proofs_.open_proofs(comment.streamer, comment.client, comment.arrived_at());
    if (!open) return open.error();
    const auto code = trimmed(comment.message);
    std::vector<ClaimProofId> meant;
    bool is_waited_for = false;
    for (const ClaimProof& proof : *open) {
        if (!can_be_proved_by(proof, comment)) continue;
        is_waited_for = true;
        if (tokens_.code_of(proof.id) == code) meant.push_back(proof.id);
    }
    if (!is_waited_for) return false;
    // Two that were begun at the same moment can have one code: then it says nothing.
    if (meant.size() == 1) return proofs_.prove(meant.front(), {comment.id, comment.arrived_at()});
    const auto missed = proofs_.miss(comment.streamer, comment.client, comment.arrived_at());
    if (!missed) return missed.error();
    return false;
}

}  // namespace tts
