#pragma once

#include "contract/store/fixture.hpp"

#include <algorithm>

// Searching, changing and archiving products, and the queue of their pictures.

namespace tts::test {

class ShelfContract : public StoreContract {
protected:
    Product named(const std::string& sku, const std::string& name, const std::string& code = "") {
        Product product = sample_product("ana", sku);
        product.name = name;
        product.code = code;
        return store().save_product(product).value();
    }

    std::vector<std::string> listed(const ProductQuery& query) {
        const auto page = store().products(query).value();
        std::vector<std::string> skus;
        for (const Product& product : page.products) skus.push_back(product.sku);
        return skus;
    }
    std::vector<std::string> found(const std::string& words) {
        return listed({.streamer = "ana", .words = words});
    }

    std::vector<ProductImage> images(const Product& product) {
        const std::vector<ProductId> ids = {product.id};
        auto all = store().product_images(ids).value();
        std::sort(all.begin(), all.end(),
                  [](const auto& a, const auto& b) { return a.url < b.url; });
        return all;
    }

    std::vector<ImageTask> taken(std::chrono::seconds later = std::chrono::seconds(1),
                                 std::size_t limit = 100) {
        return store().take_images(now() + later, std::chrono::seconds(60), limit).value();
    }

    void settle(const ImageTask& task, ImageState state, const std::string& reason = "") {
        const std::vector<ImageOutcome> outcomes = {
            {.task = task, .state = state, .reason = reason, .due_at = now()}};
        ASSERT_TRUE(store().settle_images(outcomes));
    }

