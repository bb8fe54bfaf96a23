#include "apps/tiktoksales/config/option_tables.hpp"

namespace tts::config {

namespace {

std::vector<Option> listening_options() {
    return {
        {.key = "server.roles",
         .flag = "--roles",
         .field = [](ServeSettings& s) -> std::set<Role>& { return s.roles; },
         .help = "Which roles this process has"},
        {.key = "server.bind",
         .flag = "--bind",
         .field = [](ServeSettings& s) -> std::string& { return s.bind; },
         .help = "The address to listen on. One that is not loopback demands keys: see "
                 "docs/security.md",
         .rule = {.shape = Shape::address}},
        {.key = "server.ports",
         .flag = "--ports",
         .field = [](ServeSettings& s) -> std::map<Role, std::uint16_t>& { return s.ports; },
         .help = "Ports that differ from these, as in chat=18081,nlp=0 (0: any free one). With "
                 "worker=9100 the worker shows its health and metrics there"},
        {.key = "server.workers",
         .flag = "--workers",
         .field = [](ServeSettings& s) -> int& { return s.workers; },
         .help = "Worker threads of this process",
         .rule = {.min = 1, .max = 64}},
        {.key = "server.loops",
         .flag = "--loops",
         .field = [](ServeSettings& s) -> int& { return s.loops; },
         .help = "Event loops of the chat role",
         .rule = {.min = 1, .max = 64}},
        {.key = "server.connections_per_address",
         .flag = "--connections-per-address",
         .field = [](ServeSettings& s) -> int& { return s.connections_per_address; },
         .help = "Connections that one address (of IPv6: one /64) may have to each port; more are "
                 "refused with 429. 0: no limit. Programs on this machine and trusted proxies have "
                 "none",
         .rule = {.min = 0, .max = 4'096}},
    };
}

std::vector<Option> security_options() {
    return {
        {.key = "security.jwt_secret",
         .flag = "--jwt-secret",
         .field = [](ServeSettings& s) -> std::string& { return s.security.jwt_secret; },
         .help = "Signs the tokens of accounts, 32 bytes or more; the same for all processes. "
                 "Without it, the file jwt.key of the data folder is used, and made if missing",
         .secrecy = Secrecy::whole,
         .well_known = {"JWT_SECRET"}},
        {.key = "security.trust_local",
         .flag = "--trust-local",
         .field = [](ServeSettings& s) -> std::optional<bool>& { return s.security.trust_local; },
         .help = "Programs on this machine need no token. Without it, every request does",
         .default_text = "true if bound to loopback, false otherwise"},
        {.key = "security.hosts",
         .flag = "--host",
         .field = [](ServeSettings& s) -> std::vector<std::string>& { return s.security.hosts; },
         .help = "Names of this server in Host headers, besides localhost and that of "
                 "payments.public_base_url; repeatable",
         .rule = {.shape = Shape::host}},
        {.key = "security.cors_origins",
         .flag = "--cors-origin",
         .field = [](ServeSettings& s) -> std::vector<std::string>& {
             return s.security.cors_origins;
         },
         .help = "Pages of other sites that may call this server, as in https://shop.example; "
                 "repeatable",
         .rule = {.shape = Shape::origin}},
        {.key = "security.trusted_proxies",
         .flag = "--trusted-proxy",
         .field = [](ServeSettings& s) -> std::vector<std::string>& {
             return s.security.trusted_proxies;
         },
         .help = "Addresses of proxies whose X-Forwarded-For tells who calls; repeatable",
         .rule = {.shape = Shape::address}},
        {.key = "security.open_sign_up",
         .flag = "--open-sign-up",
         .field = [](ServeSettings& s) -> bool& { return s.security.open_sign_up; },
         .help = "Streamers may register themselves in secure mode, too; otherwise that takes the "
                 "admin token"},
        {.key = "security.audit_days",
         .flag = "--audit-days",
         .field = [](ServeSettings& s) -> int& { return s.security.audit_days; },
         .help = "For how many days it is kept who did what",
         .rule = {.min = 30, .max = 3'650}},
    };
}

std::vector<Option> log_options() {
    return {
        {.key = "log.format",
         .flag = "--log-format",
         .field = [](ServeSettings& s) -> LogFormat& { return s.log.format; },
         .help = "For people (text) or for machines (json)"},
        {.key = "log.level",
         .flag = "--log-level",
         .field = [](ServeSettings& s) -> Level& { return s.log.level; },
         .help = "What is less important is left out"},
    };
}

}  // namespace

std::vector<Option> server_options() {
    auto all = listening_options();
    for (const auto& part : {security_options(), log_options()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace tts::config
