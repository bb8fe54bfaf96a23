#include "apps/tiktoksales/shop/clash.hpp"

#include "core/claim_code.hpp"

#include <array>
#include <string>
#include <string_view>

namespace tts {

namespace {

struct Clash {
    std::string_view constraint;  // What both databases' messages hold.
    std::string_view words;
};

constexpr std::array clashes = {
    Clash{claim_code_taken, claim_code_taken},
    Clash{"product_variants_options", "the product has a variant with these options already"},
    Clash{"product_variants.options", "the product has a variant with these options already"},
    Clash{"sku", "the streamer has a variant with this SKU already"},
};

}  // namespace

Error clash_in_words(const Error& error) {
    if (error.code() != Errc::conflict) return error;
    for (const Clash& clash : clashes)
        if (error.what().find(clash.constraint) != std::string::npos)
            return {Errc::conflict, std::string(clash.words)};
    return error;
}

}  // namespace tts
