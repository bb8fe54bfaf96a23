#include "accounts/rate_limit.hpp"
#include "apps/tiktoksales/buyer_page/buyer_page_routes.hpp"
#include "apps/tiktoksales/buyer_page/page_response.hpp"
#include "buyer_page/details_form.hpp"
#include "buyer_page/page_desk.hpp"
#include "buyer_page/render_claim.hpp"
#include "core/comment.hpp"
#include "core/text.hpp"
#include "http/url.hpp"

#include <memory>

namespace tts {

namespace {

using http::Request;
using http::Response;

// Of one address, which many buyers may share.
constexpr RateLimit::Rule begin_rule{.count_max = 60, .window = std::chrono::minutes(10)};
constexpr RateLimit::Rule miss_rule{.count_max = 60, .window = std::chrono::seconds(60)};

bool is_name(const std::string& text) {
    return !text.empty() && is_utf8(text) && !has_control_characters(text) &&
           code_points(text) <= name_code_points_max;
}

// What the claim pages do, for all requests. Any thread may call it.
class ClaimRoutes {
public:
    explicit ClaimRoutes(const BuyerRouteParts& parts)
        : parts_(parts), claims_(parts.buyer.proofs(), parts.buyer.tokens()) {}

    static Response ask(const Request& request) {
        return html_response(200, claim_page({.frame = frame_for(request),
                                              .streamer = request.path_value("streamer")}));
    }

    // The answer is the same whether or not the handle ever bought anything.
    Response begin(const Request& request) {
        const auto& streamer = request.path_value("streamer");
        const auto frame = frame_for(request);
        const auto fields = http::parse_query(request.body).value_or(http::Fields());
        const auto typed = form_field(fields, "handle");
        const auto handle = typed.starts_with('@') ? typed.substr(1) : typed;
        if (!is_name(handle) || !is_name(streamer))
            return html_response(422, claim_page({.frame = frame,
                                                  .streamer = streamer,
                                                  .typed = typed,
                                                  .error = frame.words().wrong_handle}));
        if (begun_.refuse(parts_.gate.address_of(request), RateLimit::Clock::now()))
            return busy_page(frame);
        const auto token = claims_.begin(streamer, handle, now());
        if (!token && token.error().code() == Errc::denied) return busy_page(frame);
        if (!token) return error_page(token.error(), frame);
        return see_other(frame.link(claim_path(streamer) + "/" + *token));
    }

    Response wait(const Request& request) {
        const auto time = now();
        const auto frame = frame_for(request);
        const auto claim = claims_.find(request.path_value("token"), time);
        if (!claim) return refuse(request, claim.error());
        const ClaimProof& proof = claim->proof;
        if (proof.streamer != request.path_value("streamer"))
            return refuse(request, Error(Errc::not_found, "it is another streamer's"));
        if (!proof.proved_at) return html_response(200, waiting_page(frame, *claim, time));
        const auto page =
            open_page(parts_.buyer.pages(), parts_.buyer.tokens(),
                      {.streamer = proof.streamer, .buyer = proof.handle, .opened_at = time});
        if (!page) return error_page(page.error(), frame);
        return see_other(frame.link("/c/" + *page));
    }

private:
    Response refuse(const Request& request, const Error& error) {
        const auto frame = frame_for(request);
        const bool is_miss = error.code() == Errc::not_found;
        if (is_miss && misses_.refuse(parts_.gate.address_of(request), RateLimit::Clock::now()))
            return busy_page(frame);
        return error_page(error, frame);
    }

    const BuyerRouteParts parts_;
    ClaimDesk claims_;
    RateLimit begun_{begin_rule};
    RateLimit misses_{miss_rule};
};

}  // namespace

void add_claim_routes(http::Router& router, const BuyerRouteParts& parts) {
    const auto routes = std::make_shared<ClaimRoutes>(parts);
    router.on("GET", "/claim/{streamer}", ClaimRoutes::ask);
    router.on("POST", "/claim/{streamer}",
              [routes](const Request& request) { return routes->begin(request); });
    router.on("GET", "/claim/{streamer}/{token}",
              [routes](const Request& request) { return routes->wait(request); });
}

}  // namespace tts
