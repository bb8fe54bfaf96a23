#include "adapters/files/file_object_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

namespace tts {

namespace {

namespace fs = std::filesystem;

// Unfinished files begin with a dot, which no key's segment does.
constexpr std::string_view unfinished_prefix = ".new-";

class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    explicit operator bool() const { return descriptor_ >= 0; }
    int value() const { return descriptor_; }

private:
    int descriptor_;
};

Error failed(const std::string& action, const fs::path& path, int code) {
    return {Errc::unavailable, action + " " + path.string() + ": " +
                                   std::error_code(code, std::generic_category()).message()};
}

Error invalid_key(const std::string& key) {
    return {Errc::invalid, "'" + key.substr(0, 80) + "' is not a valid object key"};
}

Error not_found(const std::string& key) {
    return {Errc::not_found, "there is no object " + key};
}

Result<void> write_all(const Descriptor& file, std::string_view content, const fs::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(file.value(), content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("writing", path, errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.value()) != 0) return failed("writing", path, errno);
    return {};
}

// A new name is durable once its folder is.
Result<void> sync_folder(const fs::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::fsync(opened.value()) != 0) return failed("writing", folder, errno);
    return {};
}

// Makes the folders down to `folder`, each durable in its parent.
Result<void> make_folders(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return {};
    const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    if (const auto made = make_folders(parent); !made) return made;
    if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST)
        return failed("making", folder, errno);
    return sync_folder(parent);
}

Result<void> write_and_rename(const fs::path& unfinished,
                              const fs::path& path,
                              std::string_view content) {
    const Descriptor file(
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    if (!file) return failed("creating", unfinished, errno);
    if (const auto written = write_all(file, content, unfinished); !written) return written;
    if (::rename(unfinished.c_str(), path.c_str()) != 0) return failed("renaming", path, errno);
    return sync_folder(path.parent_path());
}

StoredObject object_of(std::string key, const struct stat& status) {
    return {.key = std::move(key),
            .size = static_cast<std::uint64_t>(status.st_size),
            // A rename brings a new inode, so that a second write in one clock tick shows too.
            .version = std::to_string(status.st_mtim.tv_sec) + "." +
                       std::to_string(status.st_mtim.tv_nsec) + "-" +
                       std::to_string(status.st_ino) + "-" + std::to_string(status.st_size)};
}

// All keys below a folder, in no order.
Result<std::vector<std::string>> keys_below(const fs::path& root, const fs::path& start) {
    std::vector<std::string> keys;
    std::error_code error;
    fs::recursive_directory_iterator entry(start, error);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return keys;
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (!entry->is_regular_file(error)) continue;
        std::string key = entry->path().lexically_relative(root).generic_string();
        if (valid_object_key(key)) keys.push_back(std::move(key));
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return failed("listing", start, error.value());
    return keys;
}

}  // namespace

Result<void> FileObjectStore::put(const std::string& key, std::string_view content) {
    if (!valid_object_key(key)) return invalid_key(key);
    const fs::path path = folder_ / key;
    if (const auto made = make_folders(path.parent_path()); !made) return made;

    static std::atomic<unsigned> counter{0};
    const fs::path unfinished =
        path.parent_path() / (std::string(unfinished_prefix) + std::to_string(::getpid()) + "-" +
                              std::to_string(counter.fetch_add(1)));
    const auto written = write_and_rename(unfinished, path, content);
    if (!written) ::unlink(unfinished.c_str());
    return written;
}

Result<std::string> FileObjectStore::get(const std::string& key, std::size_t bytes_max) {
    if (!valid_object_key(key)) return invalid_key(key);
    const fs::path path = folder_ / key;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat status {};
    if (!file) {
        if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return not_found(key);
        return failed("opening", path, errno);
    }
    if (::fstat(file.value(), &status) != 0) return failed("reading", path, errno);
    if (!S_ISREG(status.st_mode)) return not_found(key);
    if (static_cast<std::uint64_t>(status.st_size) > bytes_max)
        return Error(Errc::invalid, "the object " + key + " is larger than " +
                                        std::to_string(bytes_max) + " bytes");
    std::string content(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t have = 0;
    while (have < content.size()) {
        const ssize_t got = ::read(file.value(), content.data() + have, content.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("reading", path, errno);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    content.resize(have);
    return content;
}

Result<StoredObject> FileObjectStore::find(const std::string& key) {
    if (!valid_object_key(key)) return invalid_key(key);
    const fs::path path = folder_ / key;
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return not_found(key);
        return failed("looking for", path, errno);
    }
    if (!S_ISREG(status.st_mode)) return not_found(key);
    return object_of(key, status);
}

Result<void> FileObjectStore::remove(const std::string& key) {
    if (!valid_object_key(key)) return invalid_key(key);
    const fs::path path = folder_ / key;
    if (::unlink(path.c_str()) == 0) return sync_folder(path.parent_path());
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return failed("removing", path, errno);
}

Result<std::vector<StoredObject>> FileObjectStore::list(const std::string& prefix,
                                                        const std::string& after,
                                                        std::size_t limit) {
    const bool whole_segments = prefix.empty() || prefix.ends_with('/');
    if (!whole_segments || (!prefix.empty() && !valid_object_key(prefix + "x")))
        return invalid_key(prefix);
    auto keys = keys_below(folder_, folder_ / prefix);
    if (!keys) return keys.error();
    std::sort(keys->begin(), keys->end());

    std::vector<StoredObject> objects;
    for (auto key = std::upper_bound(keys->begin(), keys->end(), after);
         key != keys->end() && objects.size() < limit; ++key) {
        auto object = find(*key);
        if (object) objects.push_back(std::move(*object));  // Otherwise it was removed just now.
    }
    return objects;
}

}  // namespace tts
