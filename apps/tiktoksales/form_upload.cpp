#include "apps/tiktoksales/form_upload.hpp"

#include "adapters/opencv/clean_picture.hpp"
#include "apps/tiktoksales/product_shelf.hpp"

#include <algorithm>

namespace tts {

FormUpload::FormUpload(const http::Request& request, std::string_view file_field) {
    const auto parts =
        http::parse_multipart(request.header("content-type").value_or(""), request.body);
    if (!parts) {
        refusal_ = http::validation_error({{.location = {"body"},
                                            .message = parts.error().what(),
                                            .type = "value_error.multipart"}});
        return;
    }
    for (const auto& part : *parts)
        if (!refusal_) read_part(part, file_field);
}

void FormUpload::read_part(const http::FormPart& part, std::string_view file_field) {
    if (!part.file_name) {
        if (text(part.name)) return refuse(part.name, "must not be given twice");
        texts_.push_back(part);
        return;
    }
    if (part.name != file_field) return refuse(part.name, "must not be a file");
    // Browsers send an empty file where none was chosen.
    if (part.content.empty() && part.file_name->empty()) return;
    if (pictures_.size() == pictures_max)
        return refuse(part.name, "must be at most " + std::to_string(pictures_max) + " files");
    if (part.content.size() > picture_bytes_max) {
        refusal_ = http::Response::error(413, "a picture must have at most 8 MiB");
        return;
    }
    auto picture = clean_picture(part.content);
    if (!picture) return refuse(part.name, picture.error().what());
    pictures_.push_back(std::move(*picture));
}

void FormUpload::refuse(std::string_view field, const std::string& message) {
    refusal_ = http::validation_error(
        {{.location = {"body", std::string(field)}, .message = message, .type = "value_error"}});
}

std::optional<std::string> FormUpload::text(std::string_view field) const {
    const auto found = std::find_if(texts_.begin(), texts_.end(),
                                    [&](const auto& part) { return part.name == field; });
    if (found == texts_.end()) return std::nullopt;
    return std::string(found->content);
}

}  // namespace tts
