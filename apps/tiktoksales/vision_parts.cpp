#include "apps/tiktoksales/vision_parts.hpp"

#include "apps/tiktoksales/storage.hpp"
#include "core/log.hpp"

#include <utility>

namespace tts {

namespace {

ImageFetcherSettings fetcher_settings(const ServeSettings& settings) {
    ImageFetcherSettings fetcher;
    fetcher.rules.allow_private = settings.fetch_private;
    fetcher.rules.hosts_trusted = settings.fetch_hosts;
    return fetcher;
}

VisionSettings vision_settings(const ServeSettings& settings) {
    VisionSettings vision;
    vision.score_min = settings.pipeline.match.score_min;
    vision.sighting_age_max = settings.pipeline.match.sighting_age_max;
    return vision;
}

// A folder of our own is no provider.
std::unique_ptr<ObjectStore> open_objects(const StorageSettings& settings, ProviderMeter& meter) {
    auto objects = make_object_store(settings);
    if (settings.bucket.endpoint.empty()) return objects;
    return std::make_unique<MeteredObjectStore>(std::move(objects), meter);
}

}  // namespace

VisionParts::VisionParts(const ServeSettings& settings, StorePool& stores, ProviderMeters& meters)
    : objects(open_objects(settings.storage, meters.s3)),
      fetcher(fetcher_settings(settings)),
      web(fetcher, meters.pictures),
      pictures(*objects, web, {.bucket = settings.storage.bucket.bucket}),
      service({.stores = stores,
               .objects = *objects,
               .pictures = pictures,
               .matcher = matcher,
               .text = &text},
              vision_settings(settings)),
      camera(settings.frame_capture_url_template),
      preparer(stores, service, {}, preparer_counters) {}

void start_image_preparer(Background& background, VisionParts& vision) {
    background.start([&vision](const std::stop_token& stop) {
        constexpr std::chrono::milliseconds pause{1'000};
        auto wait = std::chrono::milliseconds(0);
        while (sleep_unless_stopped(stop, wait)) {
            const auto prepared = vision.preparer.run_once(now());
            if (!prepared)
                log_event(Level::warning, "preparing_pictures_failed",
                          {{"error", prepared.error().what()}});
            const bool may_be_more = prepared && *prepared > 0;
            wait = may_be_more ? std::chrono::milliseconds(0) : pause;
        }
    });
}

}  // namespace tts
