#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Files by key: "products/ana/A12/1.jpg", "frames/ana/20261123T180509123Z.jpg".

namespace tts {

struct StoredObject {
    std::string key;
    std::uint64_t size = 0;
    std::string version;  // Another one whenever the content changed.
};

// Every adapter passes tests/contract/object_store_contract.hpp. Any thread may call it. Errors of
// every function: Errc::invalid if the key is not one (see valid_object_key), Errc::unavailable if
// the disk or the server cannot be used right now.
class ObjectStore {
public:
    virtual ~ObjectStore() = default;

    // On return the object is durable. A reader sees the old content or the new, never a part.
    virtual Result<void> put(const std::string& key, std::string_view content) = 0;
    // Errc::not_found. Also Errc::invalid if the object is larger than `bytes_max`.
    virtual Result<std::string> get(const std::string& key, std::size_t bytes_max) = 0;
    virtual Result<StoredObject> find(const std::string& key) = 0;  // Errc::not_found.
    virtual Result<void> remove(const std::string& key) = 0;        // Fine if there is none.

    // A URL at which others can fetch the object, perhaps only for a while; empty if there is none.
    virtual std::string link(const std::string& /*key*/) const { return {}; }

    // Up to `limit` objects whose keys begin with `prefix` and come after `after`, by key. `prefix`
    // is empty or ends with '/'.
    virtual Result<std::vector<StoredObject>> list(const std::string& prefix,
                                                   const std::string& after,
                                                   std::size_t limit) = 0;
};

constexpr std::size_t object_key_bytes_max = 900;      // S3 allows 1,024.
constexpr std::size_t object_segment_bytes_max = 200;  // File systems allow 255.

// One to eight segments, joined by '/', of ASCII letters, digits and "-_.%", none of which begins
// with a dot: no key leads out of a folder, and none means another thing in a URL.
constexpr bool valid_object_key(std::string_view key) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.%";
    constexpr int segments_max = 8;
    if (key.size() > object_key_bytes_max) return false;
    for (int segments = 1; segments <= segments_max; ++segments) {
        const auto slash = key.find('/');
        const std::string_view segment = key.substr(0, slash);
        if (segment.empty() || segment.size() > object_segment_bytes_max || segment[0] == '.' ||
            segment.find_first_not_of(allowed) != std::string_view::npos)
            return false;
        if (slash == std::string_view::npos) return true;
        key.remove_prefix(slash + 1);
    }
    return false;
}

}  // namespace tts
