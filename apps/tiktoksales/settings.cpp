#include "apps/tiktoksales/settings.hpp"

#include <charconv>
#include <cmath>
#include <filesystem>

namespace tts {

namespace {

std::vector<std::string_view> split_at_commas(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const auto comma = list.find(',');
        parts.push_back(list.substr(0, comma));
        list = comma == std::string_view::npos ? "" : list.substr(comma + 1);
    }
    return parts;
}

Result<Role> parse_role(std::string_view name) {
    const auto found = std::find_if(role_infos.begin(), role_infos.end(),
                                    [&](const RoleInfo& info) { return info.name == name; });
    if (found != role_infos.end()) return found->role;
    std::string known;
    for (const RoleInfo& info : role_infos) known += " " + std::string(info.name);
    return Error(Errc::invalid, "no role '" + std::string(name) + "'; there are" + known);
}

}  // namespace

std::set<Role> all_roles() {
    std::set<Role> roles;
    for (const RoleInfo& info : role_infos) roles.insert(info.role);
    return roles;
}

std::map<Role, std::uint16_t> default_ports() {
    std::map<Role, std::uint16_t> ports;
    for (const RoleInfo& info : role_infos)
        if (info.port != 0) ports[info.role] = info.port;
    return ports;
}

std::string default_model() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? "intent.model" : (program.parent_path() / "intent.model").string();
}

std::string_view to_string(Role role) {
    return role_infos.at(static_cast<std::size_t>(role)).name;
}

Result<std::set<Role>> parse_roles(std::string_view list) {
    std::set<Role> roles;
    for (const auto name : split_at_commas(list)) {
        const auto role = parse_role(name);
        if (!role) return role.error();
        roles.insert(*role);
    }
    if (roles.empty()) return Error(Errc::invalid, "no role is named");
    return roles;
}

Result<std::map<Role, std::uint16_t>> parse_ports(std::string_view list) {
    auto ports = default_ports();
    for (const auto part : split_at_commas(list)) {
        const auto equals = std::min(part.find('='), part.size());
        const auto role = parse_role(part.substr(0, equals));
        if (!role) return role.error();
        const auto digits = part.substr(std::min(equals + 1, part.size()));
        std::uint16_t port = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error != std::errc() || end != digits.data() + digits.size())
            return Error(Errc::invalid,
                         "'" + std::string(part) + "' is not role=port with a port up to 65535");
        ports[*role] = port;
    }
    return ports;
}

bool is_loopback(std::string_view address) {
    return address == "::1" || address == "localhost" || address.starts_with("127.");
}

std::vector<std::string> ServeSettings::own_hosts() const {
    auto hosts = security.hosts;
    const std::string& url = payments.public_base_url;
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string::npos) return hosts;
    const auto host = url.substr(scheme_end + 3);
    // A colon within brackets is part of an IPv6 address.
    const auto bracket = host.find(']');
    hosts.push_back(host.substr(0, host.find(':', bracket == std::string::npos ? 0 : bracket)));
    return hosts;
}

bool ServeSettings::spares(const std::string& address) const {
    const auto& proxies = security.trusted_proxies;
    return is_loopback(address) ||
           std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

bool ServeSettings::trusts_local() const {
    return security.trust_local.value_or(is_loopback(bind));
}

FeeRate PaymentSettings::fees() const {
    const auto hundredths = [](double number) { return std::llround(number * 100); };
    return {.share = Percentage::from_basis_points(
                static_cast<std::int32_t>(hundredths(fee_percentage))),
            .fixed = Money::from_cents(hundredths(fee_fixed))};
}

FetchRules ServeSettings::webhook_rules() const {
    return {.allow_private = webhooks_private, .hosts_trusted = webhook_hosts};
}

}  // namespace tts
