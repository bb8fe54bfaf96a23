#include "e2e/server_process.hpp"

#include "e2e/api.hpp"
#include "support/eventually.hpp"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace tts::test {

namespace {

constexpr std::size_t log_bytes_shown = 6'000;

bool contains_role(const std::string& roles, const std::string& role) {
    return roles.empty() || ("," + roles + ",").find("," + role + ",") != std::string::npos;
}

std::string with_ports(std::string text, const std::map<std::string, int>& ports) {
    for (const auto& [role, port] : ports) {
        const auto name = "{" + role + "}";
        const auto at = text.find(name);
        if (at != std::string::npos) text.replace(at, name.size(), std::to_string(port));
    }
    return text;
}

}  // namespace

std::filesystem::path binary() {
    const char* given = std::getenv("TTS_BINARY");
    return given ? given : TTS_DEFAULT_BINARY;
}

ServerProcess::ServerProcess(ServerOptions options) : options_(std::move(options)) {
    for (const char* role : {"chat", "nlp", "vision", "ecommerce", "auth", "dashboard", "worker"})
        if (contains_role(options_.roles, role))
            ports_[role] = options_.ports.contains(role) ? options_.ports[role] : free_port();
    start();
}

std::vector<std::string> ServerProcess::command_line() const {
    std::vector<std::string> words = {binary().string(), "serve", "--data", data_.string()};
    if (!options_.roles.empty()) words.insert(words.end(), {"--roles", options_.roles});
    std::string ports;
    for (const auto& [role, port] : ports_)
        ports += (ports.empty() ? "" : ",") + role + "=" + std::to_string(port);
    if (!ports.empty()) words.insert(words.end(), {"--ports", ports});
    for (const auto& argument : options_.arguments) words.push_back(with_ports(argument, ports_));
    return words;
}

void ServerProcess::start() {
    auto environment = options_.environment;
    if (!options_.redis_url.empty()) environment.push_back("REDIS_URL=" + options_.redis_url);
    if (!options_.database_url.empty())
        environment.push_back("DATABASE_URL=" + options_.database_url);
    log_begin_ = log().size();
    process_.emplace(Command{command_line(), environment, log_, ""});
    wait_until_ready();
}

void ServerProcess::wait_until_ready() {
    const bool started = eventually(long_enough, [this] {
        if (!process_->is_running()) give_up("it ended while starting");
        return log().find("ready\n", log_begin_) != std::string::npos;
    });
    if (!started) give_up("it does not get ready");
    for (const auto& [role, port] : ports_) {
        const bool ready = eventually(
            long_enough, [&, name = role] { return try_get(url(name, "/ready")).status == 200; });
        if (!ready) give_up(role + " is not ready: " + try_get(url(role, "/ready")).body);
    }
}

void ServerProcess::give_up(const std::string& why) const {
    std::string words;
    for (const auto& word : command_line()) words += word + " ";
    throw std::runtime_error(words + ": " + why + "\n" + log_tail());
}

std::string ServerProcess::log_tail() const {
    const auto text = log();
    return text.size() <= log_bytes_shown ? text : text.substr(text.size() - log_bytes_shown);
}

std::optional<int> ServerProcess::stop() {
    process_->send_signal(SIGTERM);
    return process_->wait(long_enough);
}

std::vector<std::string> ServerProcess::roles() const {
    std::vector<std::string> names;
    for (const auto& [role, port] : ports_) names.push_back(role);
    return names;
}

}  // namespace tts::test
