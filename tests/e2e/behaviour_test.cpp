// How the whole program behaves, seen from outside.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"
#include "support/web_socket_client.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <set>
#include <sstream>
#include <thread>

namespace tts::test {

namespace {

// The CPU time that a process has used so far, from /proc/PID/stat.
std::chrono::milliseconds cpu_time(pid_t pid) {
    const auto text = read_file("/proc/" + std::to_string(pid) + "/stat");
    std::istringstream rest(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field) rest >> skipped;
    long user = 0;
    long system = 0;
    rest >> user >> system;
    return std::chrono::milliseconds((user + system) * 1000 / sysconf(_SC_CLK_TCK));
}

// The share of one core that the process uses for a while, in percent.
double percent_in_use(pid_t pid) {
    constexpr std::chrono::seconds measured{5};
    const auto before = cpu_time(pid);
    std::this_thread::sleep_for(measured);
    return 100.0 * static_cast<double>((cpu_time(pid) - before).count()) /
           static_cast<double>(std::chrono::milliseconds(measured).count());
}

// Whether it comes to use less than one percent of a core once nothing is asked of it. What a start
// leaves to be done takes a busy machine a while.
::testing::AssertionResult comes_to_rest(pid_t pid) {
    double percent = 0;
    const bool rests = eventually(long_enough, [&] {
        percent = percent_in_use(pid);
        return percent < 1.0;
    });
    if (rests) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "it uses " << percent << " % of a core";
}

TEST(EmbeddedServer, UsesLessThanOnePercentOfACoreAtRest) {
    const ServerProcess server{{}};

    EXPECT_TRUE(comes_to_rest(server.pid()));
}

TEST(EmbeddedServer, StopsSoonWhenAskedTo) {
    ServerProcess server{{}};
    const WebSocketClient idle(server.port("chat"), "/ws/comments");

    const auto asked_at = std::chrono::steady_clock::now();
    const auto status = server.stop();

    EXPECT_EQ(status, 0) << server.log_tail();
    EXPECT_LT(std::chrono::steady_clock::now() - asked_at, std::chrono::seconds(5));
}

TEST(EmbeddedServer, SaysWhichPortIsTaken) {
    const ServerProcess server{{}};
    const TempFolder folder;
    auto words = server.command_line();
    *std::next(std::find(words.begin(), words.end(), "--data")) = folder.path().string();

    const auto second = run_command(words, {}, long_enough);

    EXPECT_GT(second.status, 0) << second.text;
    EXPECT_NE(second.text.find(std::to_string(server.port("chat"))), std::string::npos)
        << second.text;
}

TEST(EmbeddedServer, PassesTheDemo) {
    const ServerProcess server{{}};

    const auto demo =
        run_command({binary().string(), "demo", "--fast", "--url", server.url("chat", ""),
                     "--vision-url", server.url("vision", ""), "--ecommerce-url",
                     server.url("ecommerce", ""), "--dashboard-url", server.url("dashboard", "")},
                    {}, std::chrono::seconds(240));

    EXPECT_EQ(demo.status, 0) << demo.text;
}

class RunningShop : public DeploymentTest {
protected:
    void pin(const std::string& product) const {
        const auto answer = put(server.url("ecommerce", "/streamers/" + streamer + "/pin"),
                                object({{"product_id", product}}));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    std::string say(const std::string& who, const std::string& message) const {
        const auto answer = post(server.url("chat", "/comments"), comment(streamer, who, message));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json()["id"].text();
    }

    std::size_t stored_comments() const {
        return database.query("SELECT id FROM chat_messages WHERE streamer = $1", {streamer})
            .size();
    }
    Rows orders() const {
        return database.query(
            "SELECT buyer, quantity, order_number FROM orders WHERE streamer = $1 ORDER BY id",
            {streamer});
    }
    bool all_stored(std::size_t count) const {
        return eventually(long_enough, [&] { return stored_comments() >= count; });
    }
};

TEST_F(RunningShop, UsesLessThanOnePercentOfACoreAtRest) {
    // A server of its own, because the shared one may still work for other tests.
    const ServerProcess quiet{{.roles = "",
                               .redis_url = deployment.redis_server.url(),
                               .database_url = deployment.database_server.url(),
                               .arguments = {}}};

    EXPECT_TRUE(comes_to_rest(quiet.pid()));
}

TEST_F(RunningShop, PassesTheDemo) {
    const auto demo =
        run_command({binary().string(), "demo", "--fast", "--url", server.url("chat", ""),
                     "--vision-url", server.url("vision", ""), "--ecommerce-url",
                     server.url("ecommerce", ""), "--dashboard-url", server.url("dashboard", "")},
                    {}, std::chrono::seconds(240));

    EXPECT_EQ(demo.status, 0) << demo.text;
}

TEST_F(RunningShop, ServesTheFirstWhoAskedWhenThereIsNotEnough) {
    constexpr int stock = 10;
    pin(insert_product(database, {.streamer = streamer, .stock = stock}));
    WebSocketClient socket(server.port("chat"), "/ws/comments");

    // One connection, so that the order of arrival is known.
    for (int i = 0; i < 40; ++i)
        socket.send(comment(streamer, "buyer" + std::to_string(i), "lo quiero"));
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(Json::parse(socket.receive())["ok"].boolean());

    ASSERT_TRUE(all_stored(40));
    std::set<std::string> served;
    for (const auto& row : orders()) served.insert(row.front());
    std::set<std::string> first;
    for (int i = 0; i < stock; ++i) first.insert("buyer" + std::to_string(i));
    EXPECT_EQ(served, first);
}

TEST_F(RunningShop, ReadsABurstAsOneThought) {
    pin(insert_product(database, {.streamer = streamer}));

    // In one request: between two of them a busy machine may pause for longer than a burst lasts.
    const auto said =
        post(server.url("chat", "/comments/batch"), "[" + comment(streamer, client, "lo quiero!!") +
                                                        "," + comment(streamer, client, "2") + "]");
    ASSERT_EQ(said.status, 200) << said.body;

    ASSERT_TRUE(all_stored(2));
    ASSERT_EQ(orders().size(), 1u);
    EXPECT_EQ(orders().front().at(1), "2");
}

TEST_F(RunningShop, MakesNoOrderOfWhatIsNoWish) {
    pin(insert_product(database, {.streamer = streamer}));
    int number = 0;
    for (const char* message :
         {"no quiero", "lo quiero... es broma", "looks nice but not today", "¿cuánto cuesta?",
          "hola a todos", "mi hermana lo compró ayer", "jajaja", "🔥🔥🔥"})
        say("viewer" + std::to_string(number++), message);

    ASSERT_TRUE(all_stored(static_cast<std::size_t>(number)));
    EXPECT_TRUE(orders().empty());
}

TEST_F(RunningShop, AnswersARepeatedMessageIdWithTheFirstId) {
    pin(insert_product(database, {.streamer = streamer}));
    const auto body = object({{"streamer", streamer},
                              {"client", client},
                              {"message", "lo quiero"},
                              {"message_id", "m-" + streamer},
                              {"source", "tiktok_live"}});

    const auto first = post(server.url("chat", "/comments"), body);
    const auto at_once = post(server.url("chat", "/comments"), body);
    ASSERT_TRUE(all_stored(1));
    const auto later = post(server.url("chat", "/comments"), body);

    EXPECT_EQ(at_once.status, 200) << at_once.body;
    EXPECT_EQ(at_once.json()["id"].text(), first.json()["id"].text());
    EXPECT_EQ(later.json()["id"].text(), first.json()["id"].text());
    std::this_thread::sleep_for(std::chrono::seconds(2));  // Longer than the settle window.
    EXPECT_EQ(stored_comments(), 1u);
    EXPECT_EQ(orders().size(), 1u);
}

TEST_F(RunningShop, AcceptsABatchItemByItem) {
    const auto good = comment(streamer, client, "hola");
    const auto bad = comment(streamer, client, "   ");
    const auto array =
        post(server.url("chat", "/comments/batch"), "[" + good + "," + bad + "," + good + "]");
    auto request = HttpRequest{.method = "POST",
                               .url = server.url("chat", "/comments/batch"),
                               .headers = {{"content-type", "application/x-ndjson"}},
                               .body = good + "\n{broken\n" + good + "\n"};
    const auto lines = call(request);

    ASSERT_EQ(array.status, 200) << array.body;
    ASSERT_EQ(lines.status, 200) << lines.body;
    EXPECT_TRUE(all_stored(4));
    EXPECT_EQ(stored_comments(), 4u);
}

TEST_F(RunningShop, PrintsTheTraceOfAnOrder) {
    pin(insert_product(database, {.streamer = streamer}));
    say(client, "lo quiero");
    ASSERT_TRUE(all_stored(1));
    const auto number = orders().at(0).at(2);
    const std::vector<std::string> environment = {
        "REDIS_URL=" + deployment.redis_server.url(),
        "DATABASE_URL=" + deployment.database_server.url()};

    const auto trace = run_command({binary().string(), "trace", number}, environment, long_enough);
    const auto unknown =
        run_command({binary().string(), "trace", "ORD-20260101-NONE"}, environment, long_enough);

    EXPECT_EQ(trace.status, 0) << trace.text;
    for (const auto& part : {number, client, std::string("lo quiero")})
        EXPECT_NE(trace.text.find(part), std::string::npos) << part << " is not in " << trace.text;
    EXPECT_GT(unknown.status, 0) << unknown.text;
    EXPECT_EQ(get(server.url("ecommerce", "/trace/ORD-20260101-NONE")).status, 404);
}

TEST_F(RunningShop, VerifiesTheSchemaThatItServes) {
    const auto verify =
        run_command({binary().string(), "schema", "verify"},
                    {"DATABASE_URL=" + deployment.database_server.url()}, long_enough);

    EXPECT_EQ(verify.status, 0) << verify.text;
}

TEST_F(RunningShop, TakesNotMoreOrdersThanThereAreWhenManyAskAtOnce) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 20});
    std::atomic<int> created = 0;
    std::atomic<int> refused = 0;
    std::vector<std::jthread> buyers;
    for (int i = 0; i < 8; ++i)
        buyers.emplace_back([&, i] {
            for (int n = 0; n < 5; ++n) {
                const auto answer =
                    post(server.url("ecommerce", "/order/create"),
                         object({{"product_id", product},
                                 {"buyer", "b" + std::to_string(i) + "-" + std::to_string(n)},
                                 {"streamer", streamer},
                                 {"source", "test"}}));
                if (answer.status == 201) ++created;
                if (answer.status == 409) ++refused;
            }
        });
    buyers.clear();

    EXPECT_EQ(created, 20);
    EXPECT_EQ(refused, 20);
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id = $1", {product}), 0);
}

TEST_F(RunningShop, RepeatsAnOrderUnderTheSameKeyOnlyOnce) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 5});
    const HttpRequest request{
        .method = "POST",
        .url = server.url("ecommerce", "/order/create"),
        .headers = {{"content-type", "application/json"}, {"idempotency-key", "k-" + client}},
        .body = object({{"product_id", product},
                        {"buyer", client},
                        {"streamer", streamer},
                        {"source", "test"}})};

    const auto first = call(request);
    const auto again = call(request);

    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(first.json()["order_id"].text(), again.json()["order_id"].text());
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id = $1", {product}), 4);
}

}  // namespace

}  // namespace tts::test
