#include "apps/tiktoksales/cli.hpp"

#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "apps/tiktoksales/import_command.hpp"
#include "apps/tiktoksales/intent_cli.hpp"
#include "apps/tiktoksales/version.hpp"
#include "apps/tiktoksales/vision_commands.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace tts {

namespace {

// The model is made beside the program when it is built.
std::string default_model() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? "intent.model" : (program.parent_path() / "intent.model").string();
}

// Every command leaves its exit status here.
struct Outcome {
    int status = 0;
};

void add_storage_options(CLI::App& command, StorageSettings& storage) {
    command
        .add_option("--data", storage.data,
                    "Folder of the embedded queue and store, the pictures and the models")
        ->envname("TTS_DATA")
        ->capture_default_str();
    command
        .add_option("--redis-url", storage.redis_url, "redis://[user:password@]host[:port][/db]")
        ->envname("REDIS_URL");
    command
        .add_option("--database-url", storage.database_url,
                    "postgresql://user:password@host[:port]/name")
        ->envname("DATABASE_URL");
    command
        .add_option("--database-migrate-url", storage.database_migrate_url,
                    "For migrations, past a pooler; otherwise the database's")
        ->envname("DATABASE_MIGRATE_URL");
}

// From the environment only: a secret on a command line is seen by every user of the machine.
void add_bucket_options(CLI::App& command, BucketSettings& bucket) {
    command
        .add_option("--s3-endpoint", bucket.endpoint,
                    "S3 or MinIO for the pictures, such as http://minio:9000; its keys come from "
                    "S3_ACCESS_KEY and S3_SECRET_KEY")
        ->envname("S3_ENDPOINT");
    command.add_option("--s3-bucket", bucket.bucket, "The bucket of the pictures")
        ->envname("S3_BUCKET");
    command.add_option("--s3-region", bucket.region, "The bucket's region")
        ->envname("S3_REGION")
        ->capture_default_str();
    const auto from_environment = [](const char* name) -> std::string {
        const char* value = std::getenv(name);
        return value == nullptr ? "" : value;
    };
    bucket.access_key = from_environment("S3_ACCESS_KEY");
    bucket.secret_key = from_environment("S3_SECRET_KEY");
}

// What serve's options are read into before they are checked.
struct ServeOptions {
    ServeSettings settings;
    std::string roles = "chat,nlp,vision,ecommerce,auth,dashboard,worker";
    std::string ports;
    std::int64_t settle_ms = 750;
    std::string log_format = "text";
    std::string log_level = "info";
};

int serve(ServeOptions options) {
    const auto roles = parse_roles(options.roles);
    if (!roles) return fail(roles.error().during("--roles"));
    const auto ports = parse_ports(options.ports);
    if (!ports) return fail(ports.error().during("--ports"));
    options.settings.roles = *roles;
    options.settings.ports = *ports;
    options.settings.storage.queue.settle = std::chrono::milliseconds(options.settle_ms);
    options.settings.pipeline.settle = options.settings.storage.queue.settle;
    set_log_format(options.log_format == "json" ? LogFormat::json : LogFormat::text);
    const std::map<std::string, Level> levels = {{"debug", Level::debug},
                                                 {"info", Level::info},
                                                 {"warning", Level::warning},
                                                 {"error", Level::error}};
    set_log_level(levels.at(options.log_level));
    return run_serve(options.settings);
}

