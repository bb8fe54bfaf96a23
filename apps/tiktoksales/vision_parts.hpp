#pragma once

#include "adapters/curl/image_fetcher.hpp"
#include "adapters/files/file_object_store.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/store_pool.hpp"
#include "vision/picture_sources.hpp"
#include "vision/vision_service.hpp"

namespace tts {

// The vision step and what it is made of. The pool outlives it. Any thread may use it.
struct VisionParts {
    VisionParts(const ServeSettings& settings, StorePool& stores);

    FileObjectStore objects;
    CurlImageFetcher web;
    PictureSources pictures;
    OpencvImageMatcher matcher;
    VisionService service;
};

}  // namespace tts
