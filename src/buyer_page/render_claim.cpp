#include "buyer_page/render_claim.hpp"

#include "core/percent_encoding.hpp"

namespace tts {

std::string claim_path(const std::string& streamer) {
    return "/claim/" + percent_encoded(streamer);
}

std::string claim_page(const ClaimPage& page) {
    PageFrame frame = page.frame;
    const Words& words = frame.words();
    frame.title = words.claim_title;
    Html html;
    html.element("h1", "", words.claim_title);
    html.element("p", "", filled(words.claim_why, "@" + page.streamer));
    html.raw("<form class=\"card\" method=\"post\" action=\"");
    html.text(frame.link(claim_path(page.streamer)));
    html.raw("\"><div class=\"field\"><label for=\"handle\">").text(words.claim_handle);
    html.raw(
        "</label><input id=\"handle\" name=\"handle\" required maxlength=\"256\""
        " autocomplete=\"off\" autocapitalize=\"none\" autocorrect=\"off\""
        " spellcheck=\"false\" value=\"");
    html.text(page.typed).raw("\"");
    if (!page.error.empty()) html.raw(" aria-invalid=\"true\" aria-describedby=\"wrong\"");
    html.raw(">").element("p", "small", words.claim_handle_hint);
    if (!page.error.empty())
        html.raw("<p class=\"wrong\" id=\"wrong\">").text(page.error).raw("</p>");
    html.raw("</div><button class=\"main\">").text(words.claim_begin).raw("</button></form>");
    return framed(frame, html.take());
}

std::string waiting_page(PageFrame frame, const WaitingClaim& claim, Timestamp now) {
    const Words& words = frame.words();
    const auto left = std::chrono::ceil<std::chrono::minutes>(claim.proof.expires_at - now);
    frame.title = words.claim_title;
    frame.reload = Reload::always;
    frame.reload_after = std::chrono::seconds(3);
    Html html;
    html.element("h1", "", words.claim_title).raw("<section class=\"card code\">");
    html.element("p", "", filled(words.claim_write, "@" + claim.proof.streamer));
    html.element("p", "digits", claim.code);
    html.element("p", "", filled(words.claim_as, claim.proof.handle));
    html.element("p", "small", filled(words.claim_minutes, std::to_string(left.count())));
    html.element("p", "small", words.claim_waiting).raw("</section><p><a href=\"");
    html.text(frame.link(claim_path(claim.proof.streamer))).raw("\">").text(words.claim_again);
    html.raw("</a></p>");
    return framed(frame, html.take());
}

}  // namespace tts
