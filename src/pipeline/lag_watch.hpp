#pragma once

#include "core/product.hpp"
#include "ports/stream_delays.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// Since when the product is being shown that was asked for at `at`: pinned, or else seen in the
// video without a long pause. Nothing: it was not shown before.
std::optional<Timestamp> shown_since(const Show& show, const ProductId& product, Timestamp at);

// Watches how long after something is shown the first viewer asks for it by its code or name. That
// is the stream's delay and the time to read, think and type. Any thread may call it.
class LagWatch {
public:
    // Longer lags are no reaction to the change.
    static constexpr std::chrono::milliseconds lag_max{60'000};

    // A viewer asked for the product by its code or name.
    void note(const Show& show, const ProductId& product, Timestamp at);

    // What was found since the last call; of a change the shortest lag comes last.
    std::vector<StreamLag> take();

private:
    // Who asks for what was not shown knows it from elsewhere; a change that follows within lag_max
    // tells nothing, because those who ask after it may know it from there, too.
    struct Asked {
        Timestamp last_at;
        Timestamp changed_at;
        std::chrono::milliseconds lag{lag_max};
        bool tells = false;
    };

    std::mutex mutex_;
    std::map<std::pair<std::string, ProductId>, Asked> asked_;  // Guarded by mutex_.
    std::vector<StreamLag> found_;                              // Guarded by mutex_.
};

}  // namespace tts
