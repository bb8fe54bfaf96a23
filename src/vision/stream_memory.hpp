#pragma once

#include "core/product.hpp"
#include "core/timestamp.hpp"
#include "vision/frame_views.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace tts {

// The last frames of one stream, which vote together, and what was last written into its timeline.
// Belongs to one thread.
class StreamMemory {
public:
    // Frames that are further apart show different moments.
    static constexpr std::chrono::seconds age_max{6};
    static constexpr std::size_t frames_max = 3;
    // A sighting is written again after this long, so that the timeline does not run out while the
    // product stays on the screen.
    static constexpr std::chrono::seconds renewal{10};

    // Frames that were compared with another catalogue are forgotten: their votes mean others.
    void add(const std::vector<Product>& catalogue, Timestamp at, FrameView view);

    // What vote now, the oldest first.
    std::vector<FrameView> views() const;

    // True if the timeline does not say so already.
    bool is_news(const ProductId& product, Timestamp at) const;
    void note_written(const Sighting& sighting) { written_ = sighting; }

    // What the timeline says of this moment. Nothing: it is too long ago.
    std::optional<Sighting> last_seen(Timestamp at) const;

private:
    struct Look {
        Timestamp at;
        FrameView view;
    };

    std::vector<ProductId> catalogue_;
    std::vector<Look> looks_;
    std::optional<Sighting> written_;
};

}  // namespace tts
