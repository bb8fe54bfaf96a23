#include "vision/picture_cache.hpp"

#include <utility>

namespace tts {

Result<PreparedPicturePtr> PictureCache::find(const std::string& url) {
    auto entry = copy_of(url);
    if (!entry || entry->valid_until <= Clock::now()) {
        entry = refreshed(url, entry);
        keep(*entry);
    }
    if (!entry->picture) return entry->failure;
    return entry->picture;
}

std::size_t PictureCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::optional<PictureCache::Entry> PictureCache::copy_of(const std::string& url) {
    const std::lock_guard lock(mutex_);
    const auto found = by_url_.find(url);
    if (found == by_url_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, found->second);
    return *found->second;
}

Result<void> PictureCache::prepare(const std::string& url) {
    // The version comes first, as below.
    auto version = source_.version(url);
    if (!version) return version.error();
    auto picture = kept_before(url, *version);
    if (!picture) {
        picture = prepared_now(url);
        if (!picture) return picture.error();
        if (!version->empty()) {
            const auto kept = prepared_.keep(url, *version, **picture);
            if (!kept) return kept.error();
        }
    }
    keep(made(url, std::move(*version), std::move(*picture)));
    return {};
}

PictureCache::Entry PictureCache::refreshed(const std::string& url,
                                            const std::optional<Entry>& old) {
    // The version comes first: a picture that is replaced in between is then read again, not kept
    // under the new version.
    auto version = source_.version(url);
    if (!version) return failed(url, version.error());
    if (old && old->picture && !version->empty() && *version == old->version)
        return made(url, std::move(*version), old->picture);
    auto picture = kept_before(url, *version);
    if (!picture) picture = prepared_now(url);
    if (!picture) return failed(url, picture.error());
    return made(url, std::move(*version), std::move(*picture));
}

PictureCache::Entry PictureCache::made(const std::string& url,
                                       std::string version,
                                       PreparedPicturePtr picture) const {
    const std::size_t size = picture->memory_bytes() + url.size() + sizeof(Entry);
    const auto trust = version.empty() ? settings_.trust_without_version : settings_.trust;
    return {.url = url,
            .version = std::move(version),
            .picture = std::move(picture),
            .failure = {},
            .bytes = size,
            .valid_until = Clock::now() + trust};
}

// Whatever is wrong with it: the picture itself can still be prepared.
Result<PreparedPicturePtr> PictureCache::kept_before(const std::string& url,
                                                     const std::string& version) {
    if (version.empty()) return Error(Errc::not_found, "it has no version");
    return prepared_.find(url, version);
}

Result<PreparedPicturePtr> PictureCache::prepared_now(const std::string& url) {
    const auto bytes = source_.fetch(url);
    if (!bytes) return bytes.error();
    return matcher_.prepare_reference(*bytes);
}

PictureCache::Entry PictureCache::failed(const std::string& url, const Error& error) const {
    return {.url = url,
            .version = {},
            .picture = nullptr,
            .failure = error,
            .bytes = url.size() + sizeof(Entry),
            .valid_until = Clock::now() + settings_.failure_memory};
}

void PictureCache::keep(Entry entry) {
    const std::lock_guard lock(mutex_);
    if (const auto old = by_url_.find(entry.url); old != by_url_.end()) {
        bytes_ -= old->second->bytes;
        entries_.erase(old->second);
        by_url_.erase(old);
    }
    bytes_ += entry.bytes;
    entries_.push_front(std::move(entry));
    by_url_[entries_.front().url] = entries_.begin();
    while (bytes_ > settings_.bytes_max && entries_.size() > 1) {
        bytes_ -= entries_.back().bytes;
        by_url_.erase(entries_.back().url);
        entries_.pop_back();
    }
}

}  // namespace tts
