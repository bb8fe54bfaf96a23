// That the demo notices what is wrong (that it passes is tested in behaviour_test.cpp), and the
// catalogue's endpoints.

#include "adapters/opencv/draw_card.hpp"
#include "core/text.hpp"
#include "e2e/api.hpp"
#include "e2e/deployment.hpp"

namespace tts::test {

namespace {

constexpr std::chrono::seconds demo_time_max(240);

std::string last_line(const std::string& text) {
    const auto trimmed_text = trimmed(text);
    return std::string(trimmed_text.substr(trimmed_text.rfind('\n') + 1));
}

TEST(TestDemo, FailsAndSaysSoWhereNoServerRuns) {
    const auto nowhere = "http://127.0.0.1:" + std::to_string(free_port());

    const auto demo =
        run_command({binary().string(), "demo", "--fast", "--url", nowhere}, {}, demo_time_max);

    EXPECT_EQ(demo.status, 1);
    EXPECT_TRUE(last_line(demo.text).starts_with("demo: FAILED")) << demo.text;
}

// It must notice a server that does not do what it should: without a settle window bursts fall
// apart. Not in a fast show, where each burst is one request.
TEST(TestDemo, FailsAgainstAServerThatTearsBurstsApart) {
    const ServerProcess server(
        {.roles = "", .redis_url = "", .database_url = "", .arguments = {"--settle-ms", "0"}});

    const auto demo =
        run_command({binary().string(), "demo", "--url", server.url("chat", ""), "--vision-url",
                     server.url("vision", ""), "--ecommerce-url", server.url("ecommerce", ""),
                     "--dashboard-url", server.url("dashboard", "")},
                    {}, demo_time_max);

    EXPECT_EQ(demo.status, 1);
    EXPECT_TRUE(last_line(demo.text).starts_with("demo: FAILED")) << demo.text;
}

class TestCatalogue : public DeploymentTest {
protected:
    struct Field {
        std::string name;
        std::string value;
        bool is_file = false;
    };

    Answer upload(const std::vector<Field>& fields) const {
        std::string body;
        for (const auto& field : fields)
            body += "--x\r\nContent-Disposition: form-data; name=\"" + field.name + "\"" +
                    (field.is_file ? "; filename=\"../../a.png\"" : "") + "\r\n\r\n" + field.value +
                    "\r\n";
        return call({.method = "POST",
                     .url = server.url("ecommerce", "/products/upload"),
                     .headers = {{"Content-Type", "multipart/form-data; boundary=x"}},
                     .body = body + "--x--\r\n"});
    }

    std::vector<Field> lamp() const {
        return {{.name = "streamer", .value = streamer},
                {.name = "sku", .value = "LAMP 1/ñ"},
                {.name = "name", .value = "Lámpara"},
                {.name = "user_description", .value = "Brilla."},
                {.name = "price", .value = "24.99"},
                {.name = "stock", .value = "7"},
                {.name = "options", .value = "S,M"}};
    }

    static std::string picture() {
        return draw_product_card({.name = "LAMP", .base = {40, 80, 160}, .accent = {250, 240, 90}},
                                 PictureFormat::png)
            .value();
    }
};

TEST_F(TestCatalogue, AnUploadedProductIsShownWithItsPictureWrittenAnew) {
    auto fields = lamp();
    fields.push_back({.name = "files", .value = picture(), .is_file = true});

    const auto uploaded = upload(fields);
    ASSERT_EQ(uploaded.status, 201) << uploaded.body;
    EXPECT_EQ(uploaded.json()["images_uploaded"].integer(), 1);
    EXPECT_TRUE(uploaded.json()["model_description_generated"].boolean());

    const auto product =
        get(server.url("ecommerce", "/products/item/" + streamer + "/LAMP%201%2F%C3%B1")).json();
    EXPECT_EQ(product["id"].text(), uploaded.json()["product_id"].text());
    EXPECT_EQ(product["options"].items().size(), 2U);
    const auto image = product["image_urls"].items().at(0).text();
    ASSERT_TRUE(image.starts_with("object://")) << image;

    // In a path, the key's own percent signs are escaped.
    std::string path = "/images/";
    for (const char c : image.substr(9)) path += c == '%' ? std::string("%25") : std::string(1, c);
    for (const auto* role : {"ecommerce", "dashboard"}) {
        const auto shown = get(server.url(role, path));
        ASSERT_EQ(shown.status, 200) << role << " " << path;
        EXPECT_TRUE(shown.body.starts_with("\xff\xd8\xff")) << "not a JPEG";
    }
}

TEST_F(TestCatalogue, UploadingAgainUpdatesAndKeepsThePicture) {
    auto fields = lamp();
    fields.push_back({.name = "files", .value = picture(), .is_file = true});
    const auto first = upload(fields);
    fields = lamp();
    fields[5].value = "3";

    const auto second = upload(fields);

    EXPECT_EQ(second.json()["product_id"].text(), first.json()["product_id"].text());
    const auto list = get(server.url("ecommerce", "/products/streamer/" + streamer)).json();
    EXPECT_EQ(list["total"].integer(), 1);
    const auto product = list["products"].items().at(0);
    EXPECT_EQ(product["stock"].integer(), 3);
    EXPECT_EQ(product["image_urls"].items().size(), 1U);
}

TEST_F(TestCatalogue, EveryBadFieldIsNamed) {
    const auto answer = upload({{.name = "streamer", .value = streamer},
                                {.name = "price", .value = "-1"},
                                {.name = "stock", .value = "many"}});

    EXPECT_EQ(answer.status, 422);
    std::vector<std::string> named;
    for (const auto& error : answer.json()["detail"].items())
        named.push_back(error["loc"].items().at(1).text());
    EXPECT_EQ(named,
              (std::vector<std::string>{"sku", "name", "user_description", "price", "stock"}));
}

TEST_F(TestCatalogue, WhatIsNoPictureIsRefusedWhateverItIsCalled) {
    auto fields = lamp();
    fields.push_back({.name = "files", .value = "<svg onload=alert(1)>", .is_file = true});

    EXPECT_EQ(upload(fields).status, 422);
    EXPECT_EQ(get(server.url("ecommerce", "/products/view/" + streamer)).json()["total"].integer(),
              0);
}

TEST_F(TestCatalogue, NothingButPicturesIsServed) {
    for (const auto* path : {"/images/products/a/b/..%2f..%2f..%2fshop.db", "/images/shop.db",
                             "/images/products/..%2f../x/y", "/images/frames/nobody/1.jpg"})
        EXPECT_EQ(get(server.url("ecommerce", path)).status, 404) << path;
}

}  // namespace

}  // namespace tts::test
