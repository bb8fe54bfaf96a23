#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tts {

// A picture whose answer is known: the name of the folder that it lies in.
struct LabelledFile {
    std::string label;
    std::filesystem::path path;
};

// The files of <folder>/<label>/, in order.
Result<std::vector<LabelledFile>> labelled_files(const std::filesystem::path& folder);

Result<std::string> contents_of(const std::filesystem::path& path);

}  // namespace tts
