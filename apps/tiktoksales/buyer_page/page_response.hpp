#pragma once

#include "apps/tiktoksales/access.hpp"
#include "buyer_page/render_page.hpp"
#include "http/message.hpp"
#include "http/router.hpp"

#include <string>
#include <string_view>

namespace tts {

// What all pages of buyers are asked and answered with.

// A page that nobody keeps, that loads nothing from elsewhere and tells nobody its address.
http::Response html_response(int status, std::string page);

// Adds what the pages look like: GET /buyer-page.css, /buyer-page.js.
void add_page_style(http::Router& router);

// 303: what a form did is shown by the page at that address.
http::Response see_other(std::string location);

// In the language of the request, or else of the comments.
PageFrame frame_for(const http::Request& request, std::string_view comment_language = {});

// 404 for what is not there any more or never was, 503 for what does not answer right now; anything
// else is logged.
http::Response error_page(const Error& error, const PageFrame& frame);
http::Response busy_page(const PageFrame& frame);

// Brings a buyer back from the payment provider, which is not told the page's address.
std::string set_page_cookie(const std::string& token, bool is_over_tls);
std::string page_cookie_of(const http::Request& request);  // Empty: none.

}  // namespace tts
