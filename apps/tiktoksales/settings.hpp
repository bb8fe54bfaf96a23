#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"
#include "core/log.hpp"
#include "core/payment.hpp"
#include "core/result.hpp"
#include "ingest/admission.hpp"
#include "pipeline/batch_processor.hpp"
#include "ports/comment_queue.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

enum class Role { chat, nlp, vision, ecommerce, auth, dashboard, worker, capture };

struct RoleInfo {
    Role role;
    std::string_view name;
    std::uint16_t port;  // The default; 0: it listens on none, unless told to.
};

constexpr std::array<RoleInfo, 8> role_infos = {{
    {Role::chat, "chat", 8081},
    {Role::nlp, "nlp", 8001},
    {Role::vision, "vision", 8002},
    {Role::ecommerce, "ecommerce", 8082},
    {Role::auth, "auth", 8083},
    {Role::dashboard, "dashboard", 8080},
    {Role::worker, "worker", 0},
    {Role::capture, "capture", 0},
}};

std::string_view to_string(Role role);

// A bucket of S3, MinIO or what speaks like them, for pictures.
struct BucketSettings {
    std::string endpoint;  // "http://minio:9000"; empty: pictures are kept in the data folder.
    std::string bucket;
    std::string access_key;
    std::string secret_key;
    std::string region = "us-east-1";
    // Where others fetch pictures: what stands before a key, or, with presign_time, the endpoint as
    // they reach it. Without both: only through us, at /images/.
    std::string public_url;
    std::chrono::seconds presign_time{0};  // For how long each URL that we give out is valid.
};

// Where comments and orders are kept: in files below `data`, or on servers.
struct StorageSettings {
    std::string data = "data";
    std::string redis_url;             // Empty: the embedded queue.
    std::string database_url;          // Empty: the embedded store.
    std::string database_migrate_url;  // For migrations, past a pooler; empty: database_url.
    std::string supabase_url;          // Only told about: what is used is database_url.
    bool accept_volatile_redis = false;
    // Each 32 bytes in base64: the first seals what is stored about people, all of them open it.
    // Empty: a key of the data folder does, if init made one and the store is there, too.
    std::vector<std::string> data_keys;
    BucketSettings bucket;
    QueueSettings queue;

    std::string queue_path() const { return data + "/queue.db"; }
    std::string shop_path() const { return data + "/shop.db"; }
    std::string jwt_key_path() const { return data + "/jwt.key"; }
    std::string data_key_path() const { return data + "/data.key"; }
    std::string objects_path() const { return data + "/objects"; }
};

// Which provider takes the buyers' money.
enum class PaymentChoice {
    sandbox,  // Local, for trying out: no money moves, and every answer says so.
    stripe,
    cod,  // Cash on delivery or bank transfer: the seller confirms it.
};

struct PaymentSettings {
    PaymentChoice provider = PaymentChoice::sandbox;
    std::string stripe_api_key;
    // Signs Stripe's events; two while a secret is being replaced.
    std::vector<std::string> stripe_webhook_secrets;
    std::string stripe_api_base = "https://api.stripe.com";  // Another one only for tests.
    // How buyers and providers reach us: "https://shop.example", without a slash at its end. For
    // links in messages, and for the callbacks of providers. Empty: there are none.
    std::string public_base_url;
    // What the provider takes of each payment, booked as a fee: a percentage, and a fixed amount in
    // the payment's currency. Both have two decimals.
    double fee_percentage = 0;
    double fee_fixed = 0;

    FeeRate fees() const;
    int buyer_page_days = 30;  // For how long after its last change a buyer's page is there.
};

