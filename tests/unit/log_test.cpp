#include "core/log.hpp"
#include "core/log_context.hpp"

#include <gtest/gtest.h>

using namespace tts;

namespace {

// Without the time, which comes first.
std::string text_of(std::initializer_list<LogField> fields) {
    const auto line = format_log_line(LogFormat::text, Level::warning, "it_happened", fields);
    return line.substr(line.find(' ') + 1);
}

}  // namespace

TEST(Log, WritesOneLineWhateverTheValuesHold) {
    EXPECT_EQ(text_of({{"n", 7}, {"ok", true}, {"name", "ana"}, {"empty", ""}}),
              R"(warning it_happened n=7 ok=true name=ana empty="")");
    EXPECT_EQ(text_of({{"text", "a\nb=\"c\"\x1b[0m"}}),
              R"(warning it_happened text="a\nb=\"c\"\u001b[0m")");
}

TEST(Log, WritesJsonForMachines) {
    const auto line = format_log_line(LogFormat::json, Level::error, "failed",
                                      {{"n", 2.5}, {"why", "no \"space\""}, {"again", false}});

    EXPECT_TRUE(line.starts_with(R"({"time":"20)"));
    EXPECT_TRUE(line.ends_with(
        R"(","level":"error","event":"failed","n":2.5,"why":"no \"space\"","again":false})"))
        << line;
}

TEST(Log, NamesTheRequestThatALineBelongsTo) {
    testing::internal::CaptureStderr();
    {
        const LogContext context("request-7", "4bf92f3577b34da6a3ce929d0e0e4736");
        log_event(Level::warning, "slow", {{"ms", 7}});
    }
    log_event(Level::warning, "idle");
    const std::string lines = testing::internal::GetCapturedStderr();

    EXPECT_NE(lines.find("slow ms=7 request_id=request-7 "
                         "trace_id=4bf92f3577b34da6a3ce929d0e0e4736\n"),
              std::string::npos)
        << lines;
    EXPECT_NE(lines.find("idle\n"), std::string::npos) << lines;
}

TEST(Log, MasksPhoneNumbers) {
    EXPECT_EQ(mask_phone("+57 300 123 4567"), "+57********67");
    EXPECT_EQ(mask_phone("12345"), "*****");
    EXPECT_EQ(mask_phone(""), "");
}

TEST(Log, MasksCredentialsOfUrls) {
    EXPECT_EQ(mask_url("redis://user:p@ss@host:6379/0"), "redis://***@host:6379/0");
    EXPECT_EQ(mask_url("postgres://u@h/db?sslmode=require&password=secret&x=1"),
              "postgres://***@h/db?sslmode=require&password=***&x=1");
    EXPECT_EQ(mask_url("http://h/a?api_key=1&Token=2"), "http://h/a?api_key=***&Token=***");
    EXPECT_EQ(mask_url("redis://127.0.0.1:6379"), "redis://127.0.0.1:6379");
    EXPECT_EQ(mask_url("http://h/path@x"), "http://h/path@x");
}
