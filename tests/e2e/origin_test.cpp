// A request keeps the name that its sender gave it: in the answer, and in the trace of the order
// that came of it, which other processes made and show.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"
#include "support/web_socket_client.hpp"

namespace tts::test {

namespace {

using namespace std::chrono_literals;

constexpr const char* trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";

std::string header_of(const Answer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

class Origins : public DeploymentTest {
protected:
    Answer post_named(const std::string& path, const std::string& json) const {
        return call(
            {.method = "POST",
             .url = server.url("chat", path),
             .headers = {{"content-type", "application/json"},
                         {"x-request-id", "live-" + client},
                         {"traceparent", std::string("00-") + trace_id + "-00f067aa0ba902b7-01"}},
             .body = json});
    }

    Json trace_of_the_order() const {
        std::string number;
        EXPECT_TRUE(eventually(long_enough, [&] {
            const auto rows =
                database.query("SELECT order_number FROM orders WHERE buyer = $1", {client});
            if (rows.size() == 1) number = rows.front().front();
            return rows.size() == 1;
        }));
        return get(server.url("ecommerce", "/trace/" + number)).json();
    }

    struct Names {
        std::string comment;
        std::string request;
        std::string trace;
    };
    static void expect_origin(const Json& trace, const Names& names) {
        const auto origins = trace["origins"].items();
        ASSERT_EQ(origins.size(), 1u) << trace.dump();
        EXPECT_EQ(origins.front()["comment_id"].text(), names.comment);
        EXPECT_EQ(origins.front()["request_id"].text(), names.request);
        EXPECT_EQ(origins.front()["trace_id"].text(), names.trace);
    }
    Names as_named(const std::string& comment) const {
        return {.comment = comment, .request = "live-" + client, .trace = trace_id};
    }

    void SetUp() override {
        const auto product = insert_product(database, {.streamer = streamer});
        put(server.url("ecommerce", "/streamers/" + streamer + "/pin"),
            object({{"product_id", product}}));
    }
};

TEST_F(Origins, OfACommentAreInTheTraceOfItsOrder) {
    const auto accepted = post_named("/comments", comment(streamer, client, "lo quiero"));

    ASSERT_EQ(accepted.status, 200) << accepted.body;
    EXPECT_EQ(header_of(accepted, "x-request-id"), "live-" + client);
    expect_origin(trace_of_the_order(), as_named(accepted.json()["id"].text()));
}

TEST_F(Origins, OfABatchAreThoseOfEachOfItsComments) {
    const auto accepted =
        post_named("/comments/batch", "[" + comment(streamer, client, "lo quiero") + "]");

    ASSERT_EQ(accepted.status, 200) << accepted.body;
    EXPECT_EQ(header_of(accepted, "x-request-id"), "live-" + client);
    const auto id = accepted.json()["results"].items().front()["id"].text();
    expect_origin(trace_of_the_order(), as_named(id));
}

TEST_F(Origins, OfACommentWithoutAreItsOwnId) {
    const auto accepted =
        post(server.url("chat", "/comments"), comment(streamer, client, "lo quiero"));

    const auto id = accepted.json()["id"].text();
    EXPECT_EQ(header_of(accepted, "x-request-id"), id);
    expect_origin(trace_of_the_order(), {.comment = id, .request = id, .trace = ""});
}

TEST_F(Origins, OfABatchWithoutAreTheNameThatItsAnswerTells) {
    const auto accepted = post(server.url("chat", "/comments/batch"),
                               "[" + comment(streamer, client, "lo quiero") + "]");

    const auto id = accepted.json()["results"].items().front()["id"].text();
    const auto request = header_of(accepted, "x-request-id");
    EXPECT_EQ(request.size(), 32u);
    expect_origin(trace_of_the_order(), {.comment = id, .request = request, .trace = ""});
}

TEST_F(Origins, OfAFrameAreTheIdOfItsComment) {
    WebSocketClient socket(server.port("chat"), "/ws/comments");

    socket.send(comment(streamer, client, "lo quiero"));
    const auto id = Json::parse(socket.receive())["id"].text();

    expect_origin(trace_of_the_order(), {.comment = id, .request = id, .trace = ""});
}

TEST_F(Origins, OfARequestThatIsNoCommentIsTold) {
    const auto refused = post(server.url("chat", "/comments"), "{}");

    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(header_of(refused, "x-request-id").size(), 32u);
}

TEST_F(Origins, AreMadeUpForRequestsThatCameWithout) {
    const auto one = header_of(get(server.url("ecommerce", "/orders")), "x-request-id");
    const auto other = header_of(get(server.url("ecommerce", "/orders")), "x-request-id");

    EXPECT_EQ(one.size(), 32u);
    EXPECT_NE(one, other);
}

}  // namespace

}  // namespace tts::test
