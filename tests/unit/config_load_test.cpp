#include "apps/tiktoksales/config/load.hpp"
#include "apps/tiktoksales/config/option_value.hpp"
#include "apps/tiktoksales/config/print.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>
#include <set>
#include <sstream>

namespace tts::config::test {

namespace {

using tts::test::TempFolder;

class ConfigLoad : public testing::Test {
protected:
    void SetUp() override {
        inputs.flags["--data"] = folder.path().string();
        inputs.environment = [this](const char* name) -> const char* {
            const auto found = variables.find(name);
            return found == variables.end() ? nullptr : found->second.c_str();
        };
    }

    std::string write_file(const std::string& name, const std::string& text, mode_t mode = 0600) {
        const auto path = (folder.path() / name).string();
        std::ofstream(path) << text;
        chmod(path.c_str(), mode);
        return path;
    }

    std::string write_config(const std::string& text) {
        return write_file("tiktoksales.toml", text);
    }

    // All faults in one text.
    std::string faults() {
        std::string text;
        for (const auto& fault : load(inputs).faults) text += fault.to_string() + "\n";
        return text;
    }

    TempFolder folder;
    std::map<std::string, std::string> variables;
    Inputs inputs;
};

TEST_F(ConfigLoad, AFlagGoesBeforeTheEnvironmentThatBeforeTheFileThatBeforeTheDefault) {
    EXPECT_EQ(load(inputs).settings.workers, 2);
    EXPECT_EQ(load(inputs).sources.at("server.workers"), "default");

    const auto path = write_config("[server]\nworkers = 3\n");
    EXPECT_EQ(load(inputs).settings.workers, 3);
    EXPECT_EQ(load(inputs).sources.at("server.workers"), "file " + path + ":2");

    variables["TTS_WORKERS"] = "4";
    EXPECT_EQ(load(inputs).settings.workers, 4);
    EXPECT_EQ(load(inputs).sources.at("server.workers"), "environment TTS_WORKERS");

    inputs.flags["--workers"] = "5";
    EXPECT_EQ(load(inputs).settings.workers, 5);
    EXPECT_EQ(load(inputs).sources.at("server.workers"), "flag --workers");
    EXPECT_TRUE(load(inputs).ok());
}

TEST_F(ConfigLoad, EveryKindOfValueIsReadFromTheFile) {
    write_config(R"([server]
roles = ["chat", "worker"]
ports = ["chat=18081"]
bind = "::1"
[security]
trust_local = false
[log]
format = "json"
level = "error"
[pipeline]
settle_ms = 100
buy_score_min = 0.75
match_score_min = 1
[vision]
fetch_hosts = ["a", "b"]
[payments]
provider = "cod"
)");

    const auto loaded = load(inputs);

    EXPECT_EQ(faults(), "");
    const auto& settings = loaded.settings;
    EXPECT_EQ(settings.roles, (std::set{Role::chat, Role::worker}));
    EXPECT_EQ(settings.ports.at(Role::chat), 18081);
    EXPECT_EQ(settings.ports.at(Role::nlp), 8001);
    EXPECT_EQ(settings.bind, "::1");
    EXPECT_FALSE(settings.trusts_local());
    EXPECT_EQ(settings.log.format, LogFormat::json);
    EXPECT_EQ(settings.log.level, Level::error);
    EXPECT_EQ(settings.storage.queue.settle, std::chrono::milliseconds(100));
    EXPECT_EQ(settings.pipeline.settle, std::chrono::milliseconds(100));
    EXPECT_EQ(settings.pipeline.decision.buy_score_min, 0.75);
    EXPECT_EQ(settings.pipeline.match.score_min, 1.0);
    EXPECT_EQ(settings.fetch_hosts, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(settings.payments.provider, PaymentChoice::cod);
}

TEST_F(ConfigLoad, TheWellKnownNamesOfTheEnvironmentAreRead) {
    variables = {{"REDIS_URL", "redis://u:p@r:7000,s,[::1]:7002"},
                 {"DATABASE_URL", "postgresql://d/n"},
                 {"DATABASE_MIGRATE_URL", "postgres://m/n"},
                 {"SUPABASE_URL", "https://p.supabase.co"},
                 {"STRIPE_API_KEY", "sk_test_1"},
                 {"STRIPE_WEBHOOK_SECRET", "whsec_a, whsec_b"},
                 {"TWILIO_ACCOUNT_SID", "AC1"},
                 {"TWILIO_AUTH_TOKEN", "token"},
                 {"TWILIO_PHONE_NUMBER", "+34600123456"},
                 {"TWILIO_WHATSAPP_NUMBER", "+34600123457"},
                 {"MINIO_ENDPOINT", "http://minio:9000"},
                 {"MINIO_ACCESS_KEY", "who"},
                 {"S3_SECRET_KEY", "what"},
                 {"S3_BUCKET", "pictures"},
                 {"SMTP_URL", "smtps://u:p@mail.example:465"},
                 {"JWT_SECRET", std::string(32, 's')},
                 {"FRAME_CAPTURE_URL_TEMPLATE", "http://camera.example/{streamer}.jpg"}};

    const auto loaded = load(inputs);

    EXPECT_EQ(faults(), "");
    const auto& settings = loaded.settings;
    EXPECT_EQ(settings.storage.redis_url, "redis://u:p@r:7000,s,[::1]:7002");
    EXPECT_EQ(settings.storage.database_url, "postgresql://d/n");
    EXPECT_EQ(settings.storage.database_migrate_url, "postgres://m/n");
    EXPECT_EQ(settings.storage.supabase_url, "https://p.supabase.co");
    EXPECT_EQ(settings.payments.stripe_api_key, "sk_test_1");
    EXPECT_EQ(settings.payments.stripe_webhook_secrets,
              (std::vector<std::string>{"whsec_a", "whsec_b"}));
    EXPECT_EQ(settings.notify.twilio_account_sid, "AC1");
    EXPECT_EQ(settings.notify.twilio_auth_token, "token");
    EXPECT_EQ(settings.notify.twilio_sms_from, "+34600123456");
    EXPECT_EQ(settings.notify.twilio_whatsapp_from, "+34600123457");
    EXPECT_EQ(settings.storage.bucket.endpoint, "http://minio:9000");
    EXPECT_EQ(settings.storage.bucket.access_key, "who");
    EXPECT_EQ(settings.storage.bucket.secret_key, "what");
    EXPECT_EQ(settings.storage.bucket.bucket, "pictures");
    EXPECT_EQ(settings.notify.smtp_url, "smtps://u:p@mail.example:465");
    EXPECT_EQ(settings.security.jwt_secret, std::string(32, 's'));
    EXPECT_EQ(settings.frame_capture_url_template, "http://camera.example/{streamer}.jpg");
}

TEST_F(ConfigLoad, ASecretMayStandInAFileOfItsOwn) {
    const auto path = write_file("key", "sk_test_from_file\nand more\n");
    const auto database = write_file("database", "postgresql://u:p@h/n");
    variables["STRIPE_API_KEY_FILE"] = path;
    inputs.flags["--database-url-file"] = database;
    write_config("[security]\njwt_secret_file = \"" + write_file("jwt", std::string(40, 'j')) +
                 "\"\n");

    const auto loaded = load(inputs);

    EXPECT_EQ(faults(), "");
    EXPECT_EQ(loaded.settings.payments.stripe_api_key, "sk_test_from_file");
    EXPECT_EQ(loaded.settings.storage.database_url, "postgresql://u:p@h/n");
    EXPECT_EQ(loaded.settings.security.jwt_secret, std::string(40, 'j'));
    EXPECT_EQ(loaded.sources.at("payments.stripe_api_key"), "environment STRIPE_API_KEY_FILE");
}

TEST_F(ConfigLoad, ASecretThatEveryUserCanReadIsRefused) {
    variables["JWT_SECRET_FILE"] = write_file("jwt", std::string(40, 'j'), 0644);
    EXPECT_NE(faults().find("JWT_SECRET_FILE: "), std::string::npos) << faults();
    EXPECT_NE(faults().find("chmod o="), std::string::npos);

    variables["JWT_SECRET_FILE"] = write_file("jwt", std::string(40, 'j'), 0640);
    EXPECT_EQ(faults(), "");

    const auto config = write_config("[payments]\nstripe_api_key = \"sk_test_1\"\n");
    EXPECT_EQ(faults(), "");
    chmod(config.c_str(), 0644);
    EXPECT_NE(faults().find("chmod o="), std::string::npos);
    EXPECT_EQ(faults().find("sk_test_1"), std::string::npos);
}

TEST_F(ConfigLoad, ASecretFileThatIsMissingOrEmptyIsAFault) {
    variables["JWT_SECRET_FILE"] = (folder.path() / "nowhere").string();
    EXPECT_NE(faults().find("JWT_SECRET_FILE: reading"), std::string::npos) << faults();

    variables["JWT_SECRET_FILE"] = write_file("empty", "\n");
    EXPECT_NE(faults().find("empty first line"), std::string::npos) << faults();
}

TEST_F(ConfigLoad, ThatAValueIsGivenTwiceIsAFault) {
    variables["JWT_SECRET"] = std::string(32, 's');
    variables["JWT_SECRET_FILE"] = write_file("jwt", std::string(40, 'j'));
    EXPECT_NE(faults().find("JWT_SECRET_FILE: and JWT_SECRET exclude each other"),
              std::string::npos);

    variables = {{"S3_BUCKET", "a"}, {"MINIO_BUCKET", "b"}};
    EXPECT_NE(faults().find("MINIO_BUCKET: and S3_BUCKET exclude each other"), std::string::npos);
    variables["MINIO_BUCKET"] = "a";
    EXPECT_EQ(faults(), "");
}

TEST_F(ConfigLoad, AnEmptyVariableCountsAsNotSet) {
    variables["REDIS_URL"] = "";
    write_config("[storage]\nredis_url = \"redis://file\"\n");

    EXPECT_EQ(load(inputs).settings.storage.redis_url, "redis://file");
}

TEST_F(ConfigLoad, AnUnknownKeyIsAFaultWithItsLineAndASuggestion) {
    write_config("[storage]\n\nredis_urll = \"redis://r\"\n[nonsense]\nzzzzzzzzzzzz = 1\n");

    EXPECT_NE(faults().find("tiktoksales.toml:3: storage.redis_urll: unknown key; did you mean "
                            "storage.redis_url?"),
              std::string::npos)
        << faults();
    EXPECT_NE(faults().find(":5: nonsense.zzzzzzzzzzzz: unknown key\n"), std::string::npos);
}

TEST_F(ConfigLoad, AValueOfTheWrongTypeInTheFileIsAFault) {
    write_config(
        "[server]\nworkers = \"3\"\nroles = \"chat\"\nbind = 1\n[vision]\n"
        "fetch_private = 1\n[pipeline]\nbuy_score_min = \"1\"\n");

    EXPECT_NE(faults().find(":2: server.workers: must be a whole number"), std::string::npos);
    EXPECT_NE(faults().find(":3: server.roles: must be a list of texts"), std::string::npos);
    EXPECT_NE(faults().find(":4: server.bind: must be a text in quotes"), std::string::npos);
    EXPECT_NE(faults().find(":6: vision.fetch_private: must be true or false"), std::string::npos);
    EXPECT_NE(faults().find(":8: pipeline.buy_score_min: must be a number"), std::string::npos);
}

TEST_F(ConfigLoad, AFileThatIsNoTomlIsAFaultWithItsLine) {
    write_config("[server]\nworkers = \n");
    EXPECT_NE(faults().find("tiktoksales.toml:2: is no TOML"), std::string::npos) << faults();

    inputs.file = (folder.path() / "elsewhere.toml").string();
    EXPECT_NE(faults().find("elsewhere.toml: cannot be read"), std::string::npos) << faults();
}

TEST_F(ConfigLoad, AValueThatIsNotWhatItMustBeIsAFaultThatNamesItsPlace) {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"TTS_WORKERS", "0"},
        {"TTS_WORKERS", "65"},
        {"TTS_WORKERS", "many"},
        {"TTS_WORKERS", "2.5"},
        {"TTS_BUY_SCORE_MIN", "1.01"},
        {"TTS_BUY_SCORE_MIN", "nan"},
        {"TTS_ROLES", "chat,cook"},
        {"TTS_PORTS", "chat=65536"},
        {"TTS_BIND", "shop.example"},
        {"TTS_LOG_LEVEL", "loud"},
        {"TTS_TRUST_LOCAL", "perhaps"},
        {"REDIS_URL", "http://redis"},
        {"REDIS_URL", "redis://host:0"},
        {"REDIS_URL", "redis://host:99999"},
        {"REDIS_URL", "redis://"},
        {"REDIS_URL", "redis://one:7000,two:x"},
        {"REDIS_URL", "redis://one,,two"},
        {"DATABASE_URL", "mysql://host/name"},
        {"MINIO_ENDPOINT", "minio:9000"},
        {"SUPABASE_URL", "p.supabase.co"},
        {"PUBLIC_BASE_URL", "https://shop.example/"},
        {"PUBLIC_BASE_URL", "shop.example"},
        {"TTS_CORS_ORIGIN", "https://shop.example/page"},
        {"TTS_CORS_ORIGIN", "*"},
        {"TTS_HOST", "shop.example:443"},
        {"TTS_TRUSTED_PROXY", "proxy"},
        {"TWILIO_SMS_FROM", "600123456"},
        {"TTS_NOTIFY_CHANNELS", "pigeon"},
        {"TTS_PAYMENT_PROVIDER", "gold"},
        {"SMTP_URL", "mail.example"},
        {"FRAME_CAPTURE_URL_TEMPLATE", "http://camera.example/frame.jpg"},
        {"FRAME_CAPTURE_URL_TEMPLATE", "http://{streamer}.example/frame.jpg"},
    };
    for (const auto& [name, value] : bad) {
        variables = {{name, value}};
        EXPECT_TRUE(faults().starts_with(name + ": ")) << name << "=" << value << ": " << faults();
    }
}

TEST_F(ConfigLoad, AMessageAboutASecretDoesNotTellIt) {
    variables["DATABASE_URL"] = "mysql://user:hunter2@host/name";
    inputs.flags["--smtp-url"] = "mail:hunter2";

    EXPECT_EQ(faults().find("hunter2"), std::string::npos);
    EXPECT_NE(faults(), "");
}

TEST_F(ConfigLoad, TheFileOfTheDataFolderCannotSayWhereThatIs) {
    write_config("[storage]\ndata = \"elsewhere\"\n");
    EXPECT_NE(faults().find("storage.data: this file was found in the data folder"),
              std::string::npos)
        << faults();

    inputs.flags.clear();
    inputs.file = (folder.path() / "tiktoksales.toml").string();
    EXPECT_EQ(load(inputs).settings.storage.data, "elsewhere");
    EXPECT_EQ(faults(), "");
}

TEST_F(ConfigLoad, WhatIsPrintedMasksSecretsAndCanBeReadAgain) {
    variables = {{"REDIS_URL", "redis://user:hunter2@host"},
                 {"DATABASE_URL", "postgresql://user:hunter2@host/name"},
                 {"JWT_SECRET", "hunter2" + std::string(32, '!')},
                 {"STRIPE_WEBHOOK_SECRET", "hunter2"},
                 {"SMTP_FROM", "\"Ana\" <ana@example.com>"}};

    const auto printed = print_config(load(inputs));

    EXPECT_EQ(printed.find("hunter2"), std::string::npos) << printed;
    EXPECT_NE(printed.find("redis_url = \"redis://***@host\""), std::string::npos);
    EXPECT_NE(printed.find("# environment REDIS_URL"), std::string::npos);
    inputs.flags.clear();
    variables.clear();
    inputs.file = write_file("printed.toml", printed);
    EXPECT_EQ(faults(), "");
    EXPECT_EQ(load(inputs).settings.notify.smtp_from, "\"Ana\" <ana@example.com>");
}

TEST_F(ConfigLoad, TheSampleIsAllCommentsAndCanBeReadWithoutThem) {
    std::istringstream lines(print_sample("# Top.\n"));
    std::string uncommented;
    for (std::string line; std::getline(lines, line);) {
        const bool is_value =
            line.starts_with("#") && line.find(" = ") != std::string::npos && line[1] != ' ';
        uncommented += (is_value ? line.substr(1) : line) + "\n";
    }
    write_config(print_sample("# Top.\n"));
    EXPECT_EQ(faults(), "");

    write_config(uncommented);
    const auto loaded = load(inputs);

    EXPECT_EQ(faults(), "") << uncommented;
    EXPECT_TRUE(loaded.sources.at("server.workers").starts_with("file "));
}

TEST(ConfigTable, EveryOptionStandsThereOnceAndIsDescribed) {
    std::set<std::string> names;
    for (const Option& option : options()) {
        EXPECT_TRUE(names.insert(std::string(option.key)).second) << option.key;
        EXPECT_TRUE(names.insert(std::string(option.flag)).second) << option.flag;
        for (const auto& name : option.variables()) EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_FALSE(option.help.empty()) << option.key;
        EXPECT_NE(section_title(section_of(option)), section_of(option)) << option.key;
    }
}

TEST(ConfigTable, EveryDefaultIsAValueThatMayBeGiven) {
    for (const Option& option : options()) {
        ServeSettings settings;
        const auto text = value_text(option, settings);
        if (text.empty()) continue;
        const auto set = set_value(option, text, settings);
        EXPECT_TRUE(set) << option.key << " = " << text;
    }
}

TEST(ConfigTable, TheDocumentationIsWhatTheProgramPrints) {
    std::ostringstream page;
    page << std::ifstream(TTS_SOURCE_DIR "/docs/configuration.md").rdbuf();

    EXPECT_EQ(page.str(), print_markdown())
        << "write it again: tiktoksales options --markdown > docs/configuration.md";
}

}  // namespace

}  // namespace tts::config::test
