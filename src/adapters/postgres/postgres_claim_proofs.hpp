#pragma once

#include "ports/claim_proofs.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<ClaimProofs> make_postgres_claim_proofs(const std::string& url);

}  // namespace tts
