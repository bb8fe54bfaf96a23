#include "apps/tiktoksales/settings.hpp"

#include <algorithm>
#include <charconv>

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

bool is_loopback(std::string_view address) {
    return address == "::1" || address == "localhost" || address.starts_with("127.");
}

}  // namespace

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
    std::map<Role, std::uint16_t> ports;
    for (const RoleInfo& info : role_infos)
        if (info.port != 0) ports[info.role] = info.port;
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

Result<void> check(const ServeSettings& settings) {
    if (!is_loopback(settings.bind))
        return Error(Errc::invalid,
                     "--bind " + settings.bind +
                         " would open every endpoint to the network, and there are no access keys "
                         "yet; bind to 127.0.0.1 and put a proxy that authenticates in front");
    const bool embedded_queue = settings.storage.redis_url.empty();
    const bool embedded_store = settings.storage.database_url.empty();
    if (embedded_queue != embedded_store)
        return Error(Errc::invalid,
                     std::string("set both REDIS_URL and DATABASE_URL, or neither; ") +
                         (embedded_queue ? "REDIS_URL" : "DATABASE_URL") + " is missing");
    const BucketSettings& bucket = settings.storage.bucket;
    if (!bucket.endpoint.empty() &&
        (bucket.bucket.empty() || bucket.access_key.empty() || bucket.secret_key.empty()))
        return Error(Errc::invalid,
                     "S3_ENDPOINT needs S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY as well");
    return {};
}

}  // namespace tts