void add_serve_tuning(CLI::App& command, ServeOptions& options) {
    ServeSettings& settings = options.settings;
    command
        .add_option("--settle-ms", options.settle_ms,
                    "How long a client's burst is collected before it is decided")
        ->check(CLI::Range(0, 60'000))
        ->envname("TTS_SETTLE_MS")
        ->capture_default_str();
    command.add_option("--workers", settings.workers, "Worker threads of this process")
        ->check(CLI::Range(1, 64))
        ->envname("TTS_WORKERS")
        ->capture_default_str();
    command.add_option("--loops", settings.loops, "Event loops of the chat role")
        ->check(CLI::Range(1, 64))
        ->envname("TTS_LOOPS")
        ->capture_default_str();
    command
        .add_option("--buy-score-min", settings.pipeline.decision.buy_score_min,
                    "A comment orders only if its buy score is above this")
        ->check(CLI::Range(0.0, 1.0))
        ->envname("TTS_BUY_SCORE_MIN")
        ->capture_default_str();
    command
        .add_option("--match-score-min", settings.pipeline.match.score_min,
                    "A product seen in the video counts only above this score")
        ->check(CLI::Range(0.0, 1.0))
        ->envname("TTS_MATCH_SCORE_MIN")
        ->capture_default_str();
    command.add_flag("--accept-volatile-redis", settings.storage.accept_volatile_redis,
                     "Start even if Redis is set up so that it can lose comments");
    command.add_flag("--fetch-private", settings.fetch_private,
                     "Frames may be fetched from private and loopback addresses");
    command.add_option("--fetch-host", settings.fetch_hosts,
                       "A host that frames may be fetched from, whatever its address; repeatable");
}

void add_token_options(CLI::App& command, ServeSettings& settings) {
    command
        .add_option("--jwt-secret-file", settings.jwt_secret_file,
                    "A file whose first line signs the tokens of accounts, 32 bytes or more; "
                    "JWT_SECRET may hold it instead. Without either, a key is made in the data "
                    "folder, which processes with folders of their own do not share")
        ->envname("JWT_SECRET_FILE");
    // From the environment only, like every secret.
    const char* secret = std::getenv("JWT_SECRET");
    if (secret != nullptr) settings.jwt_secret = secret;
}

void add_serve(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<ServeOptions>();
    options->settings.model = default_model();
    auto* command = app.add_subcommand("serve", "Run the server: all roles, or some of them");
    command->add_option("--roles", options->roles, "Which roles this process has")
        ->envname("TTS_ROLES")
        ->capture_default_str();
    command->add_option("--bind", options->settings.bind, "The address to listen on")
        ->envname("TTS_BIND")
        ->capture_default_str();
    command
        ->add_option(
            "--ports", options->ports,
            "Ports that differ from 8081 chat, 8001 nlp, 8002 vision, 8082 ecommerce, 8083 auth, "
            "8080 dashboard: chat=18081,nlp=0 (0: any free one). With worker=9100 the worker shows "
            "its "
            "health and metrics there")
        ->envname("TTS_PORTS");
    command->add_option("--model", options->settings.model, "The intent model")
        ->envname("TTS_MODEL")
        ->capture_default_str();
    add_token_options(*command, options->settings);
    command->add_option("--log-format", options->log_format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->envname("TTS_LOG_FORMAT")
        ->capture_default_str();
    command->add_option("--log-level", options->log_level, "debug, info, warning or error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
        ->envname("TTS_LOG_LEVEL")
        ->capture_default_str();
    add_storage_options(*command, options->settings.storage);
    add_bucket_options(*command, options->settings.storage.bucket);
    add_serve_tuning(*command, *options);
    command->callback([options, &outcome] { outcome.status = serve(*options); });
}

void add_schema(CLI::App& app, Outcome& outcome) {
    auto storage = std::make_shared<StorageSettings>();
    auto* command = app.add_subcommand("schema", "The database's tables");
    command->require_subcommand(1);
    add_storage_options(*command, *storage);
    auto dialect = std::make_shared<std::string>("postgres");
    auto* print = command->add_subcommand("print", "Print all migrations as SQL");
    print->add_option("--dialect", *dialect, "postgres or sqlite")
        ->check(CLI::IsMember({"postgres", "sqlite"}))
        ->capture_default_str();
    print->callback([dialect, &outcome] { outcome.status = run_schema_print(*dialect); });
    command->add_subcommand("apply", "Apply the migrations that are missing")
        ->callback([storage, &outcome] { outcome.status = run_schema_apply(*storage); });
    command->add_subcommand("verify", "Check that the schema is what this program expects")
        ->callback([storage, &outcome] { outcome.status = run_schema_verify(*storage); });
}

void add_trace(CLI::App& app, Outcome& outcome) {
    auto storage = std::make_shared<StorageSettings>();
    auto options = std::make_shared<TraceOptions>();
    auto* command = app.add_subcommand("trace", "Print how an order came about");
    command->add_option("order_number", options->order_number, "ORD-...")->required();
    command->add_flag("--json", options->as_json, "As JSON");
    add_storage_options(*command, *storage);
    command->callback(
        [storage, options, &outcome] { outcome.status = run_trace(*storage, *options); });
}

using LetterAction = int (*)(const StorageSettings&, const std::string&);

void add_letter_action(CLI::App& parent,
                       const std::string& name,
                       const std::string& description,
                       const std::shared_ptr<StorageSettings>& storage,
                       LetterAction action,
                       Outcome& outcome) {
    auto id = std::make_shared<std::string>();
    auto* command = parent.add_subcommand(name, description);
    command->add_option("id", *id, "The comment's id")->required();
    command->callback([storage, id, action, &outcome] { outcome.status = action(*storage, *id); });
}

void add_dlq(CLI::App& app, Outcome& outcome) {
    auto storage = std::make_shared<StorageSettings>();
    auto* command = app.add_subcommand("dlq", "Dead letters: comments that failed again and again");
    command->require_subcommand(1);
    add_storage_options(*command, *storage);
    auto limit = std::make_shared<std::size_t>(100);
    auto* list = command->add_subcommand("list", "The oldest dead letters");
    list->add_option("--limit", *limit, "How many at most")->capture_default_str();
    list->callback([storage, limit, &outcome] { outcome.status = run_dlq_list(*storage, *limit); });
    add_letter_action(*command, "show", "One with its message", storage, run_dlq_show, outcome);
    add_letter_action(*command, "replay", "Put it back into its queue", storage, run_dlq_replay,
                      outcome);
    add_letter_action(*command, "drop", "Throw it away", storage, run_dlq_drop, outcome);
}

void add_import(CLI::App& app, Outcome& outcome) {
    auto storage = std::make_shared<StorageSettings>();
    auto options = std::make_shared<ImportOptions>();
    auto* command = app.add_subcommand("import", "Import products from a CSV file");
    command->add_option("file", options->csv_path, "The CSV file, with a header row")->required();
    command->add_option("--images", options->images_folder,
                        "Folder of the pictures that rows name");
    command->add_flag("--skip-bad", options->skip_bad,
                      "Import the good rows even if others are bad");
    add_storage_options(*command, *storage);
    add_bucket_options(*command, storage->bucket);
    command->callback(
        [storage, options, &outcome] { outcome.status = run_import(*storage, *options); });
}

void add_demo(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<DemoOptions>();
    auto* command = app.add_subcommand(
        "demo", "Play a scripted show against a running server and check what became of it");
    command->add_flag("--fast", options->fast, "Without the pauses between comments");
    command->add_option("--url", options->url,
                        "The chat role; the others are taken beside it, at their default ports");
    command->add_option("--vision-url", options->vision_url, "The vision role, if elsewhere");
    command->add_option("--ecommerce-url", options->ecommerce_url,
                        "The ecommerce role, if elsewhere");
    command->add_option("--dashboard-url", options->dashboard_url,
                        "The dashboard role, if elsewhere");
    command->callback([options, &outcome] { outcome.status = run_demo(*options); });
}

void add_eval(CLI::App& app, Outcome& outcome) {
    auto* eval = app.add_subcommand("eval", "Measure a step on data with known answers");
    eval->require_subcommand(1);

    add_eval_intent(*eval, default_model(), outcome.status);

    auto vision = std::make_shared<EvalVisionOptions>();
    auto* command = eval->add_subcommand("vision", "How well pictures are recognised");
    command
        ->add_option("folder", vision->folder,
                     "With gallery/<product>/, queries/<product>/ and queries/_unknown/")
        ->required();
    command->add_flag("--json", vision->as_json, "As JSON");
    command->callback([vision, &outcome] { outcome.status = run_eval_vision(*vision); });
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app("TikTokSales turns live-stream chat into orders.", "tiktoksales");
    app.set_version_flag("--version", std::string(version));
    app.require_subcommand(1);
    app.fallthrough();
    Outcome outcome;
    add_serve(app, outcome);
    add_demo(app, outcome);
    add_import(app, outcome);
    add_schema(app, outcome);
    add_trace(app, outcome);
    add_dlq(app, outcome);
    add_train_intent(app, default_model(), outcome.status);
    add_check_corpus(app, outcome.status);
    add_eval(app, outcome);
    add_explain(app, default_model(), outcome.status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return outcome.status;
}

}  // namespace tts
