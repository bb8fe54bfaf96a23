#pragma once

#include "adapters/curl/http_client.hpp"
#include "core/json_writer.hpp"
#include "e2e/api.hpp"
#include "e2e/server_process.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace tts::test {

struct KeyFolder {
    TempFolder folder;
    std::string data = (folder.path() / "data").string();
    Output init = run({"init"});

    // `tiktoksales WORDS --data DATA`, to its end.
    Output run(std::vector<std::string> words) const {
        words.insert(words.begin(), binary().string());
        words.insert(words.end(), {"--data", data});
        return run_command(words, {}, std::chrono::seconds(60));
    }

    // The token that `init` printed behind "  admin   " or "  ingest  ".
    std::string initial_token(const std::string& scope) const {
        return token_in(init.text, "tts_" + scope + "_");
    }

    static std::string token_in(const std::string& text, const std::string& mark) {
        const auto at = text.find(mark);
        EXPECT_NE(at, std::string::npos) << text;
        return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
    }

    std::string make_token(const std::vector<std::string>& words) const {
        std::vector<std::string> all = {"token", "create"};
        all.insert(all.end(), words.begin(), words.end());
        const auto made = run(all);
        EXPECT_EQ(made.status, 0) << made.text;
        return token_in(made.text, "tts_");
    }
};

// A server on the embedded store that trusts nobody, also not on this machine.
class SecuredServer {
public:
    // With these arguments of `serve` besides.
    explicit SecuredServer(std::vector<std::string> more = {})
        : server({.roles = "",
                  .redis_url = "",
                  .database_url = "",
                  .arguments = with_more({"--data", keys.data, "--trust-local=false"}, more)}) {}

    KeyFolder keys;
    std::string admin = keys.initial_token("admin");
    std::string any_source = keys.initial_token("ingest");
    std::string own_source = keys.make_token({"ingest", "obs", "--streamer", "ana"});
    std::string foreign_source = keys.make_token({"ingest", "obs-2", "--streamer", "eva"});
    std::string service = keys.make_token({"service", "bot", "--days", "30"});
    ServerProcess server;
    std::string own_streamer = streamer("ana");
    std::string foreign_streamer = streamer("eva");
    std::string client = client_of("luis@example.com");
    std::string own_assistant = assistant("ana", own_streamer, "nora");
    std::string foreign_assistant = assistant("eva", foreign_streamer, "raul");

    HttpAnswer send(const std::string& method,
                    const std::string& role,
                    const std::string& path,
                    const std::string& token,
                    const std::string& json = "") const {
        HttpRequest request{
            .method = method, .url = server.url(role, path), .headers = {}, .body = json};
        if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
        if (!json.empty()) request.headers.emplace_back("content-type", "application/json");
        HttpClient http(patient);
        const auto answer = http.send(request);
        return answer ? *answer : HttpAnswer{};
    }

    // The tokens of new accounts.
    std::string client_of(const std::string& email) const {
        return account("/clients/register", "",
                       R"({"email":")" + email + R"(","name":"Luis","password":"password 1"})");
    }
    std::string streamer(const std::string& name) const {
        return account("/streamers/register", admin,
                       R"({"email":")" + name + R"(@example.com","password":"password 2",)" +
                           R"("username":")" + name + R"("})");
    }

    // Whoever the streamer invited, and who came.
    std::string assistant(const std::string& streamer,
                          const std::string& token,
                          const std::string& name) const {
        const std::string email = R"("email":")" + name + R"(@example.com")";
        const auto invited =
            send("POST", "auth", "/streamers/" + streamer + "/members", token, "{" + email + "}");
        EXPECT_EQ(invited.status, 201) << invited.body;
        if (invited.status != 201) return "";
        const std::string password = R"("password":"password 3")";
        const auto link = Json::parse(invited.body)["token"].text();
        const auto chosen = send("POST", "auth", "/password/" + link, "", "{" + password + "}");
        EXPECT_EQ(chosen.status, 200) << chosen.body;
        const auto login = send("POST", "auth", "/login", "", "{" + email + "," + password + "}");
        EXPECT_EQ(login.status, 200) << login.body;
        return login.status == 200 ? Json::parse(login.body)["token"].text() : "";
    }

private:
    static std::vector<std::string> with_more(std::vector<std::string> arguments,
                                              const std::vector<std::string>& more) {
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

    std::string account(const std::string& path,
                        const std::string& token,
                        const std::string& form) const {
        const auto answer = send("POST", "auth", path, token, form);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.status == 201 ? Json::parse(answer.body)["token"].text() : "";
    }
};

}  // namespace tts::test
