#include "apps/tiktoksales/config/check.hpp"

#include "apps/tiktoksales/config/whatsapp_template.hpp"

#include "accounts/sealer.hpp"
#include "accounts/token.hpp"
#include "apps/tiktoksales/config/file_access.hpp"
#include "apps/tiktoksales/config/suggestion.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace tts::config {

namespace {

class Checker {
public:
    explicit Checker(const ServeSettings& settings) : settings_(settings) {}

    std::vector<Fault> check() {
        check_storage();
        check_security();
        check_payments();
        check_notify();
        check_files();
        if (settings_.admission.full_after < settings_.admission.busy_after)
            fault("pipeline.full_after_s", "is less than pipeline.busy_after_s");
        return std::move(faults_);
    }

private:
    void fault(std::string_view key, std::string what) {
        faults_.push_back({.where = names_of(key), .what = std::move(what)});
    }
    void warn(std::string_view key, std::string what) {
        faults_.push_back({.where = names_of(key), .what = std::move(what), .is_warning = true});
    }
    // `why` needs the option, whose value is given.
    void need(std::string_view key, bool is_there, std::string_view why) {
        if (!is_there) fault(key, "is missing, and " + std::string(why) + " needs it");
    }
    bool has(Role role) const { return settings_.roles.contains(role); }

    void check_storage() {
        const StorageSettings& storage = settings_.storage;
        if (!storage.redis_url.empty())
            need("storage.database_url", !storage.database_url.empty(), "storage.redis_url");
        if (!storage.database_url.empty())
            need("storage.redis_url", !storage.redis_url.empty(), "storage.database_url");
        if (storage.database_url.empty() && !storage.database_migrate_url.empty())
            fault("storage.database_migrate_url", "is given, but storage.database_url is not");
        if (storage.database_url.empty() && !storage.supabase_url.empty())
            warn("storage.supabase_url",
                 "is only shown: to use the project's database, set storage.database_url to its "
                 "connection string");
        check_data_keys();
        const BucketSettings& bucket = storage.bucket;
        if (bucket.endpoint.empty()) {
            if (!bucket.bucket.empty() || !bucket.access_key.empty())
                fault("s3.endpoint", "is missing, so the other settings of s3 have no effect");
            return;
        }
        need("s3.bucket", !bucket.bucket.empty(), "s3.endpoint");
        need("s3.access_key", !bucket.access_key.empty(), "s3.endpoint");
        need("s3.secret_key", !bucket.secret_key.empty(), "s3.endpoint");
    }

    void check_data_keys() {
        const StorageSettings& storage = settings_.storage;
        const auto sealer = Sealer::of(storage.data_keys);
        if (!sealer) return fault("storage.data_keys", sealer.error().what());
        const bool has_file = storage.database_url.empty() && exists(storage.data_key_path());
        if (sealer->seals() || has_file || is_loopback(settings_.bind)) return;
        warn("storage.data_keys",
             "is not set: addresses of buyers and secrets of webhooks are stored as they are");
    }

    void check_security() {
        const SecuritySettings& security = settings_.security;
        const bool short_secret = security.jwt_secret.size() < TokenSigner::secret_bytes_min;
        if (!security.jwt_secret.empty() && short_secret)
            fault("security.jwt_secret",
                  "must have at least " + std::to_string(TokenSigner::secret_bytes_min) + " bytes");
        const bool has_key =
            !security.jwt_secret.empty() || exists(settings_.storage.jwt_key_path());
        if (!is_loopback(settings_.bind) && !has_key)
            fault("server.bind", settings_.bind +
                                     " can be reached by others, and there are no keys yet: run "
                                     "'tiktoksales init', or set security.jwt_secret");
        if (security.trust_local.value_or(false) && !is_loopback(settings_.bind))
            warn("security.trust_local",
                 "lets every program on this machine in without a token, also a proxy that does "
                 "not say whom it speaks for");
        if (settings_.trusts_local() && security.open_sign_up)
            warn("security.open_sign_up", "has no effect while security.trust_local is true");
    }

