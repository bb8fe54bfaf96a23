#include "adapters/redis/redis_cluster.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace tts {

namespace {

using namespace std::chrono_literals;

// While a master is missing every command finds the map wrong, and no other one is to be had.
constexpr auto map_pause = 50ms;

// How often a command is sent on. A key moves once; the second time is for a map that was older
// than that, the others for an operator who moves slots to and fro.
constexpr int hops_max = 5;

constexpr std::string_view asking = "*1\r\n$6\r\nASKING\r\n";

Error no_owner(int slot) {
    return {Errc::unavailable, "Redis cluster: no master serves slot " + std::to_string(slot) +
                                   "; look at `redis-cli --cluster check`"};
}

// "MOVED 3999 127.0.0.1:6381" and "ASK ...": the key's slot and who has it, or will have it.
struct Redirection {
    bool is_for_good = false;
    int slot = 0;
    std::string host;  // Empty: the host of the one who said it.
    int port = 0;

    static std::optional<Redirection> parse(std::string_view error) {
        const bool moved = error.starts_with("MOVED ");
        if (!moved && !error.starts_with("ASK ")) return std::nullopt;
        const auto slot_at = error.find(' ') + 1;
        const auto host_at = error.find(' ', slot_at);
        const auto colon = error.rfind(':');
        if (host_at == std::string_view::npos || colon == std::string_view::npos ||
            colon <= host_at)
            return std::nullopt;
        const auto slot = to_number(error.substr(slot_at, host_at - slot_at));
        const auto port = to_number(error.substr(colon + 1));
        if (!slot || *slot < 0 || *slot >= redis_slots || !port) return std::nullopt;
        return Redirection{.is_for_good = moved,
                           .slot = *slot,
                           .host = std::string(error.substr(host_at + 1, colon - host_at - 1)),
                           .port = *port};
    }

private:
    static std::optional<int> to_number(std::string_view text) {
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return number;
    }
};

// Answers of a node that lost touch with its cluster, or its place in it.
bool tells_of_a_change(std::string_view error) {
    return error.starts_with("CLUSTERDOWN") || error.starts_with("READONLY") ||
           error.starts_with("MASTERDOWN");
}

std::vector<RedisReply> blanks(std::size_t count) {
    std::vector<RedisReply> replies;
    replies.reserve(count);
    for (std::size_t i = 0; i < count; ++i) replies.emplace_back(nullptr);
    return replies;
}

}  // namespace

RedisCluster::RedisCluster(std::vector<RedisAddress> seeds, RedisTimeouts timeouts)
    : seeds_(std::move(seeds)), timeouts_(timeouts) {}

Result<std::vector<RedisReply>> RedisCluster::send(const RedisCommands& commands) {
    if (auto known = read_map_if_needed(); !known) return known.error();
    const std::vector<RoutedCommand> routed = route(commands);
    Replies replies = blanks(routed.size());
    const std::size_t middle = commands.first_part();
    for (const auto& [first, last] : {std::pair(std::size_t{0}, middle), {middle, routed.size()}}) {
        auto errands = errands_of(routed, first, last);
        if (!errands) return errands.error();
        if (auto done = run(std::move(*errands), routed, replies); !done) return done.error();
    }
    return replies;
}

Result<std::vector<RedisCluster::Errand>> RedisCluster::errands_of(
    std::span<const RoutedCommand> commands, std::size_t first, std::size_t last) {
    std::vector<Errand> errands;
    errands.reserve(last - first);
    for (std::size_t i = first; i < last; ++i) {
        const int slot = commands[i].slot.value_or(0);
        RedisLink* const link = owners_[static_cast<std::size_t>(slot)];
        if (link == nullptr) {
            is_map_stale_ = true;
            return no_owner(slot);
        }
        errands.push_back({.index = i, .link = link, .asking = false});
    }
    return errands;
}

Result<std::vector<std::string>> RedisCluster::masters() {
    is_map_stale_ = true;  // Who asks wants to see all of them, also one that is new.
    if (auto known = read_map_if_needed(); !known) return known.error();
    std::set<std::string> names;
    for (std::size_t slot = 0; slot < owners_.size(); ++slot) {
        if (owners_[slot] == nullptr) return no_owner(static_cast<int>(slot));
        if (slot == 0 || owners_[slot] != owners_[slot - 1])
            names.insert(owners_[slot]->address().endpoint());
    }
    return std::vector<std::string>(names.begin(), names.end());
}

Result<std::vector<RedisReply>> RedisCluster::send_to(const std::string& master,
                                                      const RedisCommands& commands) {
    const auto known = links_.find(master);
    if (known == links_.end())
        return Error(Errc::unavailable, "Redis cluster: " + master + " is no node of it any more");
    RedisLink& link = *known->second;
    if (auto connected = link.ensure_connected(); !connected) return connected.error();
    return link.exchange(commands);
}

Result<void> RedisCluster::run(std::vector<Errand> errands,
                               std::span<const RoutedCommand> commands,
                               Replies& replies) {
    for (int hop = 0; hop <= hops_max && !errands.empty(); ++hop) {
        if (auto done = exchange(errands, commands, replies); !done) {
            is_map_stale_ = true;
            return done.error();
        }
        errands = redirected(errands, replies);
    }
    return {};  // Who is sent about even now keeps that answer, which is an error that passes.
}

