#include "apps/tiktoksales/application.hpp"

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/accounts/account_parts.hpp"
#include "apps/tiktoksales/accounts/account_routes.hpp"
#include "apps/tiktoksales/auth_routes.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/buyer_page/buyer_page_routes.hpp"
#include "apps/tiktoksales/capture/capture_role.hpp"
#include "apps/tiktoksales/capture/capture_routes.hpp"
#include "apps/tiktoksales/dashboard_parts.hpp"
#include "apps/tiktoksales/dashboard_routes.hpp"
#include "apps/tiktoksales/ecommerce_routes.hpp"
#include "apps/tiktoksales/feedback_routes.hpp"
#include "apps/tiktoksales/health_routes.hpp"
#include "apps/tiktoksales/key_ring.hpp"
#include "apps/tiktoksales/live_parts.hpp"
#include "apps/tiktoksales/metrics/http_meters.hpp"
#include "apps/tiktoksales/metrics/image_metrics.hpp"
#include "apps/tiktoksales/metrics/metric_sources.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/nlp_routes.hpp"
#include "apps/tiktoksales/notify/message_parts.hpp"
#include "apps/tiktoksales/notify/message_routes.hpp"
#include "apps/tiktoksales/notify/notify_routes.hpp"
#include "apps/tiktoksales/openapi/openapi_routes.hpp"
#include "apps/tiktoksales/opening.hpp"
#include "apps/tiktoksales/orders/order_parts.hpp"
#include "apps/tiktoksales/orders/webhook_routes.hpp"
#include "apps/tiktoksales/payments/payment_routes.hpp"
#include "apps/tiktoksales/seller_routes.hpp"
#include "apps/tiktoksales/setup/setup_routes.hpp"
#include "apps/tiktoksales/shop/blocked_routes.hpp"
#include "apps/tiktoksales/shop/overlay_routes.hpp"
#include "apps/tiktoksales/shop/review_routes.hpp"
#include "apps/tiktoksales/shop/rules_routes.hpp"
#include "apps/tiktoksales/shop/shop_parts.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "apps/tiktoksales/token_signer.hpp"
#include "apps/tiktoksales/vision_parts.hpp"
#include "apps/tiktoksales/vision_routes.hpp"
#include "apps/tiktoksales/worker_threads.hpp"
#include "core/log.hpp"
#include "http/server.hpp"
#include "ingest/comment_ingest.hpp"
#include "ingest/gap_routes.hpp"
#include "ingest/origin_recorder.hpp"
#include "intent/load_intent_reader.hpp"
#include "ports/store_pool.hpp"

namespace tts {

namespace {

constexpr std::chrono::seconds stop_patience{5};
constexpr int waiter_threads = 4;
constexpr std::size_t waiters_max = 64;

}  // namespace

// In the order in which they are made; what uses another part stands below it.
struct Application::Parts {
    ServeSettings settings;
    std::unique_ptr<KeyRing> keys;
    std::unique_ptr<Gate> gate;
    std::unique_ptr<CommentQueue> queue;
    std::unique_ptr<StoreFactory> stores;
    std::unique_ptr<StorePool> pool;
    std::unique_ptr<AccountParts> accounts;
    std::unique_ptr<BuyerList> buyers;
    std::unique_ptr<CommentOrigins> origins;
    OrderParts orders;
    DashboardParts dashboard;
    ShopParts shop;
    std::unique_ptr<ExplainingReader> intents;
    std::unique_ptr<VisionParts> vision;
    std::unique_ptr<CaptureStore> captures;
    std::unique_ptr<CaptureRole> capture;
    ProviderMeters provider_meters;
    std::unique_ptr<PaymentParts> payments;
    MessageParts messages;
    std::unique_ptr<BuyerParts> buyer;
    std::unique_ptr<QueueProbe> probe;
    WorkerCounters worker_counters;
    DispatcherCounters dispatcher_counters;
    WebhookCounters webhook_counters;
    std::unique_ptr<CommentIngest> ingest;
    std::unique_ptr<OriginRecorder> origin_recorder;
    std::unique_ptr<http::WorkerPool> waiters;  // For /process_queue.
    Background background;
    MetricRegistry metrics;
    std::vector<std::unique_ptr<HttpMeters>> http_meters;  // One a server.
    std::vector<std::unique_ptr<http::Server>> servers;
    std::vector<std::pair<Role, std::uint16_t>> ports;

