#include "apps/tiktoksales/import_command.hpp"

#include "adapters/opencv/clean_picture.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "apps/tiktoksales/shop/clash.hpp"
#include "apps/tiktoksales/storage.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace tts {

namespace {

constexpr std::uintmax_t csv_bytes_max = 64 * 1024 * 1024;

Result<std::string> read_file(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (file) content << file.rdbuf();
    if (!file) return Error(Errc::invalid, "cannot read " + path.string());
    return content.str();
}

Result<std::string> read_csv(const std::string& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return Error(Errc::invalid, "cannot read " + path + ": " + error.message());
    if (size > csv_bytes_max) return Error(Errc::invalid, path + " is larger than 64 MiB");
    return read_file(path);
}

Result<std::vector<std::string>> read_pictures(const ImportRow& row) {
    std::vector<std::string> pictures;
    for (const auto& path : row.pictures) {
        const auto bytes = read_file(path);
        if (!bytes) return bytes.error();
        auto picture = clean_picture(*bytes);
        if (!picture) return picture.error().during("reading " + path.string());
        pictures.push_back(std::move(*picture));
    }
    return pictures;
}

// Adds the variant, or changes the product's one with this SKU, which is on the shelf then.
Result<Variant> put_variant(Store& store, VariantStore& variants, const ImportVariant& row) {
    const auto product = store.product_by_sku(row.variant.streamer, row.product_sku);
    if (!product) return product.error().during("variant_of");
    const auto known = variants.of_product(product->id);
    if (!known) return known.error();
    const auto same = std::ranges::find(*known, row.variant.sku, &Variant::sku);
    if (same == known->end()) {
        Variant variant = row.variant;
        variant.id = VariantId::next();
        variant.product = product->id;
        return variants.add(variant);
    }
    const auto back = variants.archive(same->id, std::nullopt);
    if (!back) return back.error();
    return variants.change(same->id, {.code = row.variant.code,
                                      .options = row.variant.options,
                                      .price = row.variant.price,
                                      .drops_price = !row.variant.price,
                                      .stock = row.variant.stock});
}

Result<void> import_variants(const StorageSettings& storage,
                             Store& store,
                             const std::vector<ImportVariant>& rows) {
    if (rows.empty()) return {};
    const auto variants = open_variant_store(storage);
    if (!variants) return variants.error();
    for (const ImportVariant& row : rows) {
        const auto put = put_variant(store, **variants, row);
        if (!put) return clash_in_words(put.error()).during("line " + std::to_string(row.line));
        std::cout << "imported " << put->streamer << " " << put->sku << ", a variant of "
                  << row.product_sku << '\n';
    }
    return {};
}

Result<void> import_rows(const StorageSettings& storage, const ImportPlan& plan) {
    const auto migrator = open_migrator(storage);
    if (!migrator) return migrator.error();
    if (const auto applied = (*migrator)->apply(); !applied) return applied.error();
    const auto factory = open_store(storage);
    if (!factory) return factory.error();
    const auto store = (*factory)->open();
    if (!store) return store.error();

    const auto objects = make_object_store(storage);
    const OpencvImageMatcher matcher;
    const ProductShelf shelf(*objects, matcher);
    for (const auto& row : plan.rows) {
        const auto where = "line " + std::to_string(row.line);
        const auto pictures = read_pictures(row);
        if (!pictures) return pictures.error().during(where);
        const auto product = shelf.put(**store, row.product, *pictures);
        if (!product) return clash_in_words(product.error()).during(where);
        std::cout << "imported " << product->streamer << " " << product->sku << ", "
                  << pictures->size() << (pictures->size() == 1 ? " picture\n" : " pictures\n");
    }
    return import_variants(storage, **store, plan.variants);
}

}  // namespace

int run_import(const StorageSettings& storage, const ImportOptions& options) {
    const auto csv = read_csv(options.csv_path);
    if (!csv) return fail(csv.error());
    const auto plan = plan_import(*csv, options.images_folder);
    if (!plan) return fail(plan.error().during(options.csv_path));

    for (const auto& fault : plan->faults)
        std::cerr << options.csv_path << ":" << fault.line << ": " << fault.message << '\n';
    if (plan->bad_rows > 0 && !options.skip_bad)
        return fail({Errc::invalid, std::to_string(plan->bad_rows) +
                                        " bad rows, nothing was imported; correct them, or import "
                                        "the others with --skip-bad"});
    // A product that is imported again is updated: after a failure the same command goes on.
    const auto imported = import_rows(storage, *plan);
    if (!imported) return fail(imported.error());
    std::cout << plan->rows.size() << " products imported, ";
    if (!plan->variants.empty()) std::cout << plan->variants.size() << " variants imported, ";
    std::cout << plan->bad_rows << " rows skipped\n";
    return EXIT_SUCCESS;
}

}  // namespace tts
