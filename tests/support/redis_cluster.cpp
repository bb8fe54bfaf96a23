#include "support/redis_cluster.hpp"

#include "support/eventually.hpp"

#include <stdexcept>

namespace tts::test {

namespace {

constexpr std::chrono::seconds patience{60};
constexpr int slots = 16'384;
constexpr const char* host = "127.0.0.1";

bool says(const RedisCluster& cluster,
          std::size_t node,
          const std::vector<std::string>& question,
          const std::string& line) {
    return cluster.client(node).command(question).front().find(line) != std::string::npos;
}

}  // namespace

RedisCluster::RedisCluster(std::size_t replicas_each) {
    for (std::size_t i = 0; i < masters * (1 + replicas_each); ++i) {
        bus_ports_.push_back(free_port());
        // Nobody cuts the power here, so the nodes need not wait for the disk. Where none of them
        // dies, none may seem to, however long a busy machine stands still.
        nodes_.emplace_back(std::vector<std::string>{
            "--cluster-enabled", "yes", "--cluster-port", std::to_string(bus_ports_.back()),
            "--cluster-node-timeout", replicas_each > 0 ? "5000" : "30000", "--appendfsync",
            "everysec"});
    }
    introduce();
    if (replicas_each > 0) add_replicas(replicas_each);
    if (!eventually(patience, [this] { return is_well(); }))
        throw std::runtime_error("the Redis cluster does not get ready");
}

void RedisCluster::introduce() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        client(i).command({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(i + 1)});
    for (std::size_t i = 0; i < masters; ++i) {
        const auto first = slots * static_cast<int>(i) / static_cast<int>(masters);
        const auto next = slots * static_cast<int>(i + 1) / static_cast<int>(masters);
        client(i).command(
            {"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(next - 1)});
    }
    for (std::size_t i = 1; i < nodes_.size(); ++i)
        client(0).command({"CLUSTER", "MEET", host, std::to_string(nodes_[i].port()),
                           std::to_string(bus_ports_[i])});
}

void RedisCluster::add_replicas(std::size_t replicas_each) {
    const auto count = "cluster_known_nodes:" + std::to_string(nodes_.size()) + "\r";
    for (std::size_t i = masters; i < nodes_.size(); ++i) {
        if (!eventually(patience, [&] { return says(*this, i, {"CLUSTER", "INFO"}, count); }))
            throw std::runtime_error("the Redis nodes do not get to know each other");
        client(i).command({"CLUSTER", "REPLICATE", id(i % masters)});
    }
    for (std::size_t i = 0; i < masters; ++i) {
        const auto all = "connected_slaves:" + std::to_string(replicas_each);
        if (!eventually(patience, [&] { return says(*this, i, {"INFO", "replication"}, all); }))
            throw std::runtime_error("the Redis replicas do not connect");
    }
    for (std::size_t i = masters; i < nodes_.size(); ++i)
        if (!eventually(patience, [&] {
                return says(*this, i, {"INFO", "replication"}, "master_link_status:up");
            }))
            throw std::runtime_error("the Redis replicas do not get their copies");
}

bool RedisCluster::is_well() const {
    const auto count = "cluster_known_nodes:" + std::to_string(nodes_.size()) + "\r";
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (!says(*this, i, {"CLUSTER", "INFO"}, "cluster_state:ok") ||
            !says(*this, i, {"CLUSTER", "INFO"}, count))
            return false;
    return true;
}

std::string RedisCluster::url() const {
    std::string all = "redis://";
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        all += (i == 0 ? "" : ",") + std::string(host) + ":" + std::to_string(nodes_[i].port());
    return all;
}

std::size_t RedisCluster::owner(const std::string& key) const {
    const auto slot = client(0).number({"CLUSTER", "KEYSLOT", key});
    for (std::size_t i = masters; i-- > 0;)
        if (slot >= slots * static_cast<std::int64_t>(i) / static_cast<std::int64_t>(masters))
            return i;
    return 0;
}

std::string RedisCluster::id(std::size_t index) const {
    return client(index).command({"CLUSTER", "MYID"}).front();
}

void RedisCluster::begin_move(const std::string& slot, std::size_t from, std::size_t to) const {
    client(to).command({"CLUSTER", "SETSLOT", slot, "IMPORTING", id(from)});
    client(from).command({"CLUSTER", "SETSLOT", slot, "MIGRATING", id(to)});
    const auto key = client(from).command({"CLUSTER", "GETKEYSINSLOT", slot, "1"});
    if (!key.empty()) move_key(key.front(), from, to);
}

void RedisCluster::move_key(const std::string& key, std::size_t from, std::size_t to) const {
    client(from).command({"MIGRATE", host, std::to_string(nodes_[to].port()), key, "0", "5000"});
}

void RedisCluster::end_move(const std::string& slot, std::size_t from, std::size_t to) const {
    auto source = client(from);
    for (;;) {
        const auto keys = source.command({"CLUSTER", "GETKEYSINSLOT", slot, "100"});
        if (keys.empty()) break;
        for (const auto& key : keys) move_key(key, from, to);
    }
    const auto new_owner = id(to);
    for (const std::size_t node : {to, from})
        client(node).command({"CLUSTER", "SETSLOT", slot, "NODE", new_owner});
}

void RedisCluster::empty() {
    for (std::size_t i = 0; i < masters; ++i) client(i).command({"FLUSHALL"});
}

std::int64_t RedisCluster::errors(std::string_view name) const {
    const auto start = "errorstat_" + std::string(name) + ":count=";
    std::int64_t count = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const auto info = client(i).command({"INFO", "errorstats"}).front();
        const auto at = info.find(start);
        if (at != std::string::npos) count += std::stoll(info.substr(at + start.size()));
    }
    return count;
}

}  // namespace tts::test
