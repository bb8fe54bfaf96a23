#pragma once

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/queue_probe.hpp"
#include "http/router.hpp"
#include "http/worker_pool.hpp"
#include "pipeline/batch_processor.hpp"
#include "ports/buyer_list.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// What the chat role's endpoints for sellers and their buyers work with; all of it outlives the
// router.
struct SellerParts {
    StorePool& stores;
    BuyerList& buyers;
    QueueProbe& queue;
    const IntentReader& intents;
    const PipelineSettings& pipeline;
    const Gate& gate;
    http::WorkerPool& waiters;  // Threads of its own: who waits keeps nobody else waiting.
};

// Adds to the chat role:
//   GET   /buyers/{streamer}?limit=&status=
//   PATCH /buyers/{id}/status?status=
//   POST  /chat             what a message would lead to; nothing is stored or ordered
//   POST  /process_queue    waits until a worker has decided what the client wrote, and answers
//                           what came of it
void add_seller_routes(http::Router& router, const SellerParts& parts);

}  // namespace tts
