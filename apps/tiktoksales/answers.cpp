#include "apps/tiktoksales/answers.hpp"

#include "core/log.hpp"

namespace tts {

http::Response answer_for(const Error& error) {
    switch (error.code()) {
        case Errc::invalid: return http::Response::error(422, error.what());
        case Errc::not_found: return http::Response::error(404, error.what());
        case Errc::conflict: return http::Response::error(409, error.what());
        case Errc::denied: return http::Response::error(403, error.what());
        case Errc::unavailable: {
            log_event(Level::warning, "request_unavailable", {{"error", error.what()}});
            auto response =
                http::Response::error(503, "a service we depend on is unavailable, try again");
            response.headers.emplace_back("Retry-After", "1");
            return response;
        }
        case Errc::corrupt: break;
    }
    log_event(Level::error, "request_failed", {{"error", error.what()}});
    return http::Response::error(500, "internal error");
}

http::Handler with_store(StorePool& stores,
                         std::function<http::Response(Store&, const http::Request&)> action) {
    return [&stores, action = std::move(action)](const http::Request& request) {
        const auto store = stores.lease();
        return store ? action(**store, request) : answer_for(store.error());
    };
}

}  // namespace tts
