#pragma once

#include "core/product.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <string>
#include <string_view>

// Where pictures lie in the object store, and how URLs name them.

namespace tts {

// Any text as one segment of a key: what is not a letter, digit, '-' or '_' becomes %XX; a text
// that grows too long that way is replaced by its hash.
std::string object_segment(std::string_view text);

// "products/<streamer>/<sku>/<number>.jpg".
std::string product_image_key(const Product& product, int number, std::string_view extension);

// "frames/<streamer>/<time>.jpg": their order is that of the times.
std::string frame_folder(std::string_view streamer);  // With '/' at the end.
std::string frame_key(std::string_view streamer, Timestamp time, std::string_view extension);

// Where the preparation of the picture at this URL is kept: "prepared/<hash>.bin".
std::string prepared_key(std::string_view url);

// "object://<key>": a picture in our own object store, whichever that is.
std::string object_url(std::string_view key);

// The key that an object://, minio:// or s3:// URL names. The first has no bucket; the others must
// name `bucket`, or any if it is empty. Errc::invalid if it is no such URL or no valid key,
// Errc::denied if the bucket is not ours.
Result<std::string> key_of_url(std::string_view url, std::string_view bucket);

// True for the URLs that key_of_url() is for.
bool is_object_url(std::string_view url);

}  // namespace tts
