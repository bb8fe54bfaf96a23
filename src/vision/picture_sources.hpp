#pragma once

#include "ports/image_source.hpp"
#include "ports/object_store.hpp"

#include <cstddef>
#include <string>

namespace tts {

// Pictures from our object store (object://, minio://, s3://) or from the web. Any thread may call
// it. The store and the web outlive it.
class PictureSources final : public ImageSource {
public:
    struct Settings {
        std::string bucket;  // The one that minio:// and s3:// must name; empty: any.
        std::size_t bytes_max = 8 * 1024 * 1024;
    };

    PictureSources(ObjectStore& objects, ImageSource& web, Settings settings)
        : objects_(objects), web_(web), settings_(std::move(settings)) {}

    Result<std::string> fetch(const std::string& url) override;
    Result<std::string> version(const std::string& url) override;

private:
    ObjectStore& objects_;
    ImageSource& web_;
    const Settings settings_;
};

}  // namespace tts