    using Skus = std::vector<std::string>;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShelfContract);

TEST_P(ShelfContract, ProductsAreFoundByNameCodeOrSkuWhateverTheirCaseAndAccents) {
    named("VELA-01", "Vela de soja", "A12");
    named("LAMP 2", "Lámpara PEQUEÑA");
    named("c", "Crema hidratante 24h");

    EXPECT_EQ(found("lampara"), Skus{"LAMP 2"});
    EXPECT_EQ(found("LÁMPARA pequena"), Skus{"LAMP 2"});
    EXPECT_EQ(found("a12"), Skus{"VELA-01"});
    EXPECT_EQ(found("ela-0"), Skus{"VELA-01"});
    EXPECT_EQ(found("24 crema"), Skus{"c"});
    EXPECT_EQ(found("  "), (Skus{"LAMP 2", "VELA-01", "c"}));
    EXPECT_EQ(found("a"), (Skus{"LAMP 2", "VELA-01", "c"}));
    EXPECT_EQ(found("vela crema"), Skus());
}

TEST_P(ShelfContract, ASearchTakesEveryTextLiterally) {
    for (const auto& text : hostile_texts()) named("sku-" + std::to_string(text.size()), "plain");
    for (const char* words : {"%", "_", "\\", "'", "\"", "%plain", "pl_in", ".*", "(", "["})
        EXPECT_EQ(found(words), Skus()) << words;
    named("literal", "100% \\ 'new' [x] (y) _z_ \"q\" .*");
    for (const char* words : {"%", "_", "\\", "'", "\"", "100%", ".*", "(y)", "["})
        EXPECT_EQ(found(words), Skus{"literal"}) << words;
}

TEST_P(ShelfContract, ASearchIsPagedAndItsTotalIsThatOfTheSearch) {
    for (const char* sku : {"e", "d", "c", "b", "a"}) named(sku, "Red dress");
    named("x", "Blue lamp");

    const auto page =
        store().products({.streamer = "ana", .words = "DRESS", .limit = 2, .offset = 2}).value();

    ASSERT_EQ(page.products.size(), 2U);
    EXPECT_EQ(page.products[0].sku, "c");
    EXPECT_EQ(page.products[1].sku, "d");
    EXPECT_EQ(page.total, 5U);
}

TEST_P(ShelfContract, AnArchivedProductIsListedOnlyWhenAskedFor) {
    const Product old = named("old", "Lamp");
    named("new", "Lamp");

    const Product archived = store().archive_product(old.id, moment()).value();

    EXPECT_EQ(archived.archived_at, moment());
    EXPECT_EQ(found("lamp"), Skus{"new"});
    EXPECT_EQ(listed({.streamer = "ana"}), Skus{"new"});
    EXPECT_EQ(listed({.streamer = "ana", .archived = Archived::yes}), Skus{"old"});
    EXPECT_EQ(listed({.streamer = "ana", .words = "lamp", .archived = Archived::yes}), Skus{"old"});
    EXPECT_EQ(listed({.streamer = "ana", .archived = Archived::either}), (Skus{"new", "old"}));
    EXPECT_EQ(store().products({.streamer = "ana"}).value().total, 1U);
    EXPECT_EQ(store().product(old.id).value(), archived);
    EXPECT_EQ(store().product_by_sku("ana", "old").value(), archived);
}

TEST_P(ShelfContract, AnArchivedProductIsNotInTheShowAndCannotBeLockedForAnOrder) {
    const Product product = saved_product("ana", "1");
    ASSERT_TRUE(store().pin("ana", product.id, moment()));
    const Order order = placed(sample_order(product, "bob"));

    ASSERT_TRUE(store().archive_product(product.id, moment(10)));

    const Show show = store().show("ana", moment(-1)).value();
    EXPECT_TRUE(show.products.empty());
    EXPECT_EQ(show.pins, (std::vector<Pin>{{product.id, moment(), moment(10)}}));
    EXPECT_EQ(store().pin("ana", product.id, moment(20)).error().code(), Errc::not_found);
    {
        const auto transaction = store().begin().value();
        const std::vector<ProductId> ids = {product.id};
        EXPECT_TRUE(transaction->lock_products(ids).value().empty());
    }
    EXPECT_EQ(store().trace(order.number).value().order, order);
}

TEST_P(ShelfContract, ArchivingAgainKeepsTheTimeAndPuttingBackBringsTheProductBack) {
    const Product product = saved_product("ana", "1");
    ASSERT_TRUE(store().archive_product(product.id, moment()));

    EXPECT_EQ(store().archive_product(product.id, moment(5)).value().archived_at, moment());
    EXPECT_EQ(store().archive_product(product.id, std::nullopt).value().archived_at, std::nullopt);
    EXPECT_EQ(store().archive_product(product.id, std::nullopt).value().archived_at, std::nullopt);

    EXPECT_EQ(store().show("ana", moment()).value().products.size(), 1U);
    EXPECT_EQ(store().archive_product(ProductId::next(), moment()).error().code(), Errc::not_found);
    EXPECT_EQ(store().archive_product(ProductId::next(), std::nullopt).error().code(),
              Errc::not_found);
}

TEST_P(ShelfContract, SavingAnArchivedProductPutsItBackOnTheShelf) {
    const Product product = saved_product("ana", "1");
    ASSERT_TRUE(store().archive_product(product.id, moment()));

    EXPECT_EQ(saved_product("ana", "1").archived_at, std::nullopt);

    EXPECT_EQ(listed({.streamer = "ana"}), Skus{"1"});
}

TEST_P(ShelfContract, AChangeWritesWhatItNamesAndNothingElse) {
    const Product before = saved_product("ana", "1");

    const Product priced =
        store().change_product(before.id, {.price = Money::from_cents(5)}).value();
    EXPECT_EQ(priced.price, Money::from_cents(5));
    EXPECT_EQ(priced.stock, before.stock);
    EXPECT_EQ(priced.image_urls, before.image_urls);
    const ProductChange all{.name = "N'ew",
                            .user_description = "",
                            .code = "",
                            .category = "c",
                            .tag = "",
                            .options = std::vector<std::string>{},
                            .price = Money::from_cents(700),
                            .stock = 0};
    const Product after = store().change_product(before.id, all).value();

    EXPECT_EQ(after.name, "N'ew");
    EXPECT_EQ(after.user_description, "");
    EXPECT_EQ(after.code, "");
    EXPECT_EQ(after.category, "c");
    EXPECT_EQ(after.tag, "");
    EXPECT_TRUE(after.options.empty());
    EXPECT_EQ(after.price, Money::from_cents(700));
    EXPECT_EQ(after.stock, 0);
    EXPECT_EQ(after.model_description, before.model_description);
    EXPECT_GE(after.updated_at, before.updated_at);
    EXPECT_EQ(store().product(before.id).value(), after);
    EXPECT_EQ(found("n'ew"), Skus{"1"});
    EXPECT_EQ(found("a12"), Skus());
    EXPECT_EQ(store().change_product(ProductId::next(), all).error().code(), Errc::not_found);
}

TEST_P(ShelfContract, PicturesOfASavedProductWaitToBePreparedAndAreTakenOnce) {
    const Product product = saved_product("ana", "1");

    ASSERT_EQ(images(product).size(), product.image_urls.size());
    for (const ProductImage& image : images(product))
        EXPECT_EQ(image.state, ImageState::pending) << image.url;
    EXPECT_EQ(store().image_backlog().value().pending, 2);

    const auto tasks = taken();

    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].product, product.id);
    EXPECT_EQ(tasks[0].attempts, 1);
    EXPECT_TRUE(taken().empty());
}

