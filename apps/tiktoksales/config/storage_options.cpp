#include "apps/tiktoksales/config/option_tables.hpp"

namespace tts::config {

namespace {

std::vector<Option> data_options() {
    return {
        {.key = "storage.data",
         .flag = "--data",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.data; },
         .help = "Folder of the embedded queue and store, the pictures and the keys",
         .scope = Scope::storage},
        {.key = "storage.redis_url",
         .flag = "--redis-url",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.redis_url; },
         .help = "redis://[[user]:password@]host[:port][/db] for the queue, together with "
                 "storage.database_url; a cluster is recognised, and may be named by several "
                 "nodes: host:port,host:port; without both, files in the data folder",
         .scope = Scope::storage,
         .secrecy = Secrecy::credentials,
         .rule = {.shape = Shape::url, .schemes = {"redis"}},
         .well_known = {"REDIS_URL"}},
        {.key = "storage.database_url",
         .flag = "--database-url",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.database_url; },
         .help = "postgresql://user:password@host[:port]/name for the store; a pooler in "
                 "transaction mode will do",
         .scope = Scope::storage,
         .secrecy = Secrecy::credentials,
         .rule = {.shape = Shape::url, .schemes = {"postgresql", "postgres"}},
         .well_known = {"DATABASE_URL"}},
        {.key = "storage.database_migrate_url",
         .flag = "--database-migrate-url",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.database_migrate_url; },
         .help = "For migrations, past a pooler; otherwise storage.database_url",
         .scope = Scope::storage,
         .secrecy = Secrecy::credentials,
         .rule = {.shape = Shape::url, .schemes = {"postgresql", "postgres"}},
         .well_known = {"DATABASE_MIGRATE_URL"}},
        {.key = "storage.supabase_url",
         .flag = "--supabase-url",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.supabase_url; },
         .help = "The project's URL at Supabase, shown in /status. Nothing is reached by it: the "
                 "database is storage.database_url",
         .scope = Scope::storage,
         .rule = {.shape = Shape::url, .schemes = {"https", "http"}},
         .well_known = {"SUPABASE_URL"}},
        {.key = "storage.data_keys",
         .flag = "--data-key",
         .field = [](ServeSettings& s) -> std::vector<std::string>& { return s.storage.data_keys; },
         .help = "Seals buyers' addresses and webhooks' secrets in the database: 32 bytes in "
                 "base64, as 'openssl rand -base64 32' prints them; the same for all processes. To "
                 "replace it, put the new one before the old one, with a comma between. Without "
                 "it, the embedded store uses the file data.key of the data folder, if 'init' made "
                 "one",
         .scope = Scope::storage,
         .secrecy = Secrecy::whole,
         .well_known = {"DATA_KEY"}},
        {.key = "storage.accept_volatile_redis",
         .flag = "--accept-volatile-redis",
         .field = [](ServeSettings& s) -> bool& { return s.storage.accept_volatile_redis; },
         .help = "Start even if Redis is set up so that it can lose comments"},
    };
}

std::vector<Option> bucket_options() {
    return {
        {.key = "s3.endpoint",
         .flag = "--s3-endpoint",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.endpoint; },
         .help = "S3, MinIO or what speaks like them for the pictures, as in http://minio:9000; "
                 "without it, a folder of the data folder",
         .scope = Scope::pictures,
         .rule = {.shape = Shape::url, .schemes = {"https", "http"}},
         .well_known = {"S3_ENDPOINT", "MINIO_ENDPOINT"}},
        {.key = "s3.bucket",
         .flag = "--s3-bucket",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.bucket; },
         .help = "The bucket of the pictures",
         .scope = Scope::pictures,
         .well_known = {"S3_BUCKET", "MINIO_BUCKET"}},
        {.key = "s3.access_key",
         .flag = "--s3-access-key",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.access_key; },
         .help = "Who we are to the bucket",
         .scope = Scope::pictures,
         .secrecy = Secrecy::whole,
         .well_known = {"S3_ACCESS_KEY", "MINIO_ACCESS_KEY"}},
        {.key = "s3.secret_key",
         .flag = "--s3-secret-key",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.secret_key; },
         .help = "Signs our requests to the bucket",
         .scope = Scope::pictures,
         .secrecy = Secrecy::whole,
         .well_known = {"S3_SECRET_KEY", "MINIO_SECRET_KEY"}},
        {.key = "s3.region",
         .flag = "--s3-region",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.region; },
         .help = "The bucket's region",
         .scope = Scope::pictures,
         .well_known = {"S3_REGION", "MINIO_REGION"}},
        {.key = "s3.public_url",
         .flag = "--s3-public-url",
         .field = [](ServeSettings& s) -> std::string& { return s.storage.bucket.public_url; },
         .help = "Where others fetch pictures: what stands before a picture's key, as in "
                 "https://cdn.example/pictures; with s3.presign_seconds, the endpoint as they "
                 "reach it. Without both, answers name pictures by object://, which are at "
                 "/images/",
         .scope = Scope::pictures,
         .rule = {.shape = Shape::url, .schemes = {"https", "http"}},
         .well_known = {"S3_PUBLIC_URL", "MINIO_PUBLIC_URL"}},
        {.key = "s3.presign_seconds",
         .flag = "--s3-presign-seconds",
         .field = [](ServeSettings& s) -> std::chrono::seconds& {
             return s.storage.bucket.presign_time;
         },
         .help = "Answers name pictures by signed URLs that are valid for so long; 0: not signed",
         .scope = Scope::pictures,
         .rule = {.min = 0, .max = 604'800},
         .well_known = {"S3_PRESIGN_SECONDS", "MINIO_PRESIGN_SECONDS"}},
    };
}

}  // namespace

std::vector<Option> storage_options() {
    auto all = data_options();
    const auto bucket = bucket_options();
    all.insert(all.end(), bucket.begin(), bucket.end());
    return all;
}

}  // namespace tts::config
