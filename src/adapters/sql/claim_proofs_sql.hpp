#pragma once

#include "adapters/sql/session.hpp"
#include "ports/claim_proofs.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
ClaimProof read_claim_proof(Row& row) {
    ClaimProof proof;
    proof.id = ClaimProofId{row.uuid()};
    proof.streamer = row.text();
    proof.handle = row.text();
    proof.token_sha256 = row.text();
    proof.created_at = row.time();
    proof.expires_at = row.time();
    proof.misses = row.small_integer();
    proof.proved_at = row.maybe_time();
    proof.comment = CommentId{row.uuid()};
    return proof;
}

template <class Row>
ProofCounts read_proof_counts(Row& row) {
    ProofCounts counts;
    counts.of_handle = row.integer();
    counts.of_streamer = row.integer();
    return counts;
}

// ClaimProofs on either database.
template <class Session>
class SqlClaimProofs final : public ClaimProofs {
public:
    template <class... Args>
    explicit SqlClaimProofs(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> add(const ClaimProof& proof) override {
        return write(
            "INSERT INTO claim_proofs (id, streamer, handle, token_sha256, created_at, "
            "expires_at) VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::timestamptz, "
            "$6::timestamptz)",
            {proof.id.to_string(), proof.streamer, proof.handle, proof.token_sha256,
             to_iso8601(proof.created_at), to_iso8601(proof.expires_at)});
    }

    Result<ClaimProof> find(const std::string& token_sha256) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT id, streamer, handle, token_sha256, time(created_at), time(expires_at), "
            "misses, time(proved_at), chat_message_id FROM claim_proofs "
            "WHERE token_sha256 = $1::text",
            {token_sha256}, read_claim_proof<typename Session::Row>);
        if (!found) return found.error().during("looking for a proof");
        if (found->empty()) return Error(Errc::not_found, "there is no such proof");
        return found->front();
    }

    Result<ProofCounts> counts(const std::string& streamer,
                               const std::string& handle,
                               Timestamp since) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT coalesce(sum(CASE WHEN handle = $2::text THEN 1 ELSE 0 END), 0), count(*) "
            "FROM claim_proofs WHERE streamer = $1::text AND created_at >= $3::timestamptz",
            {streamer, handle, to_iso8601(since)}, read_proof_counts<typename Session::Row>);
        if (!found) return found.error().during("counting proofs");
        return found->front();
    }

    Result<std::vector<ClaimProof>> open_proofs(const std::string& streamer,
                                                const std::string& handle,
                                                Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(
            "SELECT id, streamer, handle, token_sha256, time(created_at), time(expires_at), "
            "misses, time(proved_at), chat_message_id FROM claim_proofs "
            "WHERE streamer = $1::text AND handle = $2::text AND expires_at > $3::timestamptz "
            "ORDER BY created_at, id",
            {streamer, handle, to_iso8601(at)}, read_claim_proof<typename Session::Row>);
        if (!found) return found.error().during("looking for open proofs");
        return found;
    }

    Result<bool> prove(const ClaimProofId& id, const ProvingComment& comment) override {
        const std::lock_guard lock(session_.mutex);
        const auto proved = session_.execute(
            "UPDATE claim_proofs SET proved_at = $3::timestamptz, chat_message_id = $2::uuid "
            "WHERE id = $1::uuid AND created_at <= $3::timestamptz "
            "AND expires_at > $3::timestamptz "
            "AND (chat_message_id IS NULL OR chat_message_id = $2::uuid)",
            {id.to_string(), comment.id.to_string(), to_iso8601(comment.arrived_at)});
        if (!proved) return proved.error().during("noting a proof");
        return *proved == 1;
    }

    Result<void> miss(const std::string& streamer,
                      const std::string& handle,
                      Timestamp at) override {
        return write(
            "UPDATE claim_proofs SET misses = misses + 1 WHERE streamer = $1::text "
            "AND handle = $2::text AND proved_at IS NULL AND created_at <= $3::timestamptz "
            "AND expires_at > $3::timestamptz",
            {streamer, handle, to_iso8601(at)});
    }

private:
    Result<void> write(const char* sql, const Parameters& parameters) {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(sql, parameters);
        if (!written) return written.error().during("keeping proofs");
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
