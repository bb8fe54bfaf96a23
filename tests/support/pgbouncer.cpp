#include "support/pgbouncer.hpp"

#include "support/eventually.hpp"

#include <libpq-fe.h>

#include <fstream>
#include <regex>
#include <stdexcept>

namespace tts::test {

namespace {

// The port in "postgresql://postgres@127.0.0.1:5432/shop".
std::string port_of(const std::string& url) {
    std::smatch found;
    if (!std::regex_search(url, found, std::regex(R"(:(\d+)/[^/]*$)")))
        throw std::runtime_error(url + " names no port");
    return found[1];
}

}  // namespace

Pgbouncer::Pgbouncer(const std::string& server_url) {
    const auto settings = folder_.path() / "pgbouncer.ini";
    std::ofstream(settings) << "[databases]\n* = host=127.0.0.1 user=postgres port="
                            << port_of(server_url)
                            << "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " << port_
                            << "\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\n"
                               "default_pool_size = 3\nmax_client_conn = 500\n"
                               "server_login_retry = 1\n";
    // It refuses to run as root.
    process_.emplace(Command{{"/usr/sbin/pgbouncer", settings.string()},
                             {},
                             folder_.path() / "pgbouncer.log",
                             "postgres"});
    const bool started =
        eventually(long_enough, [&] { return PQping(url(server_url).c_str()) == PQPING_OK; });
    if (!started)
        throw std::runtime_error("pgbouncer does not start: " +
                                 read_file(folder_.path() / "pgbouncer.log"));
}

std::string Pgbouncer::url(const std::string& server_url) const {
    return url_of(server_url.substr(server_url.rfind('/') + 1));
}

std::string Pgbouncer::url_of(const std::string& database) const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

}  // namespace tts::test
