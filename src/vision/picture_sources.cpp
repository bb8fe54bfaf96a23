#include "vision/picture_sources.hpp"

#include "vision/object_keys.hpp"

namespace tts {

Result<std::string> PictureSources::fetch(const std::string& url) {
    if (!is_object_url(url)) return web_.fetch(url);
    const auto key = key_of_url(url, settings_.bucket);
    if (!key) return key.error();
    return objects_.get(*key, settings_.bytes_max);
}

Result<std::string> PictureSources::version(const std::string& url) {
    if (!is_object_url(url)) return web_.version(url);
    const auto key = key_of_url(url, settings_.bucket);
    if (!key) return key.error();
    const auto object = objects_.find(*key);
    if (!object) return object.error();
    return object->version;
}

}  // namespace tts
