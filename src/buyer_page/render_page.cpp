#include "buyer_page/render_page.hpp"

namespace tts {

namespace {

void write_reload(Html& page, const PageFrame& frame) {
    if (frame.reload == Reload::never) return;
    std::string content = std::to_string(frame.reload_after.count());
    if (!frame.reload_path.empty()) content += ";url=" + frame.reload_path;
    const bool without_script = frame.reload == Reload::without_script;
    if (without_script) page.raw("<noscript>");
    page.raw("<meta http-equiv=\"refresh\" content=\"").text(content).raw("\">");
    if (without_script) page.raw("</noscript>");
}

}  // namespace

std::string PageFrame::link(std::string_view to) const {
    std::string address(to);
    if (language_is_chosen) {
        address += address.find('?') == std::string::npos ? "?lang=" : "&lang=";
        address += to_string(language);
    }
    return address;
}

std::string framed(const PageFrame& frame, std::string_view content) {
    const Words& words = frame.words();
    Html page;
    page.raw("<!doctype html><html lang=\"").raw(to_string(frame.language));
    page.raw(
        "\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<meta name=\"color-scheme\" content=\"light dark\">"
        "<meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\">");
    page.element("title", "", frame.title)
        .raw("<link rel=\"stylesheet\" href=\"/buyer-page.css\">");
    write_reload(page, frame);
    page.raw("<script src=\"/buyer-page.js\" defer></script></head><body><main>");
    page.raw(content);
    page.raw("</main><footer><a href=\"").text(frame.path).raw("?lang=");
    page.raw(words.other_language_code).raw("\" lang=\"").raw(words.other_language_code);
    page.raw("\">").text(words.other_language).raw("</a></footer></body></html>\n");
    return page.take();
}

std::string message_page(PageFrame frame, std::string_view heading, std::string_view why) {
    frame.title = heading;
    Html content;
    content.element("h1", "", heading).element("p", "", why);
    return framed(frame, content.take());
}

std::string payment_page(PageFrame frame, const std::string& pay_url, const std::string& back) {
    const Words& words = frame.words();
    frame.title = words.to_payment;
    frame.reload = Reload::always;
    frame.reload_after = std::chrono::seconds(0);
    frame.reload_path = pay_url;
    Html content;
    content.element("h1", "", words.to_payment).element("p", "", words.secure_payment);
    content.raw("<p><a class=\"button\" rel=\"noreferrer\" href=\"").text(pay_url).raw("\">");
    content.text(words.to_payment_link).raw("</a></p><p><a href=\"").text(frame.link(back));
    content.raw("\">").text(words.back).raw("</a></p>");
    return framed(frame, content.take());
}

}  // namespace tts
