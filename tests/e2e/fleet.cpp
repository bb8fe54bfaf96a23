#include "e2e/fleet.hpp"

#include "e2e/api.hpp"
#include "e2e/server_process.hpp"
#include "support/eventually.hpp"

#include <csignal>
#include <filesystem>
#include <set>
#include <stdexcept>

namespace tts::test {

namespace {

constexpr std::size_t log_bytes_shown = 1'500;

// "worker" of "worker-2".
std::string role_of(const std::string& name) {
    return name.substr(0, name.find('-'));
}

std::map<std::string, int> free_ports() {
    std::map<std::string, int> ports;
    for (const char* name : {"chat-1", "chat-2", "worker-1", "worker-2", "worker-3", "nlp",
                             "ecommerce", "vision", "auth", "dashboard"})
        ports[name] = free_port();
    return ports;
}

std::string list_of(const std::map<std::string, int>& ports) {
    std::string list;
    for (const auto& [name, port] : ports)
        list += (list.empty() ? "" : ",") + name + "=" + std::to_string(port);
    return list;
}

}  // namespace

Fleet::Fleet(const std::string& redis_url, const std::string& database_url) : ports_(free_ports()) {
    const auto script = std::filesystem::path(TTS_SOURCE_DIR) / "tools" / "cluster";
    cluster_.emplace(Command{{script.string(), "run", "--dir", folder_.path().string(), "--program",
                              binary().string(), "--ports", list_of(ports_)},
                             {"REDIS_URL=" + redis_url, "DATABASE_URL=" + database_url},
                             folder_.path() / "cluster.log",
                             ""});
    wait_until_ready();
}

void Fleet::wait_until_ready() {
    for (const auto& name : names()) {
        const bool ready =
            eventually(long_enough, [&] { return !cluster_->is_running() || is_ready(name); });
        if (!ready || !cluster_->is_running())
            throw std::runtime_error(name + " does not get ready\n" + log_tail());
    }
}

int Fleet::port(const std::string& role) const {
    std::vector<int> ports;
    for (const auto& [name, port] : ports_)
        if (role_of(name) == role) ports.push_back(port);
    return ports.at(asked_++ % ports.size());
}

std::vector<std::string> Fleet::roles() const {
    std::set<std::string> roles;
    for (const auto& [name, port] : ports_) roles.insert(role_of(name));
    return {roles.begin(), roles.end()};
}

std::vector<std::string> Fleet::names() const {
    std::vector<std::string> names;
    for (const auto& [name, port] : ports_) names.push_back(name);
    return names;
}

bool Fleet::is_ready(const std::string& name) const {
    return try_get("http://127.0.0.1:" + std::to_string(ports_.at(name)) + "/ready").status == 200;
}

pid_t Fleet::pid(const std::string& name) const {
    return std::stoi(read_file(folder_.path() / "pids" / name));
}

void Fleet::kill(const std::string& name) const {
    ::kill(pid(name), SIGKILL);
}

std::optional<int> Fleet::stop() {
    cluster_->send_signal(SIGTERM);
    return cluster_->wait(long_enough);
}

std::string Fleet::log_tail() const {
    std::string all = read_file(folder_.path() / "cluster.log");
    for (const auto& name : names()) {
        const auto text = read_file(folder_.path() / "logs" / (name + ".log"));
        all += "--- " + name + "\n" +
               text.substr(text.size() - std::min(text.size(), log_bytes_shown));
    }
    return all;
}

}  // namespace tts::test
