#pragma once

#include "ports/object_store.hpp"

#include <filesystem>
#include <string>

namespace tts {

// Objects as files below one folder, which belongs to us alone. Any thread may call it, and several
// processes may share the folder.
class FileObjectStore final : public ObjectStore {
public:
    // The folder is made when it is first written to.
    explicit FileObjectStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<void> put(const std::string& key, std::string_view content) override;
    Result<std::string> get(const std::string& key, std::size_t bytes_max) override;
    Result<StoredObject> find(const std::string& key) override;
    Result<void> remove(const std::string& key) override;
    Result<std::vector<StoredObject>> list(const std::string& prefix,
                                           const std::string& after,
                                           std::size_t limit) override;

private:
    std::filesystem::path folder_;
};

}  // namespace tts
