#pragma once

#include "apps/tiktoksales/product_form.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

struct ImportOptions {
    std::string csv_path;
    std::string images_folder;  // Empty: rows that name pictures are refused.
    bool skip_bad = false;      // Imports the good rows; otherwise one bad row stops everything.
};

// `tiktoksales import FILE.csv --images DIR`: products with their pictures straight into the store
// and the object store. Prints what is wrong with which line; returns the exit status.
int run_import(const StorageSettings& storage, const ImportOptions& options);

// A row that can be imported.
struct ImportRow {
    std::size_t line = 0;
    Product product;
    std::vector<std::filesystem::path> pictures;
};

// A row of a variant, of a product in the file or in the catalogue.
struct ImportVariant {
    std::size_t line = 0;
    std::string product_sku;
    Variant variant;
};

struct ImportFault {
    std::size_t line = 0;
    std::string message;  // "price: must be more than 0".
};

struct ImportPlan {
    std::vector<ImportRow> rows;
    std::vector<ImportVariant> variants;
    std::vector<ImportFault> faults;  // By line.
    std::size_t bad_rows = 0;
};

// Reads and checks all rows and all pictures, and changes nothing. Errc::invalid if the text is no
// CSV or its header is not understood.
Result<ImportPlan> plan_import(std::string_view csv, const std::filesystem::path& images_folder);

}  // namespace tts
