#pragma once

#include "http/message.hpp"
#include "http/multipart.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

constexpr std::size_t upload_bytes_max = 32 * 1024 * 1024;

// A form with pictures as an endpoint received it.
class FormUpload {
public:
    // Takes the body apart and cleans the pictures (see clean_picture.hpp), which must be in fields
    // called `file_field`. Look at refusal() before using the rest.
    FormUpload(const http::Request& request, std::string_view file_field);

    // The answer to a form that cannot be used: 413 or 422.
    const std::optional<http::Response>& refusal() const { return refusal_; }

    std::optional<std::string> text(std::string_view field) const;
    const std::vector<std::string>& pictures() const { return pictures_; }

private:
    void read_part(const http::FormPart& part, std::string_view file_field);
    void refuse(std::string_view field, const std::string& message);

    std::vector<http::FormPart> texts_;
    std::vector<std::string> pictures_;
    std::optional<http::Response> refusal_;
};

}  // namespace tts
