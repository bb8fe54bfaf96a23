#include "apps/tiktoksales/labelled_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace tts {

namespace fs = std::filesystem;

Result<std::vector<LabelledFile>> labelled_files(const std::filesystem::path& folder) {
    std::vector<LabelledFile> files;
    std::error_code error;
    for (fs::directory_iterator label(folder, error), end; !error && label != end;
         label.increment(error)) {
        if (!label->is_directory()) continue;
        std::error_code inner;
        for (fs::directory_iterator file(label->path(), inner); !inner && file != end;
             file.increment(inner))
            if (file->is_regular_file())
                files.push_back({label->path().filename().string(), file->path()});
    }
    if (error) return Error(Errc::invalid, folder.string() + ": " + error.message());
    std::sort(files.begin(), files.end(),
              [](const LabelledFile& a, const LabelledFile& b) { return a.path < b.path; });
    return files;
}

Result<std::string> contents_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(Errc::invalid, "cannot read " + path.string());
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace tts
