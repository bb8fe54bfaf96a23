#include "apps/tiktoksales/dashboard_routes.hpp"
#include "apps/tiktoksales/page/page_files.hpp"
#include "dashboard/read_models.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

http::Response get(const http::Router& router,
                   const std::string& path,
                   const http::HeaderFields& headers = {}) {
    const auto found = router.find("GET", path);
    if (found.route == nullptr) return http::Response::error(404, path);
    http::Request request;
    request.method = "GET";
    request.path = path;
    request.headers = headers;
    return found.route->handler(request);
}

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return "";
}

TEST(Page, IsServedWithPoliciesThatKeepHostileTextHarmless) {
    http::Router router;
    add_page_routes(router);

    const auto page = get(router, "/");

    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    const auto policy = header(page, "Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(header(page, "Referrer-Policy"), "no-referrer");
}

TEST(Page, HasAllTheFilesThatItNames) {
    http::Router router;
    add_page_routes(router);
    const auto page = get(router, "/").body;
    const auto overlay = get(router, "/overlay/ana").body;

    EXPECT_TRUE(page.starts_with("<!doctype html>"));
    EXPECT_TRUE(overlay.starts_with("<!doctype html>"));
    for (const auto& file : page_files()) {
        if (file.name.ends_with(".html") || file.name.ends_with(".gz")) continue;
        const std::string path = "/" + std::string(file.name);
        const auto quoted = "\"" + path + "\"";
        EXPECT_TRUE(page.find(quoted) != std::string::npos ||
                    overlay.find(quoted) != std::string::npos)
            << path;
        EXPECT_EQ(get(router, path).body, file.content);
    }
}

TEST(Page, IsSentPackedToWhoCanUnpackIt) {
    http::Router router;
    add_page_routes(router);
    const auto plain = get(router, "/app.js");
    const auto asked = [&](const char* accepted) {
        return get(router, "/app.js", {{"accept-encoding", accepted}});
    };

    const auto packed = asked("br, gzip, deflate");

    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(packed, "Vary"), "Accept-Encoding");
    EXPECT_TRUE(packed.body.starts_with("\x1f\x8b"));
    EXPECT_LT(packed.body.size(), 200'000U) << "what a browser is sent";
    EXPECT_EQ(header(plain, "Content-Encoding"), "");
    EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
    for (const char* accepted : {"", "br", "gzip;q=0", "x-gzip"})
        EXPECT_EQ(asked(accepted).body, plain.body) << accepted;
    EXPECT_EQ(asked("deflate,gzip;q=0.5").body, packed.body);
}

TEST(DashboardJson, AnUnmatchedCommentHasNoMatch) {
    DecidedComment decided;
    decided.comment.id = CommentId::parse("0193a1b2-0000-7000-8000-000000000001").value();
    decided.comment.client = "<b>eve</b>";
    decided.comment.message = "hi \"all\"\n";

    const std::vector<DecidedComment> comments = {decided};
    const auto json = dashboard::feed_json(comments);

    EXPECT_NE(json.find(R"("client":"<b>eve</b>","message":"hi \"all\"\n")"), std::string::npos);
    EXPECT_NE(json.find(R"("match":null,"decision":"ignored")"), std::string::npos);
}

TEST(DashboardJson, TotalsKeepMoneyExact) {
    Totals totals;
    totals.comments = 3;
    totals.intents = {{Intent::buy, 2}, {Intent::none, 1}};
    totals.decisions = {{"ordered", 2}};
    totals.orders = 2;
    totals.units = 5;
    totals.revenue = Money::from_cents(10'005);
    totals.commission = Money::from_cents(1'251);

    EXPECT_EQ(dashboard::totals_json("ana", totals),
              R"({"streamer":"ana","comments":3,"intents":{"buy":2,"none":1},)"
              R"("decisions":{"ordered":2},"orders":2,"units":5,"revenue":100.05,)"
              R"("commission":12.51})");
}

TEST(DashboardJson, AFullPageOfOrdersHasACursorAndAPartOfOneHasNone) {
    std::vector<Order> orders(2);
    orders[1].id = OrderId::parse("0193a1b2-0000-7000-8000-000000000002").value();

    EXPECT_NE(dashboard::orders_json(orders, 2).find(
                  R"("next_cursor":"0193a1b2-0000-7000-8000-000000000002")"),
              std::string::npos);
    EXPECT_NE(dashboard::orders_json(orders, 3).find(R"("next_cursor":null)"), std::string::npos);
    EXPECT_EQ(dashboard::orders_json({}, 3), R"({"orders":[],"next_cursor":null})");
}

}  // namespace
}  // namespace tts
