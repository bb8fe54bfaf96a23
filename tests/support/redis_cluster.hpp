#pragma once

#include "support/redis_client.hpp"
#include "support/redis_server.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace tts::test {

// Three masters that share out the slots evenly, and as many replicas of each as are wanted.
class RedisCluster {
public:
    static constexpr std::size_t masters = 3;

    // Returns when every node says that all is well. Throws if that takes too long.
    explicit RedisCluster(std::size_t replicas_each = 0);

    std::string url() const;  // All nodes.
    std::size_t size() const { return nodes_.size(); }
    RedisServer& node(std::size_t index) { return nodes_.at(index); }  // The masters come first.
    RedisClient client(std::size_t index) const { return RedisClient(nodes_.at(index).port()); }

    // The master, of those at the start, that has the key's slot.
    std::size_t owner(const std::string& key) const;
    // Moves the slot with its keys while everybody goes on. `halfway` is called when one key has
    // moved, and those that are made anew are made there.
    template <class Halfway>
    void move_slot(const std::string& slot, std::size_t from, std::size_t to, Halfway halfway) {
        begin_move(slot, from, to);
        halfway();
        end_move(slot, from, to);
    }

    void empty();  // Of all keys.
    // How often the nodes answered with this error, since they started.
    std::int64_t errors(std::string_view name) const;

private:
    void introduce();
    void add_replicas(std::size_t replicas_each);
    bool is_well() const;
    void begin_move(const std::string& slot, std::size_t from, std::size_t to) const;
    void move_key(const std::string& key, std::size_t from, std::size_t to) const;
    void end_move(const std::string& slot, std::size_t from, std::size_t to) const;
    std::string id(std::size_t index) const;

    std::deque<int> bus_ports_;
    std::deque<RedisServer> nodes_;
};

}  // namespace tts::test
