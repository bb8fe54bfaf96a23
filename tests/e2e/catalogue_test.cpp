// The catalogue of a running server, on files: search, change, archive, export, pictures.

#include "adapters/opencv/draw_card.hpp"
#include "e2e/api.hpp"
#include "e2e/comments.hpp"
#include "e2e/server_process.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const ProductCard lamp_card{.name = "LAMP", .base = {40, 80, 160}, .accent = {250, 240, 90}};

class RunningCatalogue : public testing::Test {
protected:
    static void SetUpTestSuite() {
        shared = std::make_unique<ServerProcess>(
            ServerOptions{.roles = "", .redis_url = "", .database_url = "", .arguments = {}});
    }
    static void TearDownTestSuite() { shared.reset(); }

    void TearDown() override {
        if (HasFailure()) ADD_FAILURE() << server.log_tail();
    }

    struct Field {
        std::string name;
        std::string value;
        bool is_file = false;
    };

    Answer upload(const std::string& sku,
                  const std::string& name,
                  const std::vector<std::string>& pictures = {}) {
        std::vector<Field> fields = {{.name = "streamer", .value = streamer},
                                     {.name = "sku", .value = sku},
                                     {.name = "name", .value = name},
                                     {.name = "user_description", .value = "As new."},
                                     {.name = "price", .value = "24.99"},
                                     {.name = "stock", .value = "7"}};
        for (const auto& picture : pictures)
            fields.push_back({.name = "files", .value = picture, .is_file = true});
        std::string body;
        for (const auto& field : fields)
            body += "--x\r\nContent-Disposition: form-data; name=\"" + field.name + "\"" +
                    (field.is_file ? "; filename=\"a.gif\"" : "") + "\r\n\r\n" + field.value +
                    "\r\n";
        return call({.method = "POST",
                     .url = server.url("ecommerce", "/products/upload"),
                     .headers = {{"Content-Type", "multipart/form-data; boundary=x"}},
                     .body = body + "--x--\r\n"});
    }

    std::string item(const std::string& sku, const std::string& rest = "") const {
        return server.url("ecommerce", "/products/item/" + streamer + "/" + sku + rest);
    }
    Answer list(const std::string& query = "") const {
        return get(server.url("ecommerce", "/products/streamer/" + streamer + query));
    }
    Answer patch(const std::string& sku, const std::string& json) const {
        return call({.method = "PATCH",
                     .url = item(sku),
                     .headers = {{"Content-Type", "application/json"}},
                     .body = json});
    }
    std::vector<std::string> skus(const Answer& answer) const {
        std::vector<std::string> all;
        for (const auto& product : answer.json()["products"].items())
            all.push_back(product["sku"].text());
        return all;
    }

    static std::unique_ptr<ServerProcess> shared;
    static inline int number = 0;
    ServerProcess& server = *shared;
    const std::string streamer = "ana" + std::to_string(++number);

    using Skus = std::vector<std::string>;
};

std::unique_ptr<ServerProcess> RunningCatalogue::shared;

TEST_F(RunningCatalogue, ProductsAreSearchedAndPaged) {
    upload("LAMP-1", "Lámpara pequeña");
    upload("LAMP-2", "Lámpara grande");
    upload("VELA", "Vela");

    EXPECT_EQ(skus(list("?q=lampara")), (Skus{"LAMP-1", "LAMP-2"}));
    const auto second = list("?q=L%C3%81MPARA&limit=1&offset=1");
    EXPECT_EQ(skus(second), Skus{"LAMP-2"});
    EXPECT_EQ(second.json()["total"].integer(), 2);
    EXPECT_EQ(list("?q=vel").json()["total"].integer(), 1);
    EXPECT_EQ(list("?q=%00").status, 422);
    EXPECT_EQ(list("?archived=maybe").status, 422);
}

