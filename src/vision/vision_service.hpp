#pragma once

#include "core/product.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "ports/image_matcher.hpp"
#include "ports/image_source.hpp"
#include "ports/object_store.hpp"
#include "ports/store_pool.hpp"
#include "ports/text_reader.hpp"
#include "vision/bounded_matcher.hpp"
#include "vision/frame_views.hpp"
#include "vision/match_answer.hpp"
#include "vision/picture_cache.hpp"
#include "vision/stream_memory.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

constexpr std::size_t frame_urls_max = 100;

struct MatchRequest {
    std::string streamer;
    Timestamp timestamp;                  // As viewers see it: the stream delay is taken off.
    std::vector<std::string> frame_urls;  // Up to frame_urls_max.
};

// A frame of a stream that is watched.
struct StreamPicture {
    std::string streamer;
    Timestamp taken_at;  // As the host saw it.
    std::string url;     // Where it is kept.
    std::string_view bytes;
};

struct ProductAnalysis {
    std::string tag;
    std::string model_description;
    std::string description;
    std::string category;              // Empty if neither the name nor what is printed tells.
    std::vector<ColourShare> colours;  // The largest first.
    std::vector<std::string> text;     // Words that are printed on it.
    std::string text_note;             // Why there may be more; empty if nothing went wrong.
    std::vector<SkippedFrame> skipped;
};

struct VisionSettings {
    double score_min = 0.7;  // A product is named, and a sighting kept, above it.
    std::chrono::seconds sighting_age_max{30};
    std::chrono::seconds frames_deadline{10};        // Frames not looked at by then are skipped.
    std::chrono::milliseconds text_time_max{4'000};  // For reading what is printed on a product.
    std::size_t threads_a_request = 4;               // They mostly wait for the network.
    std::ptrdiff_t pictures_at_once = 2;             // Prepared or compared; one core each.
    std::size_t alternatives_max = 5;
    std::size_t stored_frames_max = 3;  // Looked at when the caller sends none.
    PictureCache::Settings cache;
};

// Says which product of a streamer's catalogue is on the screen. Any thread may call it; what it is
// given outlives it. Errors of every function: Errc::unavailable if the store cannot be read.
class VisionService {
public:
    struct Parts {
        StorePool& stores;
        ObjectStore& objects;
        ImageSource& pictures;  // Of all kinds of URL: see PictureSources.
        const ImageMatcher& matcher;
        const TextReader* text = nullptr;  // Null: what is printed is not read.
    };

    VisionService(Parts parts, VisionSettings settings);

    // From the frames, if any of them can be read, and then the timeline learns of it; otherwise
    // from the host's pin, from the timeline, or from the stored frames of that moment.
    Result<MatchAnswer> match(const MatchRequest& request);

    // Looks at a frame once, together with those before it, and lets the timeline know what it
    // shows. Errc::invalid if it is no picture.
    Result<MatchAnswer> watch(const StreamPicture& picture, StreamMemory& memory);

    // The same for a frame that shows what the one before it showed.
    Result<void> renew(const std::string& streamer, Timestamp at, StreamMemory& memory);

    // What the pictures, what is printed on them, and the name tell, and nothing else.
    ProductAnalysis analyze(const std::string& product_name,
                            const std::vector<std::string>& picture_urls);

    // The streamer's newest stored frame, encoded. Errc::not_found if there is none.
    Result<std::string> newest_frame(const std::string& streamer);

    // Prepares a picture of the catalogue for all processes, so that no match must wait for it. The
    // errors of ImageSource, ImageMatcher::prepare_reference() and ObjectStore.
    Result<void> prepare_image(const std::string& url) { return cache_.prepare(url); }

    // Where the pictures lie that answers name.
    const ObjectStore& objects() const { return parts_.objects; }

private:
    struct Gallery;  // The streamer's pictures, and whose they are.

    Result<Show> show_of(const std::string& streamer, Timestamp since);
    Gallery gallery_of(const Show& show);
    FrameView look_at(const std::string& url, const Gallery& gallery);
    FrameView look_into(const std::string& url,
                        std::string_view picture,
                        const Gallery& gallery) const;
    std::vector<FrameView> look_at_all(const std::vector<std::string>& urls,
                                       const Gallery& gallery);
    MatchAnswer answer_from_frames(const Show& show, const std::vector<std::string>& urls);
    std::optional<MatchAnswer> answer_from_show(const Show& show, Timestamp shown_at) const;
    std::vector<std::string> stored_frames(const std::string& streamer, Timestamp shown_at);
    void read_text(const std::vector<std::string>& pictures, ProductAnalysis& analysis) const;
    Result<std::string> newest_key(const std::string& streamer, std::string after);
    JudgeSettings judge_settings(const Show& show) const;
    Result<void> write(const Sighting& sighting);
    Result<void> remember(const MatchAnswer& answer, const Show& show, Timestamp shown_at);

    Parts parts_;
    const VisionSettings settings_;
    const BoundedMatcher matcher_;
    PreparedPictures prepared_;
    PictureCache cache_;
};

}  // namespace tts
