#include "apps/tiktoksales/openapi/openapi_routes.hpp"

#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "apps/tiktoksales/openapi/page/docs_files.hpp"
#include "apps/tiktoksales/page/serve_page_file.hpp"

#include <memory>

namespace tts {

void add_openapi_routes(http::Router& router, Role role) {
    for (const PageFile& file : docs_files()) {
        const std::string path = file.name == "docs.html" ? "/docs" : "/" + std::string(file.name);
        router.on("GET", path, [&file](const http::Request&) { return serve_page_file(file); });
    }
    // Written after the route itself is there, because it describes that one, too.
    const auto document = std::make_shared<std::string>();
    router.on("GET", "/openapi.json",
              [document](const http::Request&) { return http::Response::json(*document); });
    *document = openapi::document(role, openapi::endpoints_of(role), router.routes());
}

}  // namespace tts
