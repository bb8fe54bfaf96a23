#pragma once

#include "adapters/curl/http_client.hpp"
#include "e2e/api.hpp"
#include "support/child_process.hpp"
#include "support/eventually.hpp"
#include "support/json.hpp"
#include "support/temp_folder.hpp"

#include <stdexcept>
#include <string>

namespace tts::test {

// Those who play Stripe, Twilio and a mail server (tests/counterparts), in a process of their own.
class Counterparts {
public:
    Counterparts() {
        const bool started = eventually(
            long_enough, [this] { return read_file(log_).find('\n') != std::string::npos; });
        if (!started || read_file(log_).front() != '{')
            throw std::runtime_error("the counterparts do not start: " + read_file(log_));
    }

    // "stripe", "stripe_api_key"...: see tests/counterparts/main.mjs.
    std::string told(const std::string& name) const {
        return Json::parse(read_file(log_).substr(0, read_file(log_).find('\n')))[name].text();
    }

    // Steers one of them.
    Json control(const std::string& who, const std::string& what, const std::string& json) const {
        return send({.method = "POST",
                     .url = told(who) + "/_control/" + what,
                     .headers = {{"content-type", "application/json"}},
                     .body = json});
    }
    Json state(const std::string& who) const {
        return send(
            {.method = "GET", .url = told(who) + "/_control/state", .headers = {}, .body = {}});
    }

private:
    static Json send(const HttpRequest& request) {
        HttpClient http(patient);
        const auto answer = http.send(request);
        if (!answer) throw std::runtime_error(request.url + ": " + answer.error().what());
        return Json::parse(answer->body);
    }

    TempFolder folder_;
    std::filesystem::path log_ = folder_.path() / "counterparts.log";
    // Its temporary files go with the folder: it is killed, and cannot clean up.
    ChildProcess process_{{{"/usr/bin/env", "node", TTS_SOURCE_DIR "/tests/counterparts/main.mjs"},
                           {"TMPDIR=" + folder_.path().string()},
                           log_,
                           ""}};
};

}  // namespace tts::test
