#pragma once

#include "adapters/s3/s3_request.hpp"
#include "ports/object_store.hpp"

#include <string>

namespace tts {

// Objects in a bucket of S3, MinIO or what speaks like them, addressed by path. Any thread may call
// it.
class S3ObjectStore final : public ObjectStore {
public:
    explicit S3ObjectStore(S3Settings settings) : connections_(std::move(settings)) {}

    Result<void> put(const std::string& key, std::string_view content) override;
    Result<std::string> get(const std::string& key, std::size_t bytes_max) override;
    Result<StoredObject> find(const std::string& key) override;
    Result<void> remove(const std::string& key) override;
    std::string link(const std::string& key) const override;
    Result<std::vector<StoredObject>> list(const std::string& prefix,
                                           const std::string& after,
                                           std::size_t limit) override;

private:
    Result<S3Answer> call(const std::string& method,
                          const std::string& key,
                          std::string_view body,
                          std::size_t bytes_max);

    S3Connections connections_;
};

// The objects of a ListObjectsV2 answer. Errc::corrupt if it is none.
Result<std::vector<StoredObject>> parse_s3_listing(std::string_view xml);

}  // namespace tts
