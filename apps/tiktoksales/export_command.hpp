#pragma once

#include "apps/tiktoksales/settings.hpp"

#include <string>

namespace tts {

struct ExportOptions {
    std::string csv_path;  // "-": the standard output.
    std::string streamer;
    std::string images_folder;  // Empty: without the pictures.
};

// `tiktoksales export FILE.csv --streamer NAME`: a streamer's catalogue as `import` reads it.
// Returns the exit status. FILE.csv is there whole or not at all.
int run_export(const StorageSettings& storage, const ExportOptions& options);

}  // namespace tts