TEST_F(RunningCatalogue, AProductIsChangedWhileAShowRuns) {
    upload("LAMP", "Lamp");

    const auto changed = patch("LAMP", R"({"price": 19.5, "stock": 3, "options": ["S", "M"]})");

    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_NE(changed.body.find(R"("price":19.50)"), std::string::npos) << changed.body;
    EXPECT_EQ(changed.json()["stock"].integer(), 3);
    EXPECT_EQ(changed.json()["name"].text(), "Lamp");
    EXPECT_EQ(get(item("LAMP")).json()["options"].items().size(), 2U);
    EXPECT_NE(server.log().find("product_changed"), std::string::npos);
}

TEST_F(RunningCatalogue, AChangeIsHeldToTheRulesOfAnUpload) {
    upload("LAMP", "Lamp");

    for (const char* json : {R"({"price": 0})", R"({"price": -1})", R"({"price": 1.999})",
                             R"({"stock": 100001})", R"({"stock": "many"})", R"({"name": " "})",
                             R"({"options": ["a|b"]})", R"({"prize": 1})", "{}", "[]", "not json"})
        EXPECT_EQ(patch("LAMP", json).status, 422) << json;
    EXPECT_EQ(patch("OTHER", R"({"stock": 1})").status, 404);
    const auto same = get(item("LAMP")).json();
    EXPECT_EQ(same["stock"].integer(), 7);
}

TEST_F(RunningCatalogue, AnArchivedProductIsNeitherListedNorOrderedButItsOrderStays) {
    upload("LAMP", "Lamp");
    const auto order = [&] {
        return post(server.url("ecommerce", "/order/create"), object({{"product_id", "LAMP"},
                                                                      {"buyer", "luis"},
                                                                      {"streamer", streamer},
                                                                      {"source", "test"}}));
    };
    const auto first = order();
    ASSERT_EQ(first.status, 201) << first.body;
    put(server.url("ecommerce", "/streamers/" + streamer + "/pin"), object({{"sku", "LAMP"}}));

    const auto archived = post(item("LAMP", "/archive"), "");

    ASSERT_EQ(archived.status, 200) << archived.body;
    EXPECT_FALSE(archived.json()["archived_at"].text().empty());
    EXPECT_EQ(list().json()["total"].integer(), 0);
    EXPECT_EQ(skus(list("?archived=true")), Skus{"LAMP"});
    EXPECT_EQ(order().status, 422);
    const auto order_number = first.json()["order_number"].text();
    EXPECT_EQ(get(server.url("ecommerce", "/trace/" + order_number)).status, 200);

    EXPECT_EQ(post(item("LAMP", "/unarchive"), "").status, 200);
    EXPECT_EQ(order().status, 201);
    EXPECT_EQ(post(item("OTHER", "/archive"), "").status, 404);
}

TEST_F(RunningCatalogue, ACommentThatComesAfterTheArchivingOrdersNothing) {
    upload("LAMP", "Lamp");
    put(server.url("ecommerce", "/streamers/" + streamer + "/pin"), object({{"sku", "LAMP"}}));
    const auto orders = [&] {
        return get(server.url("ecommerce", "/orders?streamer=" + streamer))
            .json()["orders"]
            .items()
            .size();
    };
    const auto decided = [&](std::size_t count) {
        return eventually(long_enough, [&] {
            return get(server.url("dashboard", "/api/feed?streamer=" + streamer))
                       .json()["comments"]
                       .items()
                       .size() >= count;
        });
    };
    post(server.url("chat", "/comments"), comment(streamer, "eva", "lo quiero"));
    ASSERT_TRUE(decided(1));
    ASSERT_EQ(orders(), 1U) << "the worker knows the show by now";

    ASSERT_EQ(post(item("LAMP", "/archive"), "").status, 200);
    post(server.url("chat", "/comments"), comment(streamer, "leo", "lo quiero"));
    post(server.url("chat", "/comments"), comment(streamer, "ada", "quiero LAMP"));

    ASSERT_TRUE(decided(3));
    EXPECT_EQ(orders(), 1U);
}

