// What is exported is what an import reads back.

#include "apps/tiktoksales/catalogue_csv.hpp"
#include "apps/tiktoksales/csv.hpp"
#include "apps/tiktoksales/import_command.hpp"
#include "core/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

namespace tts {
namespace {

// Products in a list. The rest of a catalogue is not asked for.
class ListedCatalogue final : public Catalogue {
public:
    explicit ListedCatalogue(std::vector<Product> products) : products_(std::move(products)) {}

    Result<ProductPage> products(const ProductQuery& query) override {
        ProductPage page;
        page.total = products_.size();
        for (std::size_t i = query.offset;
             i < products_.size() && page.products.size() < query.limit; ++i)
            page.products.push_back(products_[i]);
        return page;
    }

    Result<Product> save_product(const Product&) override { return unused(); }
    Result<Product> product(const ProductId&) override { return unused(); }
    Result<Product> product_by_sku(const std::string&, const std::string&) override {
        return unused();
    }
    Result<Product> product_of_variant(const std::string&, const std::string&) override {
        return unused();
    }
    Result<Product> change_product(const ProductId&, const ProductChange&) override {
        return unused();
    }
    Result<Product> archive_product(const ProductId&, std::optional<Timestamp>) override {
        return unused();
    }
    Result<std::vector<ProductImage>> product_images(std::span<const ProductId>) override {
        return unused();
    }
    Result<std::vector<ImageTask>> take_images(Timestamp,
                                               std::chrono::milliseconds,
                                               std::size_t) override {
        return unused();
    }
    Result<void> settle_images(std::span<const ImageOutcome>) override { return unused(); }
    Result<ImageBacklog> image_backlog() override { return unused(); }

private:
    static Error unused() { return {Errc::unavailable, "not part of this test"}; }

    const std::vector<Product> products_;
};

// What breaks careless writers of CSV, and what spreadsheet programs compute.
std::string random_text(std::size_t length_max, const std::vector<std::string>& letters) {
    const auto length = *rc::gen::inRange<std::size_t>(0, length_max);
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += *rc::gen::elementOf(letters);
    return std::string(trimmed(text));
}

std::string random_text(std::size_t length_max) {
    static const std::vector<std::string> letters = {"=", "+", "-",    "@",  "'",  "\"",      ",",
                                                     ";", "|", " ",    "\n", "\r", "\t",      "a",
                                                     "é", "ñ", "🛍", "0",  "1",  "SUM(A1)", "\\"};
    return random_text(length_max, letters);
}

std::string random_words(std::size_t length_max) {
    const auto text = random_text(length_max);
    return text.empty() ? "x" : text;
}

Product random_product(std::size_t number) {
    Product product;
    product.streamer = "ana";
    product.sku = random_text(5) + std::to_string(number);
    product.name = random_words(8);
    product.user_description = random_words(8);
    product.code = random_text(4);
    product.category = random_text(4);
    product.tag = random_text(4);
    product.price = Money::from_cents(*rc::gen::inRange<std::int64_t>(1, 99'999'999'999));
    product.stock = *rc::gen::inRange(0, stock_max + 1);
    product.currency = *rc::gen::elementOf(std::vector<std::string>{"USD", "EUR", "MXN"});
    std::set<std::string> options;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        options.insert(random_text(4, {"=", "-", "'", "\"", "S", "M", " ", "ó", ";"}));
    options.erase("");
    product.options.assign(options.begin(), options.end());
    return product;
}

TEST(CatalogueCsv, AnImportReadsBackWhatAnExportWrites) {
    EXPECT_TRUE(rc::check([] {
        std::vector<Product> products;
        const auto count = *rc::gen::inRange<std::size_t>(0, 8);
        for (std::size_t i = 0; i < count; ++i) products.push_back(random_product(i));
        ListedCatalogue catalogue(products);

        const auto csv = catalogue_csv(catalogue, "ana").value();
        const auto plan = plan_import(csv, "").value();

        for (const auto& fault : plan.faults) RC_FAIL(fault.message + " in " + csv);
        RC_ASSERT(plan.rows.size() == products.size());
        for (std::size_t i = 0; i < count; ++i) RC_ASSERT(plan.rows[i].product == products[i]);
    }));
}

TEST(CatalogueCsv, NoCellOfAnExportIsAFormula) {
    EXPECT_TRUE(rc::check([] {
        ListedCatalogue catalogue({random_product(1)});

        const auto rows = parse_csv(catalogue_csv(catalogue, "ana").value()).value();

        for (const auto& row : rows)
            for (const auto& cell : row.cells) RC_ASSERT(cell.find_first_of("=+-@") != 0);
    }));
}

TEST(CatalogueCsv, AnyCellsAreReadBackAsTheyWereWritten) {
    EXPECT_TRUE(rc::check([] {
        std::vector<std::string> cells = {"first"};
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) cells.push_back(random_text(9));
        std::string csv;

        append_csv_row(csv, cells);

        const auto rows = parse_csv(csv).value();
        RC_ASSERT(rows.size() == 1U);
        RC_ASSERT(rows[0].cells == cells);
        for (const auto& cell : cells) RC_ASSERT(unguarded(guarded(cell)) == cell);
    }));
}

TEST(CatalogueCsv, MoreThanAPageOfProductsIsExportedWhole) {
    std::vector<Product> products;
    for (int i = 0; i < 1'203; ++i) {
        Product product;
        product.sku = "sku-" + std::to_string(i);
        product.streamer = "ana";
        product.name = product.user_description = "-Lamp";
        product.price = Money::from_cents(5);
        products.push_back(product);
    }
    ListedCatalogue catalogue(products);

    EXPECT_EQ(plan_import(catalogue_csv(catalogue, "ana").value(), "").value().rows.size(), 1'203U);
}

TEST(CatalogueCsv, PictureNamesAreAColumnThatTheImportLooksFor) {
    Product product;
    product.sku = "=1";
    product.streamer = "ana";
    product.name = product.user_description = "Lamp";
    product.price = Money::from_cents(5);
    ListedCatalogue catalogue({product});

    const auto csv = catalogue_csv(catalogue, "ana", [](const Product&) {
                         return Result<std::string>("-1.jpg|2.jpg");
                     }).value();

    EXPECT_NE(csv.find(",'-1.jpg|2.jpg\r\n"), std::string::npos) << csv;
    const auto plan = plan_import(csv, "").value();
    ASSERT_EQ(plan.faults.size(), 2U);
    EXPECT_NE(plan.faults[0].message.find("'-1.jpg' needs --images"), std::string::npos);
}

TEST(CatalogueCsv, OnlyFormulasAreGuarded) {
    for (const char* text : {"", "a", "'a", "1-2", "''", " =1"}) EXPECT_EQ(guarded(text), text);
    EXPECT_EQ(guarded("=1"), "'=1");
    EXPECT_EQ(guarded("'=1"), "''=1");
    EXPECT_EQ(unguarded("'=1"), "=1");
    EXPECT_EQ(unguarded("=1"), "=1") << "as people write it";
}

}  // namespace
}  // namespace tts
