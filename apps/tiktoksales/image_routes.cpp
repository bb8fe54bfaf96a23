#include "adapters/opencv/image_header.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/catalogue_routes.hpp"
#include "apps/tiktoksales/form_upload.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "core/comment.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "vision/object_keys.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

Response no_picture() {
    return Response::error(404, "no such picture");
}

Response serve_picture(ObjectStore& objects, const std::string& key) {
    if (!valid_object_key(key)) return no_picture();
    auto content = objects.get(key, picture_bytes_max);
    if (!content)
        return content.error().is_transient() ? answer_for(content.error()) : no_picture();
    const auto header = read_image_header(*content);
    if (!header) return no_picture();

    Response response;
    response.body = std::move(*content);
    response.content_type = content_type(header->format);
    response.headers = {{"Content-Disposition", "inline"},
                        {"Content-Security-Policy", "default-src 'none'; sandbox"},
                        {"Cache-Control", "private, max-age=60"}};
    return response;
}

Response invalid_field(std::string field, std::string message) {
    return http::validation_error({{.location = {"body", std::move(field)},
                                    .message = std::move(message),
                                    .type = "value_error"}});
}

// The frames table remembers it, so that it is removed when it is old.
Result<void> keep_frame(const FrameParts& parts,
                        const std::string& streamer,
                        Timestamp time,
                        const std::string& picture) {
    const auto key = frame_key(streamer, time, "jpg");
    const auto put = parts.objects.put(key, picture);
    if (!put) return put.error();
    return parts.captures.add_frame({.id = Uuid::next(),
                                     .streamer = streamer,
                                     .stream_time = time,
                                     .key = key,
                                     .fingerprint = 0,
                                     .bytes = static_cast<std::int64_t>(picture.size()),
                                     .product = {},
                                     .score = 0,
                                     .created_at = now()});
}

Response store_frame(const FrameParts& parts, const Request& request) {
    const FormUpload form(request, "file");
    if (form.refusal()) return *form.refusal();
    const auto owner = parts.gate.streamer_of(request);
    const auto given = form.text("streamer").value_or("");
    const std::string streamer(owner ? *owner : trimmed(given));
    if (streamer.empty() || !is_utf8(streamer) || has_control_characters(streamer) ||
        code_points(streamer) > name_code_points_max)
        return invalid_field("streamer", "must be readable text of 1 to 255 characters");
    const auto time_text = form.text("timestamp");
    const auto time = time_text ? parse_timestamp(trimmed(*time_text)) : Result<Timestamp>(now());
    if (!time) return invalid_field("timestamp", "must be a time in ISO 8601");
    if (form.pictures().size() != 1) return invalid_field("file", "must be one picture");

    const auto kept = keep_frame(parts, streamer, *time, form.pictures().front());
    if (!kept) return answer_for(kept.error());
    JsonWriter json;
    json.object()
        .member("url", object_url(frame_key(streamer, *time, "jpg")))
        .member("streamer", streamer)
        .member("timestamp", *time)
        .end();
    return Response::json(201, json.take());
}

}  // namespace

void add_image_routes(http::Router& router, ObjectStore& objects) {
    router.on("GET", "/images/products/{streamer}/{sku}/{file}",
              [&objects](const Request& request) {
                  return serve_picture(objects, "products/" + request.path_value("streamer") + "/" +
                                                    request.path_value("sku") + "/" +
                                                    request.path_value("file"));
              });
    router.on("GET", "/images/frames/{streamer}/{file}", [&objects](const Request& request) {
        return serve_picture(
            objects, "frames/" + request.path_value("streamer") + "/" + request.path_value("file"));
    });
}

void add_frame_routes(http::Router& router, const FrameParts& parts) {
    router
        .on("POST", "/frames",
            [parts](const Request& request) { return store_frame(parts, request); })
        .with_body_max(upload_bytes_max);
}

}  // namespace tts
