#include "adapters/postgres/postgres_claim_proofs.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/claim_proofs_sql.hpp"

namespace tts {

std::unique_ptr<ClaimProofs> make_postgres_claim_proofs(const std::string& url) {
    return std::make_unique<sql::SqlClaimProofs<postgres::SqlSession>>(url);
}

}  // namespace tts
