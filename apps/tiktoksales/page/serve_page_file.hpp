#pragma once

#include "apps/tiktoksales/page/page_files.hpp"
#include "http/message.hpp"

namespace tts {

// A file of a page of ours, with policies that keep hostile text on it harmless.
http::Response serve_page_file(const PageFile& file);

}  // namespace tts
