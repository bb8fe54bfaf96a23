#pragma once

#include "core/product.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// What a seller changes of a variant; what is nothing stays.
struct VariantChange {
    std::optional<std::string> sku = {};
    std::optional<std::string> code = {};
    std::optional<std::vector<std::string>> options = {};
    std::optional<Money> price = {};
    bool drops_price = false;  // From now on it costs what the product does.
    std::optional<std::int32_t> stock = {};
};

// The variants of products, and the claim codes of both. What is sold of them is the Store's.
// Every adapter passes tests/contract/variant_store_contract.hpp. Any thread may call it; calls
// take turns. Errors of every function: Errc::unavailable if the database cannot be used right now,
// Errc::corrupt if what is stored cannot be understood. Others are named where they can happen.
class VariantStore {
public:
    virtual ~VariantStore() = default;

    // Adds the variant to its product, whose streamer it gets. The first one takes the product
    // over: units that it had without a variant are off the shelf. Errc::not_found: there is no
    // such product. Errc::conflict: the streamer has such a SKU, the code is another's, or the
    // product has a variant with these options.
    virtual Result<Variant> add(const Variant& variant) = 0;

    virtual Result<Variant> find(const VariantId& id) = 0;  // Archived too. Errc::not_found.

    // Of one product, by SKU; archived ones last.
    virtual Result<std::vector<Variant>> of_product(const ProductId& product) = 0;

    // Writes what changes and nothing else, so that units that are sold meanwhile stay sold.
    // Returns the variant as it is then. Errc::not_found, and Errc::conflict as above.
    virtual Result<Variant> change(const VariantId& id, const VariantChange& change) = 0;

    // Takes the variant off the shelf, with the units that nobody holds; or, without a time, puts
    // it back, with none. Errc::not_found, and Errc::conflict as above.
    virtual Result<Variant> archive(const VariantId& id, std::optional<Timestamp> at) = 0;

    // The claim codes that are taken in the streamer's shows, in lower case.
    virtual Result<std::vector<std::string>> claim_codes(const std::string& streamer) = 0;
};

}  // namespace tts
