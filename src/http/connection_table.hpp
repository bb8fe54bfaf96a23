#pragma once

#include "http/connection.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace tts::http {

// The connections of a loop by their ids. An id is a place in the table and how often the place was
// used before, so that an answer that comes too late finds nobody rather than a stranger.
class ConnectionTable {
public:
    Connection& add(std::unique_ptr<Connection> connection) {
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(places_.size()));
            places_.emplace_back();
        }
        const std::uint32_t index = free_.back();
        free_.pop_back();
        Place& place = places_[index];
        place.connection = std::move(connection);
        place.connection->set_id(std::uint64_t{place.uses} << 32 | index);
        ++count_;
        return *place.connection;
    }

    // Nothing if it is gone.
    Connection* find(std::uint64_t id) {
        const auto index = static_cast<std::uint32_t>(id);
        if (index >= places_.size() || places_[index].uses != id >> 32) return nullptr;
        return places_[index].connection.get();
    }

    void remove(std::uint64_t id) {
        const auto index = static_cast<std::uint32_t>(id);
        places_[index].connection.reset();
        ++places_[index].uses;
        free_.push_back(index);
        --count_;
    }

    template <class Call>
    void for_each(Call call) {
        for (Place& place : places_)
            if (place.connection) call(*place.connection);
    }

    bool empty() const { return count_ == 0; }

private:
    struct Place {
        std::unique_ptr<Connection> connection;
        std::uint32_t uses = 0;
    };

    std::vector<Place> places_;
    std::vector<std::uint32_t> free_;
    std::size_t count_ = 0;
};

}  // namespace tts::http
