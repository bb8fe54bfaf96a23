// The figures of a running server, and what is written about them.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

namespace tts::test {

namespace {

using Names = std::set<std::string>;

// What /metrics shows. A line that is not in the format fails the test.
class Figures {
public:
    explicit Figures(const std::string& text) {
        static const std::regex comment(R"(# (HELP|TYPE) ([a-z_]+) (.+))");
        static const std::regex sample(
            R"(([a-z_]+)(\{([a-z]+="([^"\\]|\\.)*",?)+\})? (-?[0-9.e+-]+|\+Inf))");
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            std::smatch parts;
            if (std::regex_match(line, parts, comment)) {
                if (parts[1] == "TYPE") types_[parts[2]] = parts[3];
            } else if (std::regex_match(line, parts, sample)) {
                values_[parts[1].str() + parts[2].str()] = std::stod(parts[5]);
            } else {
                ADD_FAILURE() << "not in Prometheus' format: " << line;
            }
        }
    }

    double value(const std::string& sample) const {
        const auto found = values_.find(sample);
        return found == values_.end() ? 0 : found->second;
    }
    const std::map<std::string, std::string>& types() const { return types_; }

    // The names that a query may use: a histogram has three.
    Names usable_names() const {
        Names names;
        for (const auto& [name, type] : types_) {
            if (type != "histogram") names.insert(name);
            if (type == "histogram")
                for (const char* part : {"_bucket", "_sum", "_count"}) names.insert(name + part);
        }
        return names;
    }

private:
    std::map<std::string, std::string> types_;
    std::map<std::string, double> values_;
};

class TestMetrics : public DeploymentTest {
protected:
    Figures figures(const std::string& role = "chat") const {
        const auto answer = get(server.url(role, "/metrics"));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return Figures(answer.body);
    }

    static std::string file(const std::string& path) {
        return read_file(std::filesystem::path(TTS_SOURCE_DIR) / path);
    }

    static Names names_in(const std::string& text) {
        static const std::regex name("tiktoksales_[a-z_]+");
        Names names;
        for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it)
            names.insert(it->str());
        return names;
    }
};

TEST_F(TestMetrics, AreShownByEveryRoleInPrometheusFormat) {
    for (const auto& role : server.roles()) {
        const auto answer = get(server.url(role, "/metrics"));

        EXPECT_EQ(answer.status, 200) << role;
        EXPECT_NE(answer.body.find("tiktoksales_build_info{version="), std::string::npos) << role;
        EXPECT_GT(Figures(answer.body).value("tiktoksales_process_resident_memory_bytes"), 1e6);
        bool says_format = false;
        for (const auto& [name, value] : answer.headers)
            says_format = says_format || (name == "content-type" &&
                                          value == "text/plain; version=0.0.4; charset=utf-8");
        EXPECT_TRUE(says_format) << role;
    }
}

TEST_F(TestMetrics, FollowACommentUntilItIsAnOrder) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 5});
    put(server.url("ecommerce", "/streamers/" + streamer + "/pin"),
        object({{"product_id", product}}));
    const auto before = figures();
    const auto grew = [&before](const Figures& now, const std::string& sample) {
        return now.value(sample) - before.value(sample);
    };

    const std::string posts =
        R"(tiktoksales_http_requests_total{role="chat",method="POST",route="/comments",status=)";
    const std::vector<std::string> growing = {
        "tiktoksales_orders_total",
        "tiktoksales_ingest_comments_accepted_total",
        "tiktoksales_worker_comments_total",
        R"(tiktoksales_intents_total{intent="buy"})",
        R"(tiktoksales_decisions_total{decision="ordered"})",
        "tiktoksales_comment_to_order_seconds_count",
        R"(tiktoksales_worker_stage_duration_seconds_count{stage="commit"})",
        posts + R"("2xx"})",
        posts + R"("4xx"})"};
    const auto began_at = std::chrono::steady_clock::now();

    post(server.url("chat", "/comments"), comment(streamer, client, "lo quiero"));
    post(server.url("chat", "/comments"), comment(streamer, client, " "));
    // They grow one after the other.
    auto after = figures();
    EXPECT_TRUE(eventually(long_enough, [&] {
        after = figures();
        return std::ranges::all_of(growing,
                                   [&](const auto& name) { return grew(after, name) >= 1; });
    }));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_at;

    for (const auto& name : growing) EXPECT_GE(grew(after, name), 1) << name;
    EXPECT_EQ(after.value("tiktoksales_queue_up"), 1);
    const double latency = grew(after, "tiktoksales_comment_to_order_seconds_sum") /
                           grew(after, "tiktoksales_comment_to_order_seconds_count");
    EXPECT_GT(latency, 0.5);  // The settle window alone takes 0.75 s.
    EXPECT_LT(latency, 10 + took.count());
}

TEST_F(TestMetrics, CountAskedForPathsByPatternOnly) {
    for (const char* number : {"ORD-1", "ORD-2", "ORD-3"})
        get(server.url("ecommerce", "/orders/" + std::string(number)));

    const auto text = get(server.url("ecommerce", "/metrics")).body;

    EXPECT_NE(text.find(R"(route="/orders/{order_number}")"), std::string::npos);
    EXPECT_EQ(text.find("ORD-"), std::string::npos);
}

TEST_F(TestMetrics, AreAllExplained) {
    static const std::regex row(R"(\| `(tiktoksales_[a-z_]+)` \| ([a-z]+) \|)");
    const auto documentation = file("docs/metrics.md");
    std::map<std::string, std::string> explained;
    for (std::sregex_iterator it(documentation.begin(), documentation.end(), row), end; it != end;
         ++it)
        explained[(*it)[1]] = (*it)[2];

    EXPECT_EQ(explained, figures().types());
}

TEST_F(TestMetrics, AreAllThatTheDashboardAndTheAlertsUse) {
    const auto known = figures().usable_names();
    for (const char* path : {"config/grafana-dashboard.json", "config/alerts.yml"}) {
        const auto used = names_in(file(path));

        EXPECT_GT(used.size(), 5u) << path;
        for (const auto& name : used) EXPECT_TRUE(known.contains(name)) << path << ": " << name;
    }
    EXPECT_FALSE(Json::parse(file("config/grafana-dashboard.json"))["panels"].items().empty());
}

TEST(WorkerAlone, ShowsItsHealthAndItsFiguresOnItsOwnPort) {
    const ServerProcess worker{
        {.roles = "worker", .redis_url = "", .database_url = "", .arguments = {}}};

    EXPECT_EQ(get(worker.url("worker", "/health")).status, 200);
    EXPECT_EQ(get(worker.url("worker", "/ready")).status, 200);
    EXPECT_EQ(get(worker.url("worker", "/comments")).status, 404);
    const Figures figures(get(worker.url("worker", "/metrics")).body);
    EXPECT_TRUE(figures.types().contains("tiktoksales_worker_batches_total"));
    EXPECT_FALSE(figures.types().contains("tiktoksales_ingest_comments_accepted_total"));
}

}  // namespace

}  // namespace tts::test
