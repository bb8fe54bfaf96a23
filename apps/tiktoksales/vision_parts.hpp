#pragma once

#include "adapters/curl/image_fetcher.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "adapters/opencv/tesseract_text_reader.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/camera.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/object_store.hpp"
#include "ports/store_pool.hpp"
#include "vision/image_preparer.hpp"
#include "vision/picture_sources.hpp"
#include "vision/vision_service.hpp"

#include <memory>

namespace tts {

// The vision step and what it is made of. The pool and the meters outlive it. Any thread may use
// it.
struct VisionParts {
    VisionParts(const ServeSettings& settings, StorePool& stores, ProviderMeters& meters);

    std::unique_ptr<ObjectStore> objects;
    CurlImageFetcher fetcher;
    MeteredImageSource web;
    PictureSources pictures;
    OpencvImageMatcher matcher;
    TesseractTextReader text;
    VisionService service;
    Camera camera;
    PreparerCounters preparer_counters;
    ImagePreparer preparer;
};

// Starts the thread that prepares the catalogue's pictures, for a process with the vision role.
void start_image_preparer(Background& background, VisionParts& vision);

}  // namespace tts
