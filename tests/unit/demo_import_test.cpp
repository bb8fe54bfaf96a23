#include "adapters/opencv/draw_card.hpp"
#include "apps/tiktoksales/csv.hpp"
#include "apps/tiktoksales/import_command.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace tts {
namespace {

const std::string header = "sku,name,description,price,stock,streamer,code,options,images\n";

std::string message_of(const Result<ImportPlan>& plan) {
    return plan ? "" : plan.error().what();
}

std::vector<std::string> faults_of(const std::string& csv, const std::string& folder = "") {
    std::vector<std::string> texts;
    for (const auto& fault : plan_import(csv, folder).value().faults)
        texts.push_back(std::to_string(fault.line) + ": " + fault.message);
    return texts;
}

TEST(Csv, CellsMayHoldCommasQuotesAndLineBreaksWhenTheyAreQuoted) {
    const auto rows = parse_csv("a,\"b, \"\"c\"\"\",\"d\r\ne\"\r\nf,,\n").value();

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"a", "b, \"c\"", "d\r\ne"}));
    EXPECT_EQ(rows[1].cells, (std::vector<std::string>{"f", "", ""}));
    EXPECT_EQ(rows[1].line, 3U);
}

TEST(Csv, AByteOrderMarkAndBlankLinesAreSkipped) {
    const auto rows = parse_csv(
                          "\xef\xbb\xbf"
                          "a,b\n\n\r\nc,d")
                          .value();

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].cells.front(), "a");
    EXPECT_EQ(rows[1].line, 4U);
}

TEST(Csv, QuotesWhereTheyMustNotBeAreRefusedWithTheirLine) {
    EXPECT_EQ(parse_csv("a\nb\"c\n").error().what(),
              "line 2: a quote stands inside a cell that is not quoted");
    EXPECT_EQ(parse_csv("a\n\"b\" c\n").error().what(),
              "line 2: a quoted cell is followed by something else than a comma");
    EXPECT_EQ(parse_csv("\n\"never\nends").error().what(), "line 2: a quoted cell does not end");
    EXPECT_EQ(parse_csv("a\rb").error().what(), "line 1: a carriage return stands alone");
}

TEST(ImportPlan, AGoodRowBecomesAProduct) {
    const auto plan =
        plan_import(header + "S-1,\"Lamp, small\",Glows,12.5,7,ana,A1,\"S, M|L\",\n", "").value();

    ASSERT_EQ(plan.faults.size(), 0U);
    ASSERT_EQ(plan.rows.size(), 1U);
    const auto& product = plan.rows[0].product;
    EXPECT_EQ(plan.rows[0].line, 2U);
    EXPECT_EQ(product.name, "Lamp, small");
    EXPECT_EQ(product.user_description, "Glows");
    EXPECT_EQ(product.price, Money::from_cents(1'250));
    EXPECT_EQ(product.stock, 7);
    EXPECT_EQ(product.code, "A1");
    EXPECT_EQ(product.options, (std::vector<std::string>{"S", "M", "L"}));
    EXPECT_EQ(product.currency, "USD");
}

TEST(ImportPlan, EveryFaultOfARowIsReportedWithItsLine) {
    EXPECT_EQ(faults_of(header + "S-1,Lamp,Glows,12.5,7,ana,,,\n"
                                 ",Lamp,Glows,0,-1,ana,,,\n"
                                 "S-3,Lamp,Glows,1.999,1.5,ana,,,\n"),
              (std::vector<std::string>{"3: sku: is required and must not be blank",
                                        "3: price: must be more than 0",
                                        "3: stock: must be a whole number from 0 to 100000",
                                        "4: price: must be an amount such as 12.50",
                                        "4: stock: must be a whole number from 0 to 100000"}));
}

TEST(ImportPlan, TheSameProductTwiceIsRefused) {
    EXPECT_EQ(faults_of(header + "S-1,Lamp,Glows,1,1,ana,,,\n"
                                 "S-1,Lamp,Glows,1,1,ben,,,\n"
                                 "S-1,Lamp,Glows,1,1,ana,,,\n"),
              std::vector<std::string>{"4: sku: is the same as in line 2"});
}

TEST(ImportPlan, ARowWithTooFewCellsIsRefused) {
    const auto plan = plan_import(header + "S-1,Lamp\n", "").value();

    EXPECT_EQ(plan.bad_rows, 1U);
    EXPECT_EQ(plan.faults.at(0).message, "has 2 cells instead of 9");
}

TEST(ImportPlan, CurrenciesThatMoneyCannotHoldAreRefused) {
    const std::string with_currency = "sku,name,description,price,stock,streamer,currency\n";

    EXPECT_TRUE(faults_of(with_currency + "S-1,Lamp,Glows,1,1,ana,eur\n").empty());
    EXPECT_EQ(faults_of(with_currency + "S-1,Lamp,Glows,1,1,ana,KWD\n").size(), 1U);
    EXPECT_EQ(faults_of(with_currency + "S-1,Lamp,Glows,1,1,ana,euro\n").size(), 1U);
}

TEST(ImportPlan, AHeaderThatIsNotUnderstoodRefusesTheFile) {
    EXPECT_EQ(message_of(plan_import("sku,name\n", "")),
              "line 1: the column 'description' is missing");
    EXPECT_NE(message_of(plan_import("sku,colour\n", "")).find("no column 'colour'"),
              std::string::npos);
    EXPECT_NE(message_of(plan_import("sku,SKU\n", "")).find("twice"), std::string::npos);
    EXPECT_EQ(message_of(plan_import("", "")), "the file is empty");
    EXPECT_EQ(message_of(plan_import("\xff", "")), "the file is not UTF-8");
}

TEST(ImportPlan, PicturesAreLookedAtBeforeAnythingIsImported) {
    const test::TempFolder folder;
    const auto picture =
        draw_product_card({.name = "LAMP", .base = {}, .accent = {255, 255, 255}}).value();
    std::ofstream(folder.path() / "lamp.jpg", std::ios::binary) << picture;
    std::ofstream(folder.path() / "text.jpg") << "not a picture";

    const auto row = [&](const std::string& images) {
        return faults_of(header + "S-1,Lamp,Glows,1,1,ana,,," + images + "\n",
                         folder.path().string());
    };

    EXPECT_TRUE(row("lamp.jpg").empty());
    EXPECT_EQ(row("text.jpg|lamp.jpg").size(), 1U);
    EXPECT_EQ(row("missing.jpg"),
              std::vector<std::string>{"2: images: there is no picture 'missing.jpg'"});
    EXPECT_EQ(row("../../etc/passwd"),
              std::vector<std::string>{
                  "2: images: '../../etc/passwd' is not in the folder with the pictures"});
    EXPECT_EQ(row("/etc/passwd").size(), 1U);
}

TEST(ImportPlan, PicturesNeedAFolder) {
    EXPECT_EQ(faults_of(header + "S-1,Lamp,Glows,1,1,ana,,,lamp.jpg\n"),
              std::vector<std::string>{
                  "2: images: 'lamp.jpg' needs --images, the folder with the pictures"});
}

}  // namespace
}  // namespace tts