    bool has(Role role) const { return settings.roles.contains(role); }
    bool needs_queue() const { return has(Role::chat) || has(Role::worker); }
    bool needs_intents() const { return has(Role::nlp) || has(Role::chat) || has(Role::worker); }
    bool needs_vision() const {
        return has(Role::vision) || has(Role::capture) || has(Role::ecommerce) ||
               has(Role::dashboard);
    }
    bool needs_store() const {
        return settings.roles != std::set{Role::nlp} || needs_tokens(settings);
    }

    Result<void> open_storage();
    Result<void> open_accounts();
    Result<void> open_show_parts();
    Result<void> start_steps();
    void start_metrics();
    ReadinessChecks checks(Role role);
    Result<http::Router> router_of(Role role);
    void add_shop_routes(http::Router& router);
    Result<void> listen(const RoleInfo& info);
};

Result<void> Application::Parts::open_storage() {
    if (needs_store()) {
        const auto migrated = bring_schema_up_to_date(settings.storage);
        if (!migrated) return migrated.error();
        auto opened = open_patiently("database", [this] { return open_store(settings.storage); });
        if (!opened) return opened.error().during("opening the database");
        stores = std::move(*opened);
        auto opened_origins = open_comment_origins(settings.storage);
        if (!opened_origins) return opened_origins.error().during("opening the database");
        origins = std::move(*opened_origins);
        auto opened_orders = open_order_parts(settings.storage);
        if (!opened_orders) return opened_orders.error().during("opening the database");
        orders = std::move(*opened_orders);
        constexpr std::size_t request_stores = 8;
        pool = std::make_unique<StorePool>(*stores, request_stores);
    }
    if (needs_queue()) {
        auto opened = open_patiently("queue", [this] { return open_queue(settings.storage); });
        if (!opened) return opened.error().during("opening the queue");
        queue = std::move(*opened);
        probe = std::make_unique<QueueProbe>(*queue);
        const auto keeper = queue->keeper();
        if (!keeper) return keeper.error().during("opening the queue");
        const auto safe = (*keeper)->check_settings();
        if (!safe) return safe.error().during("checking the queue's settings");
    } else if (has(Role::dashboard)) {
        queue = queue_to_look_at(settings);
        if (queue) probe = std::make_unique<QueueProbe>(*queue);
    }
    return {};
}

Result<void> Application::Parts::open_accounts() {
    auto signer = open_token_signer(settings);
    if (!signer) return signer.error().during("reading the key of the accounts' tokens");
    auto read_keys = KeyRing::open(settings);
    if (!read_keys) return read_keys.error().during("reading the tokens of programs");
    keys = std::move(*read_keys);
    gate = std::make_unique<Gate>(
        GateKeys{std::move(*signer), keys->tokens(), keys->ended(), keys->trail()},
        gate_settings(settings));
    if (has(Role::auth) || has(Role::dashboard)) {
        auto opened = AccountParts::open(settings, gate->signer());
        if (!opened) return opened.error();
        accounts = std::move(*opened);
    }
    if (has(Role::ecommerce)) {
        auto opened = PaymentParts::open(settings, provider_meters);
        if (!opened) return opened.error();
        payments = std::move(*opened);
    }
    return open_show_parts();
}

Result<void> Application::Parts::open_show_parts() {
    if (has(Role::ecommerce) || has(Role::dashboard)) {
        auto opened = ShopParts::open(settings.storage);
        if (!opened) return opened.error();
        shop = std::move(*opened);
    }
    if (has(Role::ecommerce) || has(Role::worker)) {
        auto opened = BuyerParts::open(settings, gate->signer());
        if (!opened) return opened.error();
        buyer = std::move(*opened);
    }
    if (has(Role::ecommerce) || has(Role::dashboard)) {
        auto opened = open_message_parts(settings.storage);
        if (!opened) return opened.error();
        messages = std::move(*opened);
    }
    auto opened_dashboard = open_dashboard_parts(settings);
    if (!opened_dashboard) return opened_dashboard.error();
    dashboard = std::move(*opened_dashboard);
    if (has(Role::chat)) {
        auto opened = open_buyer_list(settings.storage);
        if (!opened) return opened.error().during("opening the list of buyers");
        buyers = std::move(*opened);
        waiters = std::make_unique<http::WorkerPool>(waiter_threads, waiters_max);
    }
    return {};
}

Result<void> Application::Parts::start_steps() {
    if (needs_intents()) {
        auto loaded = load_intent_reader(settings.model);
        if (!loaded) return loaded.error().during("loading the intent model");
        intents = std::move(*loaded);
    }
    if (needs_vision()) {
        vision = std::make_unique<VisionParts>(settings, *pool, provider_meters);
        auto opened = open_capture_store(settings.storage);
        if (!opened) return opened.error().during("opening what is known of streams");
        captures = std::move(*opened);
    }
    if (has(Role::capture)) {
        capture = std::make_unique<CaptureRole>(settings, *captures, *vision);
        start_capture(background, *capture);
    }
    if (accounts)
        start_password_mailer(background, *accounts, settings, gate->signer(), provider_meters);
    if (dashboard.live) start_live_hub(background, *dashboard.live);
    if (dashboard.live || has(Role::worker)) {
        const auto kept = start_live_log_keeper(background, settings.storage);
        if (!kept) return kept.error();
    }
    if (payments) start_event_settler(background, *payments);
    if (has(Role::vision)) start_image_preparer(background, *vision);
    if (has(Role::chat)) {
        origin_recorder = std::make_unique<OriginRecorder>(*origins);
        ingest = std::make_unique<CommentIngest>(*queue,
                                                 IngestSettings{.admission = settings.admission});
        const auto started = ingest->start();
        if (!started) return started.error().during("starting the ingest");
        background.start(
            [this](const std::stop_token& stop) { watch_queue(stop, *probe, *ingest); });
        start_chat_watch(background, *dashboard.gaps, *ingest);
    }
    if (has(Role::worker))
        start_worker_threads(background,
                             {*queue, *stores, *intents, worker_counters, dispatcher_counters,
                              webhook_counters, provider_meters, *buyer},
                             settings);
    return {};
}

void Application::Parts::start_metrics() {
    add_metric_sources(metrics, {.ingest = ingest.get(),
                                 .queue = probe.get(),
                                 .stores = pool.get(),
                                 .worker = has(Role::worker) ? &worker_counters : nullptr,
                                 .dispatcher = has(Role::worker) ? &dispatcher_counters : nullptr,
                                 .webhooks = has(Role::worker) ? &webhook_counters : nullptr});
    add_provider_metrics(metrics, provider_meters);
    if (capture) add_capture_metrics(metrics, *capture);
    if (vision)
        add_image_metrics(metrics, *pool, has(Role::vision) ? &vision->preparer_counters : nullptr);
}

ReadinessChecks Application::Parts::checks(Role role) {
    ReadinessChecks checks;
    if (role == Role::chat || role == Role::worker)
        checks.emplace_back("queue", [this] { return probe->check(); });
    if (role == Role::nlp) checks.emplace_back("model", [] { return Result<void>(); });
    if (role != Role::nlp)
        checks.emplace_back("database", [this]() -> Result<void> {
            const auto store = pool->lease();
            if (!store) return store.error();
            return (*store)->ping();
        });
    return checks;
}

Result<http::Router> Application::Parts::router_of(Role role) {
    http::Router router;
    const auto ready = checks(role);
    add_health_routes(router, role, ready);
    switch (role) {
        case Role::chat:
            add_status_route(router, role, settings, ready);
            add_ingest_routes(router, *ingest, origin_recorder.get());
            add_gap_routes(router, *dashboard.gaps);
            add_seller_routes(
                router, {*pool, *buyers, *probe, *intents, settings.pipeline, *gate, *waiters});
            break;
        case Role::nlp: add_nlp_routes(router, {*intents, pool.get()}); break;
        case Role::vision:
            add_vision_routes(router, vision->service, vision->camera);
            add_frame_routes(router, {*vision->objects, *captures, *gate});
            break;
        case Role::ecommerce:
            add_status_route(router, role, settings, ready);
            add_shop_routes(router);
            add_payment_routes(router, *payments, *gate);
            add_notify_routes(router, {*messages.outbox, *messages.reports, *messages.contacts,
                                       settings, provider_meters});
            add_buyer_routes(router, {*buyer, *pool, *messages.contacts, *payments, *gate,
                                      std::chrono::days(settings.payments.buyer_page_days)});
            break;
        case Role::auth:
            add_auth_routes(router, {accounts->desk(), accounts->sessions(), accounts->accounts(),
                                     *pool, *gate});
            add_account_routes(router, {*accounts, *gate, keys->trail()->log()});
            break;
        case Role::dashboard:
            add_account_routes(router, {*accounts, *gate, keys->trail()->log()});
            add_password_pages(router, {*accounts, *gate, keys->trail()->log()});
            add_dashboard_routes(router, *pool, dashboard,
                                 [this] { return queue_age(probe.get()); });
            add_setup_routes(router, {*dashboard.api_tokens, accounts->desk(), *gate});
            add_token_routes(router, {*dashboard.api_tokens, accounts->desk(), *gate});
            add_shop_routes(router);
            break;
        case Role::worker:
        case Role::capture: break;
    }
    add_metrics_route(router, metrics);
    add_openapi_routes(router, role);
    return gate->guard(router, role);
}

// What sellers and their pages do: orders, the show, the catalogue.
void Application::Parts::add_shop_routes(http::Router& router) {
    add_order_routes(router, *pool, {*origins, *orders.ledger}, *gate);
    add_seller_order_routes(router, *pool, orders, payments ? &payments->desk() : nullptr, *gate);
    add_webhook_routes(router, *orders.webhooks, settings.webhook_rules());
    add_show_routes(router, *pool, *gate);
    add_rules_routes(router, *pool);
    add_message_routes(router, {*messages.outbox, *messages.rules, *messages.contacts});
    add_capture_routes(router, *captures);
    add_blocked_routes(router, *pool);
    add_feedback_routes(router, *pool);
    add_review_routes(router, *pool, *dashboard.review);
    add_overlay_routes(router, *pool, *dashboard.overlay_tokens);
    add_shelf_routes(router, shop, {*pool, *vision->objects, vision->matcher, *gate});
}

Result<void> Application::Parts::listen(const RoleInfo& info) {
    http::ServerSettings server;
    server.address = settings.bind;
    server.port = settings.ports.at(info.role);
    server.loops = info.role == Role::chat ? settings.loops : 1;
    server.name = std::string(info.name);
    server.hosts = settings.own_hosts();
    server.cors_origins = settings.security.cors_origins;
    auto router = router_of(info.role);
    if (!router) return router.error();
    http_meters.push_back(std::make_unique<HttpMeters>(info.name, *router));
    HttpMeters& meters = *http_meters.back();
    metrics.add_source([&meters](MetricFamilies& families) { meters.write(families); });
    server.limits.connections_per_address_max =
        static_cast<std::size_t>(settings.connections_per_address);
    server.is_spared = [this](const std::string& address) { return settings.spares(address); };
    server.observe = [&meters](const http::Exchange& exchange) { meters.observe(exchange); };
    auto started = http::Server::start(server, std::move(*router));
    if (!started) return started.error().during("listening for the role " + std::string(info.name));
    ports.emplace_back(info.role, (*started)->port());
    add_server_metrics(metrics, info.name, **started);
    log_event(Level::info, "listening",
              {{"role", info.name}, {"address", settings.bind}, {"port", (*started)->port()}});
    servers.push_back(std::move(*started));
    return {};
}

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() {
    stop();
}

Result<std::unique_ptr<Application>> Application::start(const ServeSettings& settings) {
    auto parts = std::make_unique<Parts>();
    parts->settings = settings;
    std::unique_ptr<Application> application(new Application(std::move(parts)));
    Parts& wired = *application->parts_;
    const auto opened = wired.open_storage();
    if (!opened) return opened.error();
    const auto accounts_opened = wired.open_accounts();
    if (!accounts_opened) return accounts_opened.error();
    const auto started = wired.start_steps();
    if (!started) return started.error();
    wired.keys->start_refreshing(wired.background);
    wired.start_metrics();
    for (const RoleInfo& info : role_infos) {
        if (!wired.has(info.role) || !settings.ports.contains(info.role)) continue;
        const auto listening = wired.listen(info);
        if (!listening) return listening.error();
    }
    return application;
}

void Application::stop() {
    for (const auto& server : parts_->servers) server->stop(stop_patience);
    parts_->servers.clear();
    if (parts_->ingest) parts_->ingest->stop();
    if (parts_->origin_recorder) parts_->origin_recorder->stop();
    parts_->background.stop();
}

const std::vector<std::pair<Role, std::uint16_t>>& Application::ports() const {
    return parts_->ports;
}

}  // namespace tts
