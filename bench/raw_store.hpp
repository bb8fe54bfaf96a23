#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace tts::bench {

// The ceilings of the stores: the rows of a batch, made of constants, written into our tables with
// our indexes through the C API alone, one commit a batch.
class RawStore {
public:
    virtual ~RawStore() = default;

    // Comments, and with orders also an order, a link, an event and a notification for each.
    virtual void write(std::size_t comments, bool with_orders) = 0;

    // One order in a transaction of its own, its stock checked: what a server without batches does.
    virtual void sell_one() = 0;
};

// The database is migrated and has a product of the streamer "ana".
std::unique_ptr<RawStore> open_raw_postgres(const std::string& url);
std::unique_ptr<RawStore> open_raw_sqlite(const std::string& path);

}  // namespace tts::bench
