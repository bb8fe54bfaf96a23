#include "apps/tiktoksales/vision_parts.hpp"

#include "apps/tiktoksales/storage.hpp"

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

}  // namespace

VisionParts::VisionParts(const ServeSettings& settings, StorePool& stores)
    : objects(make_object_store(settings.storage)),
      web(fetcher_settings(settings)),
      pictures(*objects, web, {.bucket = settings.storage.bucket.bucket}),
      service({.stores = stores, .objects = *objects, .pictures = pictures, .matcher = matcher},
              vision_settings(settings)) {}

}  // namespace tts
