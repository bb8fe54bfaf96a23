#pragma once

#include "apps/tiktoksales/page/page_files.hpp"
#include "http/message.hpp"

namespace tts {

// A file of a page of ours, with policies that keep hostile text on it harmless.
http::Response serve_page_file(const PageFile& file);

// The same, packed for who says in Accept-Encoding that it can be unpacked. `packed` has the
// content of `file` as gzip makes it.
http::Response serve_page_file(const PageFile& file,
                               const PageFile& packed,
                               const http::Request& request);

}  // namespace tts
