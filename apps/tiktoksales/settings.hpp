#pragma once

#include "core/log.hpp"
#include "core/result.hpp"
#include "pipeline/batch_processor.hpp"
#include "ports/comment_queue.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

enum class Role { chat, nlp, vision, ecommerce, auth, dashboard, worker };

struct RoleInfo {
    Role role;
    std::string_view name;
    std::uint16_t port;  // The default; 0: it listens on none, unless told to.
};

constexpr std::array<RoleInfo, 7> role_infos = {{
    {Role::chat, "chat", 8081},
    {Role::nlp, "nlp", 8001},
    {Role::vision, "vision", 8002},
    {Role::ecommerce, "ecommerce", 8082},
    {Role::auth, "auth", 8083},
    {Role::dashboard, "dashboard", 8080},
    {Role::worker, "worker", 0},
}};

std::string_view to_string(Role role);

// A bucket of S3, MinIO or what speaks like them, for pictures.
struct BucketSettings {
    std::string endpoint;  // "http://minio:9000"; empty: pictures are kept in the data folder.
    std::string bucket;
    std::string access_key;
    std::string secret_key;
    std::string region = "us-east-1";
};

// Where comments and orders are kept: in files below `data`, or on servers.
struct StorageSettings {
    std::string data = "data";
    std::string redis_url;             // Empty: the embedded queue.
    std::string database_url;          // Empty: the embedded store.
    std::string database_migrate_url;  // For migrations, past a pooler; empty: database_url.
    bool accept_volatile_redis = false;
    BucketSettings bucket;
    QueueSettings queue;

    std::string queue_path() const { return data + "/queue.db"; }
    std::string shop_path() const { return data + "/shop.db"; }
    std::string jwt_key_path() const { return data + "/jwt.key"; }
    std::string objects_path() const { return data + "/objects"; }
};

struct ServeSettings {
    StorageSettings storage;
    std::set<Role> roles;
    std::string bind = "127.0.0.1";
    std::map<Role, std::uint16_t> ports;  // Roles that are not here listen on none.
    std::string model;                    // Of the intent step.
    std::string jwt_secret;               // Signs the tokens of accounts.
    std::string jwt_secret_file;          // Has it; both empty: a key of the data folder.
    PipelineSettings pipeline;
    int workers = 2;
    int loops = 1;
    bool fetch_private = false;  // Frames may come from private addresses.
    std::vector<std::string>
        fetch_hosts;  // Hosts that frames may come from, whatever their address.
};

// "chat,worker". Errc::invalid naming what is not a role.
Result<std::set<Role>> parse_roles(std::string_view list);

// "chat=18081,nlp=0": the ports that differ from the defaults; 0 lets the system pick. The worker
// has no default: it shows its health and its figures only on a port that is named.
Result<std::map<Role, std::uint16_t>> parse_ports(std::string_view list);

// Errc::invalid if the settings contradict each other or are not safe; the text says what to
// change.
Result<void> check(const ServeSettings& settings);

}  // namespace tts
