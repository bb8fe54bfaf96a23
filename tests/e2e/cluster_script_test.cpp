// tools/cluster as a person uses it: with a Redis and a PostgreSQL of its own, in the background.

#include "e2e/api.hpp"
#include "e2e/comments.hpp"
#include "e2e/server_process.hpp"
#include "support/eventually.hpp"

#include <csignal>
#include <iostream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class ClusterScript : public ::testing::Test {
protected:
    void SetUp() override {
        for (const char* name :
             {"chat-1", "worker-1", "nlp", "ecommerce", "dashboard", "redis", "postgres"}) {
            ports[name] = free_port();
            port_list += (port_list.empty() ? "" : ",") + std::string(name) + "=" +
                         std::to_string(ports[name]);
        }
    }
    void TearDown() override {
        if (!stopped) run({"stop"});
        if (HasFailure()) std::cerr << read_file(folder.path() / "logs" / "cluster.log") << "---\n";
    }

    Output run(std::vector<std::string> words) const {
        words.insert(words.begin(), std::string(TTS_SOURCE_DIR) + "/tools/cluster");
        words.insert(words.end(), {"--dir", folder.path().string()});
        return run_command(words, {}, 150s);
    }
    Output start() const {
        return run({"start", "--own-servers", "--program", binary().string(), "--ports", port_list,
                    "--copies", "chat=1,worker=1,vision=0,auth=0"});
    }
    pid_t pid(const std::string& name) const {
        return std::stoi(read_file(folder.path() / "pids" / name));
    }
    std::string url(const std::string& name, const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(ports.at(name)) + path;
    }

    TempFolder folder;
    std::map<std::string, int> ports;
    std::string port_list;
    bool stopped = false;
};

TEST_F(ClusterScript, StartsTellsRestartsAndStopsAShopWithServersOfItsOwn) {
    const auto started = start();
    ASSERT_EQ(started.status, 0) << started.text;
    EXPECT_EQ(post(url("chat-1", "/comments"), comment("ana", "luis", "hola")).status, 200);
    EXPECT_TRUE(eventually(long_enough, [&] {
        return try_get(url("dashboard", "/api/feed?streamer=ana")).body.find("hola") !=
               std::string::npos;
    }));

    const auto again = start();
    EXPECT_NE(again.status, 0) << again.text;
    EXPECT_NE(again.text.find("it runs already"), std::string::npos) << again.text;

    const auto worker = pid("worker-1");
    const auto restarted = run({"restart", "worker-1"});
    EXPECT_EQ(restarted.status, 0) << restarted.text;
    EXPECT_NE(pid("worker-1"), worker);

    // Who starts it again sleeps meanwhile: else it may be back before we look.
    const auto supervisor = pid("cluster");
    kill(supervisor, SIGSTOP);
    kill(pid("nlp"), SIGKILL);
    const auto status = run({"status"});
    kill(supervisor, SIGCONT);
    EXPECT_NE(status.status, 0) << status.text;
    EXPECT_TRUE(eventually(long_enough, [&] { return run({"status"}).status == 0; }));

    const auto pids = {pid("cluster"), pid("redis"), pid("postgres"), pid("chat-1"), pid("nlp")};
    const auto stop = run({"stop"});
    stopped = stop.status == 0;
    EXPECT_TRUE(stopped) << stop.text;
    for (const auto each : pids) EXPECT_NE(kill(each, 0), 0) << each;
}

TEST_F(ClusterScript, SaysWhatIsWrongWithItsArguments) {
    stopped = true;
    EXPECT_EQ(run({"start", "--copies", "cashier=1"}).status, 1);
    EXPECT_EQ(run({"start", "--ports", "chat-1"}).status, 1);
    EXPECT_EQ(run({"start", "--unknown"}).status, 2);
    EXPECT_EQ(run({"restart"}).status, 2);
    EXPECT_EQ(run({"stop"}).status, 1);

    const auto without_servers = run({"start", "--program", binary().string()});
    EXPECT_EQ(without_servers.status, 1);
    EXPECT_NE(without_servers.text.find("set REDIS_URL and DATABASE_URL"), std::string::npos)
        << without_servers.text;
}

}  // namespace

}  // namespace tts::test