TEST_P(ShelfContract, ATaskOfAProcessThatDiedIsTakenByAnother) {
    saved_product("ana", "1");
    ASSERT_EQ(taken().size(), 2U);

    const auto again = taken(std::chrono::seconds(62));

    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(again[0].attempts, 2);
}

TEST_P(ShelfContract, AtMostTheWantedNumberOfPicturesIsTaken) {
    saved_product("ana", "1");
    saved_product("ana", "2");

    EXPECT_EQ(taken(std::chrono::seconds(1), 3).size(), 3U);
    EXPECT_EQ(taken(std::chrono::seconds(1), 3).size(), 1U);
}

TEST_P(ShelfContract, WhatCameOfAPictureIsShown) {
    const Product product = saved_product("ana", "1");
    auto tasks = taken();
    std::sort(tasks.begin(), tasks.end(),
              [](const auto& a, const auto& b) { return a.url < b.url; });

    settle(tasks[0], ImageState::ready);
    settle(tasks[1], ImageState::failed, "it's \"cut off\"");

    const auto shown = images(product);
    EXPECT_EQ(shown[0].state, ImageState::ready);
    EXPECT_EQ(shown[0].reason, "");
    EXPECT_EQ(shown[1].state, ImageState::failed);
    EXPECT_EQ(shown[1].reason, "it's \"cut off\"");
    EXPECT_TRUE(taken(std::chrono::seconds(600)).empty());
    const auto backlog = store().image_backlog().value();
    EXPECT_EQ(backlog.pending, 0);
    EXPECT_EQ(backlog.failed, 1);
    EXPECT_EQ(backlog.oldest_due, std::nullopt);
}

TEST_P(ShelfContract, APictureThatIsPutOffIsTakenWhenItIsDueAgain) {
    saved_product("ana", "1");
    const auto tasks = taken();
    const auto due_at = from_unix_ms(to_unix_ms(now())) + std::chrono::seconds(3'600);
    std::vector<ImageOutcome> outcomes;
    for (const ImageTask& task : tasks)
        outcomes.push_back({.task = task,
                            .state = ImageState::pending,
                            .reason = "the object store is away",
                            .due_at = due_at});

    ASSERT_TRUE(store().settle_images(outcomes));

    EXPECT_EQ(store().image_backlog().value().oldest_due, due_at);
    EXPECT_TRUE(taken(std::chrono::seconds(3'000)).empty());
    EXPECT_EQ(taken(std::chrono::seconds(3'610)).size(), 2U);
}

TEST_P(ShelfContract, APictureThatWasReplacedWhileItWasPreparedWaitsAgain) {
    const Product product = saved_product("ana", "1");
    const auto tasks = taken();
    ASSERT_EQ(tasks.size(), 2U);

    saved_product("ana", "1");  // The same URLs, perhaps with other pictures behind them.
    for (const ImageTask& task : tasks) settle(task, ImageState::ready);

    for (const ProductImage& image : images(product)) EXPECT_EQ(image.state, ImageState::pending);
    const auto again = taken();
    ASSERT_EQ(again.size(), 2U);
    EXPECT_GT(again[0].revision, tasks[0].revision);
    EXPECT_EQ(again[0].attempts, 1);
}

TEST_P(ShelfContract, PicturesThatAProductNoLongerHasAreForgotten) {
    Product product = saved_product("ana", "1");
    product.image_urls = {"object://products/ana/1/1.jpg", "object://products/ana/1/1.jpg"};

    ASSERT_TRUE(store().save_product(product));

    ASSERT_EQ(images(product).size(), 1U);
    EXPECT_EQ(images(product)[0].url, "object://products/ana/1/1.jpg");
    ASSERT_TRUE(store().change_product(product.id, {.stock = 1}));
    EXPECT_EQ(taken().size(), 1U);
}

TEST_P(ShelfContract, PicturesOfProductsThatOthersWriteAreTakenToo) {
    database().query(
        "INSERT INTO products (sku, streamer, name, image_urls) VALUES "
        "('1', 'ana', 'Lamp', '[\"https://example.com/1.jpg\"]'), "
        "('2', 'ana', 'Cup', NULL), ('3', 'bea', 'Broken', '[7, null]')");

    const auto tasks = taken();

    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].url, "https://example.com/1.jpg");
    EXPECT_EQ(found("lamp"), Skus{"1"});
}

}  // namespace tts::test
