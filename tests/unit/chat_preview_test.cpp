#include "chat/chat_preview.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// Reads what the test says.
struct OneReading final : IntentReader {
    IntentReading answer;

    IntentReading read(std::span<const std::string_view>, const ClaimVocabulary&) const override {
        return answer;
    }
};

class ChatPreviewTest : public testing::Test {
protected:
    ChatPreviewTest() {
        show_.streamer.username = "ana";
        for (int i = 0; i < 5; ++i) {
            Product product;
            product.id = ProductId::next();
            product.sku = "S" + std::to_string(i);
            product.code = "A1" + std::to_string(i);
            product.name = "Vela " + std::to_string(i);
            product.streamer = "ana";
            product.price = Money::from_cents(1'250);
            product.currency = "EUR";
            product.stock = 5;
            show_.products.push_back(product);
        }
        reader_.answer.intent = Intent::buy;
        reader_.answer.score = 0.95;
        reader_.answer.language = "es";
    }

    void asks_for(const std::string& code, std::optional<int> quantity) {
        reader_.answer.items = {{.code = code, .variant = "", .quantity = quantity}};
    }

    ChatPreview ask(const std::string& message = "mío") {
        Comment comment;
        comment.id = CommentId::next();
        comment.streamer = "ana";
        comment.client = "luis";
        comment.message = message;
        comment.timestamp = comment.arrived_at();
        return preview(comment, ShowIndex(show_, {}), reader_, {});
    }

    Product& product(std::size_t i) { return show_.products.at(i); }
    static std::vector<std::string> names(const std::vector<Product>& products) {
        std::vector<std::string> all;
        for (const auto& product : products) all.push_back(product.name);
        return all;
    }
    using Names = std::vector<std::string>;

    Show show_;
    OneReading reader_;
};

TEST_F(ChatPreviewTest, ASureWishForWhatIsThereCanBePaid) {
    asks_for("A11", 2);

    const auto answer = ask("2 A11");

    EXPECT_TRUE(answer.wants_to_buy);
    EXPECT_TRUE(answer.payment_ready);
    EXPECT_EQ(answer.quantity, 2);
    ASSERT_TRUE(answer.product);
    EXPECT_EQ(answer.product->name, "Vela 1");
    EXPECT_EQ(answer.text, "Disponible: 2 × Vela 1, 25.00 EUR. Ya puedes pagar.");
}

TEST_F(ChatPreviewTest, IsAnsweredInEnglishToAllOthers) {
    asks_for("A11", 1);
    reader_.answer.language = "en";

    EXPECT_EQ(ask("A11").text, "Available: 1 × Vela 1, 12.50 EUR. You can pay now.");
}

TEST_F(ChatPreviewTest, AWishForMoreThanIsThereCannotBePaid) {
    asks_for("A11", 6);

    const auto answer = ask("6 A11");

    EXPECT_TRUE(answer.wants_to_buy);
    EXPECT_FALSE(answer.payment_ready);
    EXPECT_EQ(answer.quantity, 6);
    EXPECT_EQ(answer.product->name, "Vela 1");
    EXPECT_EQ(answer.text, "Lo sentimos: ya no queda suficiente de Vela 1");
}

TEST_F(ChatPreviewTest, TwoWishesForOneProductNeedThatManyTogether) {
    reader_.answer.items = {{.code = "A11", .variant = "", .quantity = 3},
                            {.code = "A11", .variant = "", .quantity = 3}};

    EXPECT_FALSE(ask("3 A11 y 3 A11").payment_ready);
}

TEST_F(ChatPreviewTest, AWishForNothingInParticularAsksBack) {
    const auto answer = ask("lo quiero");

    EXPECT_TRUE(answer.wants_to_buy);
    EXPECT_FALSE(answer.payment_ready);
    EXPECT_EQ(answer.quantity, 1);
    EXPECT_FALSE(answer.product);
    EXPECT_EQ(answer.text, "¿Qué producto quieres, y cuántos? Escribe su código y la cantidad.");
}

TEST_F(ChatPreviewTest, APinnedProductIsWhatIsMeant) {
    show_.pins = {{.product = product(2).id, .from = now() - 1min, .until = {}}};

    EXPECT_EQ(ask("lo quiero").product->name, "Vela 2");
}

TEST_F(ChatPreviewTest, WhoAsksHowToBuyIsTold) {
    reader_.answer.asks_how = true;

    const auto answer = ask("¿cómo compro?");

    EXPECT_TRUE(answer.wants_to_buy);
    EXPECT_FALSE(answer.payment_ready);
    EXPECT_NE(answer.text.find("código"), std::string::npos);
}

TEST_F(ChatPreviewTest, SmallTalkWantsNothing) {
    reader_.answer.intent = Intent::none;

    const auto answer = ask("hola");

    EXPECT_FALSE(answer.wants_to_buy);
    EXPECT_FALSE(answer.payment_ready);
    EXPECT_EQ(answer.quantity, 0);
    EXPECT_FALSE(answer.product);
}

TEST_F(ChatPreviewTest, AnUnsureWishAndACancellationWantNothing) {
    asks_for("A11", 1);
    reader_.answer.score = 0.5;
    EXPECT_FALSE(ask().wants_to_buy);

    reader_.answer.score = 0.9;
    reader_.answer.cancels = true;
    EXPECT_FALSE(ask().wants_to_buy);
    EXPECT_EQ(ask().text, "Para cancelar, habla con quien te lo vende.");
}

TEST_F(ChatPreviewTest, RecommendsOthersInStockThePinnedFirstThenTheNewest) {
    asks_for("A14", 1);
    show_.pins = {{.product = product(1).id, .from = now() - 1min, .until = {}}};
    product(3).stock = 0;

    EXPECT_EQ(names(ask("A14").recommended), (Names{"Vela 1", "Vela 2", "Vela 0"}));
}

TEST_F(ChatPreviewTest, RecommendsNothingWhereNothingIsLeft) {
    for (auto& each : show_.products) each.stock = 0;

    EXPECT_TRUE(ask().recommended.empty());
    show_.products.clear();
    EXPECT_TRUE(ask().recommended.empty());
}

}  // namespace

}  // namespace tts::test
