#include "apps/tiktoksales/buyer_page/buyer_parts.hpp"

#include "apps/tiktoksales/storage.hpp"

namespace tts {

Result<std::unique_ptr<BuyerParts>> BuyerParts::open(const ServeSettings& settings,
                                                     const TokenSigner& signer) {
    auto pages = open_buyer_pages(settings.storage);
    if (!pages) return pages.error().during("opening the pages of buyers");
    auto proofs = open_claim_proofs(settings.storage);
    if (!proofs) return proofs.error().during("opening the proofs of buyers");
    auto privacy = open_privacy_store(settings.storage);
    if (!privacy) return privacy.error().during("opening what is kept on buyers");
    // All processes that sign with one secret name the same pages.
    PageTokens tokens(signer.opaque_for("pages of buyers", {}));
    // NOLINTNEXTLINE(modernize-make-unique): its constructor is private.
    return std::unique_ptr<BuyerParts>(new BuyerParts(std::move(*pages), std::move(*proofs),
                                                      std::move(*privacy), std::move(tokens)));
}

}  // namespace tts
