#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts::http {

// One part of a multipart/form-data body. `content` views the body that was parsed.
struct FormPart {
    std::string name;
    std::optional<std::string> file_name;  // Only of files; never use it as a path.
    std::string content_type;              // As the sender says; empty if it does not.
    std::string_view content;
};

// How much structure a body may have; how large it may be is for the server and the handler.
struct MultipartLimits {
    std::size_t parts_max = 64;
    std::size_t headers_max = 64;  // Of all parts together.
    std::size_t header_bytes_max = 1'024;
};

// Takes a multipart/form-data body (RFC 7578) apart, strictly: nothing before the first boundary
// or after the last, lines end in CRLF, every part has a name. Errc::invalid, saying what is
// wrong, for anything else. It copies no content.
Result<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                              std::string_view body,
                                              const MultipartLimits& limits = {});

// The boundary that a Content-Type names. Errc::invalid if it is not multipart/form-data.
Result<std::string> multipart_boundary(std::string_view content_type);

}  // namespace tts::http