TEST_F(RunningCatalogue, PicturesBecomeReadyByThemselves) {
    const auto picture = draw_product_card(lamp_card, PictureFormat::png).value();
    ASSERT_EQ(upload("LAMP", "Lamp", {picture, picture}).status, 201);
    ASSERT_EQ(upload("BARE", "Bare").status, 201);

    EXPECT_TRUE(eventually(
        long_enough, [&] { return get(item("LAMP")).json()["image_state"].text() == "ready"; }));

    const auto images = get(item("LAMP")).json()["images"].items();
    ASSERT_EQ(images.size(), 2U);
    EXPECT_EQ(images[0]["state"].text(), "ready");
    EXPECT_EQ(get(item("BARE")).json()["image_state"].text(), "none");
    EXPECT_TRUE(eventually(long_enough, [&] {
        const auto metrics = get(server.url("vision", "/metrics")).body;
        return metrics.find(R"(tiktoksales_product_images{state="pending"} 0)") !=
               std::string::npos;
    }));
}

TEST_F(RunningCatalogue, AnExportIsImportedAgainWithItsPictures) {
    const auto picture = draw_product_card(lamp_card, PictureFormat::png).value();
    upload("-1", "=Lamp, \"big\"", {picture});
    upload("VELA", "Vela");
    const TempFolder folder;
    const auto csv_path = (folder.path() / "out.csv").string();
    const auto images_path = (folder.path() / "images").string();

    const auto served =
        get(server.url("ecommerce", "/products/streamer/" + streamer + "/export.csv"));
    const std::vector<std::string> data = {"--data", server.data().string()};
    std::vector<std::string> arguments = {binary(),   "export",    csv_path, "--streamer", streamer,
                                          "--images", images_path, data[0],  data[1]};
    const auto exported = run_command(arguments, {}, 60s);
    ASSERT_EQ(exported.status, 0) << exported.text;
    const auto csv = read_file(csv_path);

    EXPECT_NE(served.body.find("'-1,\"'=Lamp, \"\"big\"\"\","), std::string::npos) << served.body;
    EXPECT_NE(csv.find("images"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "images" / "-1-1.jpg"));
    const auto other = (folder.path() / "other").string();
    arguments = {binary(), "import", csv_path, "--images", images_path, "--data", other};
    const auto imported = run_command(arguments, {}, 60s);
    EXPECT_EQ(imported.status, 0) << imported.text;
    EXPECT_NE(imported.text.find("2 products imported"), std::string::npos) << imported.text;
    arguments = {binary(), "export", "-", "--streamer", streamer, "--data", other};
    EXPECT_EQ(run_command(arguments, {}, 60s).text, served.body);
}

TEST(CatalogueOfSellers, AnotherSellersProductsCannotBeChanged) {
    const ServerProcess server{
        {.roles = "auth,ecommerce", .redis_url = "", .database_url = "", .arguments = {}}};
    const auto token_of = [&](const std::string& name) {
        return post(server.url("auth", "/streamers/register"),
                    R"({"email": ")" + name + R"(@example.com", "password": "long enough 1",
                        "username": ")" +
                        name + R"(", "platform": "tiktok", "follower_count": 1})")
            .json()["token"]
            .text();
    };
    const std::string ana = token_of("ana");
    const std::string bea = token_of("bea");
    const auto as = [&](const std::string& token, const std::string& method,
                        const std::string& rest) {
        return call({.method = method,
                     .url = server.url("ecommerce", rest),
                     .headers = {{"Authorization", "Bearer " + token},
                                 {"Content-Type", "application/json"}},
                     .body = method == "PATCH" ? R"({"stock": 1})" : ""})
            .status;
    };

    EXPECT_EQ(as(bea, "PATCH", "/products/item/ana/LAMP"), 403);
    EXPECT_EQ(as(bea, "POST", "/products/item/ana/LAMP/archive"), 403);
    EXPECT_EQ(as(bea, "POST", "/products/item/ana/LAMP/unarchive"), 403);
    EXPECT_EQ(as(bea, "GET", "/products/streamer/ana/export.csv"), 403);
    EXPECT_EQ(as(ana, "PATCH", "/products/item/ana/LAMP"), 404);
    EXPECT_EQ(as(ana, "GET", "/products/streamer/ana/export.csv"), 200);
}

}  // namespace

}  // namespace tts::test