    void check_payments() {
        const PaymentSettings& payments = settings_.payments;
        const std::string& key = payments.stripe_api_key;
        const bool is_live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
        const bool is_test = key.starts_with("sk_test_") || key.starts_with("rk_test_");
        if (!key.empty() && !is_live && !is_test)
            fault("payments.stripe_api_key",
                  "must begin with sk_test_, sk_live_, rk_test_ or rk_live_");
        if (is_live && settings_.trusts_local())
            fault("payments.stripe_api_key",
                  "is a live one: it moves real money, so security.trust_local must be false");
        if (payments.stripe_webhook_secrets.size() > 2)
            fault("payments.stripe_webhook_secrets", "are more than two");
        if (payments.provider != PaymentChoice::stripe) return;
        need("payments.stripe_api_key", !key.empty(), "payments.provider = stripe");
        need("payments.stripe_webhook_secrets", !payments.stripe_webhook_secrets.empty(),
             "payments.provider = stripe");
        need("payments.public_base_url", !payments.public_base_url.empty(),
             "payments.provider = stripe");
    }

    bool tells_by(std::string_view channel) const {
        const auto& channels = settings_.notify.channels;
        return std::find(channels.begin(), channels.end(), channel) != channels.end();
    }

    void check_notify() {
        const NotifySettings& notify = settings_.notify;
        for (const auto& entry : notify.whatsapp_templates)
            if (!parse_whatsapp_template(entry))
                fault(
                    "notify.whatsapp_templates",
                    "has '" + entry + "', which is not like paid.es=HX and 32 hexadecimal digits");
        const std::string_view why = "a channel of notify.channels";
        if (notify.channels.empty()) fault("notify.channels", "names no channel");
        if (tells_by("sms") || tells_by("whatsapp")) {
            need("notify.twilio_account_sid", !notify.twilio_account_sid.empty(), why);
            need("notify.twilio_auth_token", !notify.twilio_auth_token.empty(), why);
        }
        if (tells_by("sms")) need("notify.twilio_sms_from", !notify.twilio_sms_from.empty(), why);
        if (tells_by("whatsapp"))
            need("notify.twilio_whatsapp_from", !notify.twilio_whatsapp_from.empty(), why);
        if (!tells_by("email")) return;
        need("notify.smtp_url", !notify.smtp_url.empty(), why);
        need("notify.smtp_from", !notify.smtp_from.empty(), why);
    }

    static bool exists(const std::string& path) {
        std::error_code ignored;
        return std::filesystem::exists(path, ignored);
    }

    void check_files() {
        const bool reads_texts = has(Role::chat) || has(Role::nlp) || has(Role::worker);
        if (reads_texts && access(settings_.model.c_str(), R_OK) != 0)
            fault("pipeline.model", "there is no file '" + settings_.model +
                                        "' that can be read; 'tiktoksales train intent' makes one");
        const StorageSettings& storage = settings_.storage;
        if (exists(storage.data) && !std::filesystem::is_directory(storage.data))
            fault("storage.data", "'" + storage.data + "' is no folder");
        if (storage.database_url.empty() && exists(storage.data_key_path())) {
            const auto hidden = check_closed_to_others(storage.data_key_path());
            if (!hidden) fault("storage.data_keys", hidden.error().what());
        }
        if (!settings_.security.jwt_secret.empty() || !exists(storage.jwt_key_path())) return;
        const auto closed = check_closed_to_others(storage.jwt_key_path());
        if (!closed) fault("security.jwt_secret", closed.error().what());
    }

    const ServeSettings& settings_;
    std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check(const ServeSettings& settings) {
    return Checker(settings).check();
}

std::vector<Fault> check_environment(const char* const* environment) {
    std::vector<std::string> known;
    for (const Option& option : options())
        for (const auto& name : option.variables()) {
            known.push_back(name);
            if (option.is_secret()) known.push_back(name + "_FILE");
        }
    std::vector<Fault> faults;
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view entry(*environment);
        const std::string name(entry.substr(0, entry.find('=')));
        const bool is_ours = std::find(known.begin(), known.end(), name) != known.end();
        if (is_ours || !name.starts_with("TTS_")) continue;
        const auto meant = suggestion(name, known);
        // Other programs may have variables like that, too: only what looks like a slip is told.
        if (!meant.empty())
            faults.push_back({.where = name, .what = "is no option" + meant, .is_warning = true});
    }
    return faults;
}

}  // namespace tts::config
