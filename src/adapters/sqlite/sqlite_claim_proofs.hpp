#pragma once

#include "ports/claim_proofs.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<ClaimProofs>> open_sqlite_claim_proofs(const std::string& path);

}  // namespace tts
