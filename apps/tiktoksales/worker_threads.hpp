#pragma once

#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/buyer_page/buyer_parts.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "notify/dispatcher.hpp"
#include "pipeline/worker.hpp"
#include "ports/comment_queue.hpp"
#include "ports/intent_reader.hpp"
#include "ports/store.hpp"
#include "webhooks/webhook_sender.hpp"

namespace tts {

// What the threads of the worker role share. All of it outlives them and may be used from any
// thread.
struct WorkerParts {
    CommentQueue& queue;
    StoreFactory& stores;
    const IntentReader& intents;
    WorkerCounters& worker_counters;
    DispatcherCounters& dispatcher_counters;
    WebhookCounters& webhook_counters;
    ProviderMeters& provider_meters;
    BuyerParts& buyer;
};

// Starts the worker role's threads: the workers, who learns delays from them, the keeper of the
// queue, the sweeper of holds, the dispatcher of notifications, and the sender of webhooks. Each
// opens what it needs by itself, and keeps trying while a server is away.
void start_worker_threads(Background& background,
                          const WorkerParts& parts,
                          const ServeSettings& settings);

}  // namespace tts
