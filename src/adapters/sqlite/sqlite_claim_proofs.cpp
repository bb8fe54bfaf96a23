#include "adapters/sqlite/sqlite_claim_proofs.hpp"

#include "adapters/sql/claim_proofs_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<ClaimProofs>> open_sqlite_claim_proofs(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<ClaimProofs>(
        std::make_unique<sql::SqlClaimProofs<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
