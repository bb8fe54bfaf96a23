#pragma once

#include "http/router.hpp"
#include "vision/vision_service.hpp"

namespace tts {

// The endpoints of the role vision, but for its health. The service outlives the router.
void add_vision_routes(http::Router& router, VisionService& vision);

}  // namespace tts
