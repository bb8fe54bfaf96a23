#include "apps/tiktoksales/export_command.hpp"

#include "apps/tiktoksales/catalogue_csv.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "vision/object_keys.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace tts {

namespace {

namespace fs = std::filesystem;

Result<void> write_whole(const fs::path& path, const std::string& content) {
    const fs::path part = path.string() + ".part";
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    std::error_code error;
    if (file) fs::rename(part, path, error);
    if (!file || error) return Error(Errc::invalid, "cannot write " + path.string());
    return {};
}

// Copies the pictures that are ours into the folder; a product's others are left out.
Result<std::string> copy_pictures(ObjectStore& objects,
                                  const fs::path& folder,
                                  const Product& product) {
    std::string names;
    int number = 0;
    for (const auto& url : product.image_urls) {
        const auto key = key_of_url(url, "");
        if (!key) continue;
        const auto content = objects.get(*key, picture_bytes_max);
        if (!content) return content.error().during("picture " + url);
        const auto name = object_segment(product.sku) + "-" + std::to_string(++number) + ".jpg";
        const auto written = write_whole(folder / name, *content);
        if (!written) return written.error();
        names += (names.empty() ? "" : "|") + name;
    }
    return names;
}

Result<std::string> read_catalogue(const StorageSettings& storage, const ExportOptions& options) {
    const auto factory = open_store(storage);
    if (!factory) return factory.error();
    const auto store = (*factory)->open();
    if (!store) return store.error();
    if (options.images_folder.empty()) return catalogue_csv(**store, options.streamer);

    std::error_code error;
    fs::create_directories(options.images_folder, error);
    if (error)
        return Error(Errc::invalid,
                     "cannot make the folder " + options.images_folder + ": " + error.message());
    const auto objects = make_object_store(storage);
    return catalogue_csv(**store, options.streamer, [&](const Product& product) {
        return copy_pictures(*objects, options.images_folder, product);
    });
}

}  // namespace

int run_export(const StorageSettings& storage, const ExportOptions& options) {
    const auto csv = read_catalogue(storage, options);
    if (!csv) return fail(csv.error().during("exporting " + options.streamer));
    if (options.csv_path == "-") {
        std::cout << *csv << std::flush;
        return std::cout ? EXIT_SUCCESS : fail({Errc::unavailable, "cannot write the output"});
    }
    const auto written = write_whole(options.csv_path, *csv);
    if (!written) return fail(written.error());
    return EXIT_SUCCESS;
}

}  // namespace tts
