#pragma once

#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/capture/stream_sources.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "apps/tiktoksales/vision_parts.hpp"
#include "capture/capture_desk.hpp"
#include "capture/frame_trimmer.hpp"
#include "core/metrics.hpp"

namespace tts {

// What the capture role is made of. The store and the vision step outlive it.
struct CaptureRole {
    CaptureRole(const ServeSettings& settings, CaptureStore& captures, VisionParts& vision);

    StreamSources videos;
    CaptureCounters counters;
    CaptureDesk desk;
    FrameTrimmer trimmer;
};

// Starts the threads that watch live streams and remove old frames.
void start_capture(Background& background, CaptureRole& capture);

// Lets the registry show how many streams are watched and what came of their frames.
void add_capture_metrics(MetricRegistry& registry, const CaptureRole& capture);

}  // namespace tts
