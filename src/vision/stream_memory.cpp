#include "vision/stream_memory.hpp"

#include <algorithm>
#include <utility>

namespace tts {

void StreamMemory::add(const std::vector<Product>& catalogue, Timestamp at, FrameView view) {
    const bool same =
        std::equal(catalogue.begin(), catalogue.end(), catalogue_.begin(), catalogue_.end(),
                   [](const Product& product, const ProductId& id) { return product.id == id; });
    if (!same) {
        looks_.clear();
        catalogue_.clear();
        for (const Product& product : catalogue) catalogue_.push_back(product.id);
    }
    std::erase_if(looks_, [at](const Look& look) { return at - look.at > age_max; });
    if (looks_.size() >= frames_max) looks_.erase(looks_.begin());
    looks_.push_back({at, std::move(view)});
}

std::vector<FrameView> StreamMemory::views() const {
    std::vector<FrameView> views;
    for (const Look& look : looks_) views.push_back(look.view);
    return views;
}

bool StreamMemory::is_news(const ProductId& product, Timestamp at) const {
    return !written_ || written_->product != product || at - written_->stream_time >= renewal;
}

std::optional<Sighting> StreamMemory::last_seen(Timestamp at) const {
    // A frame or two may be missing.
    if (!written_ || at - written_->stream_time > 2 * renewal) return std::nullopt;
    return written_;
}

}  // namespace tts
