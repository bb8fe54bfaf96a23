#include "http/multipart.hpp"

#include <gtest/gtest.h>

namespace tts::http {
namespace {

constexpr std::string_view form_type = "multipart/form-data; boundary=XyZ";

std::string text_part(const std::string& name, const std::string& value) {
    return "--XyZ\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
           "\r\n";
}

std::string error_of(std::string_view type, std::string_view body) {
    const auto parts = parse_multipart(type, body);
    if (parts) return "";
    EXPECT_EQ(parts.error().code(), Errc::invalid);
    return parts.error().what();
}

TEST(Multipart, ReadsTextsAndFilesInTheirOrder) {
    const std::string body = text_part("sku", "A-1") +
                             "--XyZ\r\ncontent-disposition: form-data; name=files; "
                             "filename=\"a \\\"b\\\".png\"\r\nContent-Type: image/png\r\n\r\n"
                             "\x89PNG\r\n--Xy\r\n--XyZ--\r\n";

    const auto parts = parse_multipart(form_type, body).value();

    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].name, "sku");
    EXPECT_EQ(parts[0].content, "A-1");
    EXPECT_FALSE(parts[0].file_name);
    EXPECT_EQ(parts[1].name, "files");
    EXPECT_EQ(parts[1].file_name, "a \"b\".png");
    EXPECT_EQ(parts[1].content_type, "image/png");
    EXPECT_EQ(parts[1].content, "\x89PNG\r\n--Xy");
}

TEST(Multipart, AnEmptyFormHasNoParts) {
    EXPECT_TRUE(parse_multipart(form_type, "--XyZ--\r\n").value().empty());
}

TEST(Multipart, AnEmptyValueIsAPart) {
    const auto body = text_part("code", "") + "--XyZ--";

    const auto parts = parse_multipart(form_type, body).value();

    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].content, "");
}

TEST(Multipart, TheBoundaryMayBeQuotedAndTheTypeInAnyCase) {
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b(c)\"").value(),
              "a b(c)");
}

TEST(Multipart, OtherTypesAndBadBoundariesAreRefused) {
    for (const auto* type :
         {"", "application/json", "multipart/mixed; boundary=x", "multipart/form-data",
          "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
          "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a; boundary=b",
          "multipart/form-data; boundary=\"a\r\nb\"", "multipart/form-data boundary=a"})
        EXPECT_NE(error_of(type, "--a--"), "") << type;
    EXPECT_NE(error_of("multipart/form-data; boundary=" + std::string(71, 'a'), ""), "");
}

TEST(Multipart, WhatIsCutOffIsRefusedAtEveryByte) {
    const std::string body = text_part("sku", "A-1") + text_part("name", "Lamp") + "--XyZ--";
    ASSERT_TRUE(parse_multipart(form_type, body));

    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_NE(error_of(form_type, body.substr(0, size)), "") << size;
}

TEST(Multipart, NothingMayStandBeforeOrAfter) {
    const std::string body = text_part("sku", "A-1") + "--XyZ--\r\n";

    EXPECT_NE(error_of(form_type, "preamble\r\n" + body), "");
    EXPECT_NE(error_of(form_type, body + "epilogue"), "");
}

TEST(Multipart, APartWithoutANameIsRefused) {
    for (const auto* disposition :
         {"Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\"",
          "Content-Disposition: attachment; name=a", "X-Other: 1",
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=b",
          "Content-Disposition: form-data; name=\"a\x01\"",
          "Content-Disposition: form-data; name=\"\xff\"",
          "Content-Disposition: form-data; name=\"a", " folded: line",
          "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64"}) {
        const std::string body =
            "--XyZ\r\n" + std::string(disposition) + "\r\n\r\nvalue\r\n--XyZ--\r\n";
        EXPECT_NE(error_of(form_type, body), "") << disposition;
    }
}

TEST(Multipart, LinesThatEndInALineFeedAloneAreRefused) {
    EXPECT_NE(
        error_of(form_type, "--XyZ\nContent-Disposition: form-data; name=a\n\nvalue\n--XyZ--\n"),
        "");
}

TEST(Multipart, ThereIsALimitOnPartsAndHeaders) {
    const std::string two = text_part("a", "1") + text_part("b", "2") + "--XyZ--";
    const std::string line = "X-Long: " + std::string(2'000, 'x');
    const std::string long_header = "--XyZ\r\n" + line + "\r\n\r\n\r\n--XyZ--";

    EXPECT_TRUE(parse_multipart(form_type, two, {.parts_max = 2, .headers_max = 2}));
    EXPECT_FALSE(parse_multipart(form_type, two, {.parts_max = 1}));
    EXPECT_FALSE(parse_multipart(form_type, two, {.headers_max = 1}));
    EXPECT_FALSE(parse_multipart(form_type, long_header));
}

}  // namespace
}  // namespace tts::http
