#pragma once

#include "accounts/token.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "buyer_page/page_tokens.hpp"
#include "ports/buyer_pages.hpp"
#include "ports/claim_proofs.hpp"
#include "ports/privacy_store.hpp"

#include <memory>

namespace tts {

// What the pages of buyers stand on in this process. Any thread may use it.
class BuyerParts {
public:
    static Result<std::unique_ptr<BuyerParts>> open(const ServeSettings& settings,
                                                    const TokenSigner& signer);

    BuyerPages& pages() { return *pages_; }
    ClaimProofs& proofs() { return *proofs_; }
    PrivacyStore& privacy() { return *privacy_; }
    const PageTokens& tokens() const { return tokens_; }

private:
    BuyerParts(std::unique_ptr<BuyerPages> pages,
               std::unique_ptr<ClaimProofs> proofs,
               std::unique_ptr<PrivacyStore> privacy,
               PageTokens tokens)
        : pages_(std::move(pages)),
          proofs_(std::move(proofs)),
          privacy_(std::move(privacy)),
          tokens_(std::move(tokens)) {}

    const std::unique_ptr<BuyerPages> pages_;
    const std::unique_ptr<ClaimProofs> proofs_;
    const std::unique_ptr<PrivacyStore> privacy_;
    const PageTokens tokens_;
};

}  // namespace tts
