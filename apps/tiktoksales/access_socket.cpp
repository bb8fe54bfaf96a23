#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/own_request.hpp"
#include "core/json_writer.hpp"

#include <chrono>
#include <memory>

namespace tts {

namespace {

using http::FrameHandler;
using http::Request;
using http::Respond;
using http::Response;

// How long an open WebSocket may go on with a token that is not valid any more.
constexpr std::chrono::milliseconds recheck_after{400};

Response frame_refusal(std::string_view detail) {
    JsonWriter json;
    json.object().member("ok", false).member("detail", detail).end();
    return Response::json(json.take());
}

}  // namespace

// A message brings no token along: the one of the handshake counts, and is looked at again now and
// then, because it may end before the connection does.
http::SocketEntry Gate::enter_socket(const AccessRule& rule,
                                     const FrameHandler& handler,
                                     const Request& request) const {
    using Clock = std::chrono::steady_clock;
    auto admission = admit(rule, request);
    if (admission.refusal) return {.refusal = std::move(admission.refusal), .handler = {}};
    if (!admission.caller.has_token()) return {};

    struct Session {
        Caller caller;
        bool is_valid = true;
        Clock::time_point checked_at = Clock::now();
    };
    const auto session = std::make_shared<Session>();
    session->caller = std::move(admission.caller);
    return {.refusal = {},
            .handler = [this, handler, session](std::string_view frame, Respond respond) {
                if (Clock::now() - session->checked_at > recheck_after) {
                    session->is_valid = session->is_valid && is_still_valid(session->caller);
                    session->checked_at = Clock::now();
                }
                if (!session->is_valid)
                    return respond(frame_refusal("the token is not valid any more"));
                const Caller& caller = session->caller;
                const auto foreign = foreign_streamer(
                    frame, [&](std::string_view name) { return caller.speaks_for(name); });
                if (foreign)
                    return respond(
                        frame_refusal("this token may not bring comments for '" + *foreign + "'"));
                handler(frame, std::move(respond));
            }};
}

}  // namespace tts