struct NotifySettings {
    // In the order in which they are tried: sms, whatsapp, email, log.
    std::vector<std::string> channels = {"log"};
    std::string twilio_account_sid;
    std::string twilio_auth_token;
    std::string twilio_sms_from;       // E.164: "+34600123456".
    std::string twilio_whatsapp_from;  // Likewise, without the "whatsapp:" before it.
    std::string twilio_api_base = "https://api.twilio.com";  // Another one only for tests.
    std::string smtp_url;                                    // "smtps://user:password@host:465".
    std::string smtp_from;                                   // "Ana's shop <shop@example.com>".
    // Whose certificates the mail server may have, a file; empty: the system's.
    std::string smtp_ca;
    std::vector<std::string> whatsapp_templates;  // "paid.es=HX...".
    int per_destination_max = 3;                  // Within 24 hours; 0: no limit.
    double cost_max = 0;  // Of 24 hours, in the unit of the prices; 0: no limit.
    double sms_price = 0;
    double whatsapp_price = 0;
    double sms_per_second = 1;
    double whatsapp_per_second = 80;
    double email_per_second = 10;
};

// Who is let in, and from where.
struct SecuritySettings {
    std::string jwt_secret;  // Signs the tokens of accounts; empty: a key of the data folder does.
    // Whether programs on this machine need no token. Not said: if bound to loopback.
    std::optional<bool> trust_local;
    std::vector<std::string> hosts;            // Names in Host headers besides loopback's.
    std::vector<std::string> cors_origins;     // Of other sites' pages: "https://shop.example".
    std::vector<std::string> trusted_proxies;  // Addresses whose X-Forwarded-For counts.
    bool open_sign_up = false;  // Whether streamers may register themselves in secure mode.
    int audit_days = 365;       // For how long it is kept who did what.
};

struct LogSettings {
    LogFormat format = LogFormat::text;
    Level level = Level::info;
};

// How live streams are watched, and which of their frames are kept.
struct CaptureOptions {
    std::chrono::milliseconds interval{2'000};  // From one frame of a stream to the next.
    int streams_max = 8;                        // Watched by this process.
    std::string folder;  // Where file: and folder: sources lie; empty: there are none.
    int keep_hours = 24;
    int keep_megabytes = 2'048;  // Of all streamers.
};

std::set<Role> all_roles();
std::map<Role, std::uint16_t> default_ports();

// The intent model is made beside the program when it is built.
std::string default_model();

struct ServeSettings {
    StorageSettings storage;
    std::set<Role> roles = all_roles();
    std::string bind = "127.0.0.1";
    // Roles that are not here listen on none.
    std::map<Role, std::uint16_t> ports = default_ports();
    std::string model;  // Of the intent step; empty: intent.model beside the program.
    SecuritySettings security;
    LogSettings log;
    PipelineSettings pipeline;
    AdmissionSettings admission;
    PaymentSettings payments;
    NotifySettings notify;
    int workers = 2;
    int loops = 1;
    int connections_per_address = 20;  // To each port; 0: no limit, as for those it spares.
    bool fetch_private = false;        // Frames may come from private addresses.
    std::vector<std::string>
        fetch_hosts;                // Hosts that frames may come from, whatever their address.
    bool webhooks_private = false;  // Events may be sent to private addresses.
    std::vector<std::string> webhook_hosts;  // Hosts they may be sent to, whatever their address.
    // Where the newest frame of a streamer is: "http://camera.local/{streamer}.jpg". Empty: only
    // the frames that were sent to us are shown.
    std::string frame_capture_url_template;
    CaptureOptions capture;

    // Which URLs sellers may have their orders' events sent to.
    FetchRules webhook_rules() const;

    // Whether requests of this machine need no token.
    bool trusts_local() const;

    // Whether an address may have as many connections as it likes: this machine's programs, and
    // proxies, which many come through.
    bool spares(const std::string& address) const;

    // The names in Host headers that are ours: those that are set, and that of public_base_url.
    std::vector<std::string> own_hosts() const;
};

// True for an address that nobody but this machine can reach.
bool is_loopback(std::string_view address);

// "chat,worker". Errc::invalid naming what is not a role.
Result<std::set<Role>> parse_roles(std::string_view list);

// "chat=18081,nlp=0": the ports that differ from the defaults; 0 lets the system pick. The worker
// and capture have no default: they show their health and figures only on a port that is named.
Result<std::map<Role, std::uint16_t>> parse_ports(std::string_view list);

}  // namespace tts
