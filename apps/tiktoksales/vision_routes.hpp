#pragma once

#include "apps/tiktoksales/camera.hpp"
#include "http/router.hpp"
#include "vision/vision_service.hpp"

namespace tts {

// The endpoints of the role vision, but for its health. What they are given outlives the
// router.
void add_vision_routes(http::Router& router, VisionService& vision, Camera& camera);

}  // namespace tts