// Nothing is sent before all nodes that are needed are connected. What one of them answers is read
// even if another one breaks off, so that the next answer is that of the next command.
Result<void> RedisCluster::exchange(std::span<const Errand> errands,
                                    std::span<const RoutedCommand> commands,
                                    Replies& replies) {
    std::map<RedisLink*, std::string> bytes;
    for (const Errand& errand : errands) {
        std::string& of_node = bytes[errand.link];
        if (errand.asking) of_node += asking;
        of_node += commands[errand.index].bytes;
    }
    for (const auto& [link, of_node] : bytes)
        if (auto connected = link->ensure_connected(); !connected) return connected.error();

    std::optional<Error> first_error;
    for (const auto& [link, of_node] : bytes)
        if (auto written = link->write(of_node); !written && !first_error)
            first_error = written.error();
    for (const Errand& errand : errands) {
        for (int answers = errand.asking ? 2 : 1; answers > 0 && errand.link->is_connected();
             --answers) {
            auto reply = errand.link->read();
            if (reply)
                replies[errand.index] = std::move(*reply);
            else if (!first_error)
                first_error = reply.error();
        }
    }
    if (first_error) return *first_error;
    return {};
}

std::vector<RedisCluster::Errand> RedisCluster::redirected(std::span<const Errand> errands,
                                                           const Replies& replies) {
    std::vector<Errand> again;
    for (const Errand& errand : errands) {
        const std::string_view error = replies[errand.index].error_text();
        if (error.empty()) continue;
        if (tells_of_a_change(error)) is_map_stale_ = true;
        const auto to = Redirection::parse(error);
        if (!to) continue;
        RedisLink& link =
            link_to(to->host.empty() ? errand.link->address().host : to->host, to->port);
        if (to->is_for_good) {
            owners_[static_cast<std::size_t>(to->slot)] = &link;
            is_map_stale_ = true;
        }
        again.push_back({.index = errand.index, .link = &link, .asking = !to->is_for_good});
    }
    return again;
}

// Keeps the map that it has if nobody has a newer one.
Result<void> RedisCluster::read_map_if_needed() {
    if (!is_map_stale_ || Clock::now() < next_map_) return {};
    Result<void> answer = Error(Errc::unavailable, "Redis cluster: no node is known");
    for (RedisLink* const link : those_to_ask()) {
        answer = link->ensure_connected();
        if (answer) answer = read_map_from(*link);
        if (answer) break;
    }
    next_map_ = Clock::now() + map_pause;
    if (answer) is_map_stale_ = false;
    const bool has_one = std::ranges::any_of(owners_, [](auto* owner) { return owner != nullptr; });
    if (!answer && has_one) return {};
    return answer;
}

// Those that are connected first: to reach one that is away takes time.
std::vector<RedisLink*> RedisCluster::those_to_ask() {
    std::vector<RedisLink*> links;
    for (const RedisAddress& seed : seeds_) link_to(seed.host, seed.port);
    for (const auto& [endpoint, link] : links_) links.push_back(link.get());
    std::ranges::stable_partition(links, [](auto* link) { return link->is_connected(); });
    return links;
}

// CLUSTER SLOTS answers, for each range, with its first and last slot, its master and its replicas;
// a node with its host, its port and more. A node that does not know its own host leaves it out.
Result<void> RedisCluster::read_map_from(RedisLink& link) {
    RedisCommands commands;
    commands.add({"CLUSTER", "SLOTS"});
    auto replies = link.exchange(commands);
    if (!replies) return replies.error();
    const RedisReply& ranges = replies->front();
    if (ranges.is_error())
        return Error(Errc::unavailable,
                     link.address().endpoint() + ": " + std::string(ranges.error_text()));

    std::set<std::string> known;
    owners_.fill(nullptr);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const RedisReply range = ranges.element(i);
        for (std::size_t node = 2; node < range.size(); ++node) {
            const RedisReply place = range.element(node);
            if (place.size() < 2) continue;
            const std::string host(place.element(0).text());
            RedisLink& of_node = link_to(host.empty() ? link.address().host : host,
                                         static_cast<int>(place.element(1).integer()));
            known.insert(of_node.address().endpoint());
            if (node > 2) continue;  // A replica: only to ask it when the others are away.
            const auto last = std::min<std::int64_t>(range.element(1).integer(), redis_slots - 1);
            for (auto slot = range.element(0).integer(); slot >= 0 && slot <= last; ++slot)
                owners_[static_cast<std::size_t>(slot)] = &of_node;
        }
    }
    std::erase_if(links_, [&](const auto& each) {
        return each.second.get() != &link && !known.contains(each.first);
    });
    return {};
}

RedisLink& RedisCluster::link_to(const std::string& host, int port) {
    RedisAddress address = seeds_.front();
    address.host = host;
    address.port = port;
    auto& link = links_[address.endpoint()];
    if (!link) link = std::make_unique<RedisLink>(std::move(address), timeouts_);
    return *link;
}

}  // namespace tts
