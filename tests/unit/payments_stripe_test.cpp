// What Stripe is told and what it tells, without a network.

#include "adapters/stripe/stripe_amount.hpp"
#include "adapters/stripe/stripe_objects.hpp"
#include "adapters/stripe/stripe_provider.hpp"
#include "adapters/stripe/stripe_signature.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace tts::test {

using namespace std::chrono_literals;

namespace {

const std::vector<std::string> secrets = {"whsec_new", "whsec_old"};

// Answers one after the other, and remembers what was asked.
class ScriptedCaller final : public HttpCaller {
public:
    Result<HttpAnswer> call(const HttpRequest& request) override {
        requests.push_back(request);
        if (answers.empty()) return Error(Errc::unavailable, "refused");
        auto answer = answers.front();
        answers.pop_front();
        return answer;
    }

    std::deque<Result<HttpAnswer>> answers;
    std::vector<HttpRequest> requests;
};

HttpAnswer answer(int status, std::string body) {
    return {.status = status, .body = std::move(body), .headers = {}};
}

std::string session(const std::string& status, const std::string& payment_status) {
    return R"({"id":"cs_1","object":"checkout.session","mode":"payment","amount_total":2500,)"
           R"("currency":"eur","livemode":false,"url":"https://pay.example/cs_1",)"
           R"("payment_intent":"pi_1","status":")" +
           status + R"(","payment_status":")" + payment_status + R"(","metadata":{}})";
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"id":"evt_1","object":"event","type":")" + type + R"(","data":{"object":)" + object +
           "}}";
}

class Stripe : public testing::Test {
protected:
    static StripeSettings settings() {
        StripeSettings settings;
        settings.api.api_key = "sk_test_1";
        settings.api.api_base = "http://stripe.test";
        settings.api.retry_delay = 0ms;
        settings.webhook_secrets = secrets;
        settings.return_base_url = "https://shop.example";
        return settings;
    }
    static Charge charge(Money amount = Money::from_cents(2'500),
                         const std::string& currency = "EUR") {
        return {.payment = PaymentId::next(),
                .order_number = "ORD-1",
                .description = "2 × Vela & más",
                .amount = amount,
                .currency = currency,
                .email = "luis@example.com"};
    }
    std::string key(std::size_t request) const {
        for (const auto& [name, value] : caller.requests.at(request).headers)
            if (name == "Idempotency-Key") return value;
        return {};
    }

    ScriptedCaller caller;
    StripeProvider provider{settings(), caller};
};

}  // namespace

TEST(StripeAmount, CountsInTheSmallestUnitOfTheCurrency) {
    EXPECT_EQ(to_stripe_amount(Money::from_cents(1'250), "EUR").value(), 1'250);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(50'000), "JPY").value(), 500);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(510), "KWD").value(), 5'100);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(500), "ISK").value(), 500);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(1'250), "JPY").error().code(), Errc::invalid);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(550), "UGX").error().code(), Errc::invalid);
    EXPECT_EQ(to_stripe_amount(Money::from_cents(-1), "EUR").error().code(), Errc::invalid);
}

TEST(StripeAmount, ReadsBackWhatItWrote) {
    for (const char* currency : {"EUR", "JPY", "KWD", "ISK", "CLP", "TND"}) {
        const auto money = Money::from_cents(12'300);
        EXPECT_EQ(from_stripe_amount(to_stripe_amount(money, currency).value(), currency).value(),
                  money);
    }
    EXPECT_EQ(from_stripe_amount(5'101, "KWD").error().code(), Errc::invalid);
    EXPECT_EQ(from_stripe_amount(-1, "EUR").error().code(), Errc::invalid);
}

TEST(StripeSignature, FitsUnderEitherSecretOfARoll) {
    const auto at = now();
    for (const auto& secret : secrets)
        EXPECT_TRUE(
            check_stripe_signature(secrets, make_stripe_signature(secret, "{}", at), "{}", at));
}

TEST(StripeSignature, IsTheOneOfStripesScheme) {
    // HMAC-SHA-256 of "1700000000.{}" under "whsec_test", computed with openssl dgst.
    const auto at = from_unix_ms(1'700'000'000'000);
    EXPECT_EQ(make_stripe_signature("whsec_test", "{}", at),
              "t=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91");
}

TEST(StripeSignature, RefusesWhatIsForgedOldOrBroken) {
    const auto at = now();
    const auto good = make_stripe_signature("whsec_new", "{}", at);
    const auto denied = [&](const std::string& header, const std::string& body, Timestamp when) {
        const auto checked = check_stripe_signature(secrets, header, body, when);
        return !checked && checked.error().code() == Errc::denied;
    };
    EXPECT_TRUE(denied(good, "{ }", at));
    EXPECT_TRUE(denied(good, "{}", at + 301s));
    EXPECT_TRUE(denied(good, "{}", at - 302s));
    EXPECT_TRUE(denied(make_stripe_signature("whsec_other", "{}", at), "{}", at));
    for (const char* header :
         {"", "t=1", "v1=00", "t=x,v1=00", "t=-1,v1=00", "t=1,t=2,v1=00", ",,"})
        EXPECT_TRUE(denied(header, "{}", at)) << header;
    EXPECT_TRUE(denied(good.substr(0, good.size() - 1), "{}", at));
    EXPECT_TRUE(denied(std::string(5'000, 't'), "{}", at));
    EXPECT_FALSE(check_stripe_signature({}, good, "{}", at));
}

TEST(StripeObjects, ASessionIsWhatItsPaymentIs) {
    EXPECT_EQ(parse_stripe_payment(session("open", "unpaid"))->status, PaymentStatus::pending);
    EXPECT_EQ(parse_stripe_payment(session("complete", "paid"))->status, PaymentStatus::completed);
    EXPECT_EQ(parse_stripe_payment(session("complete", "unpaid"))->status, PaymentStatus::pending);
    EXPECT_EQ(parse_stripe_payment(session("expired", "unpaid"))->status, PaymentStatus::failed);
    const auto paid = parse_stripe_payment(session("complete", "paid")).value();
    EXPECT_EQ(paid.amount, Money::from_cents(2'500));
    EXPECT_EQ(paid.currency, "EUR");
    EXPECT_EQ(paid.reference, "pi_1");
}

TEST(StripeObjects, AFailedTryOfAnIntentIsNotItsEnd) {
    const auto read = parse_stripe_event(event(
        "payment_intent.payment_failed",
        R"({"id":"pi_1","object":"payment_intent","amount":500,"currency":"jpy",)"
        R"("status":"requires_payment_method","last_payment_error":{"message":"declined"}})"));
    ASSERT_TRUE(read && read->payment);
    EXPECT_EQ(read->payment->status, PaymentStatus::pending);
    EXPECT_EQ(read->payment->amount, Money::from_cents(50'000));
    EXPECT_NE(read->payment->message.find("declined"), std::string::npos);
}

TEST(StripeObjects, ARefundedChargeTellsOfItsIntent) {
    const auto read = parse_stripe_event(
        event("charge.refunded", R"({"id":"ch_1","object":"charge","payment_intent":"pi_1",)"
                                 R"("amount":2500,"amount_refunded":1000,"currency":"eur"})"));
    ASSERT_TRUE(read && read->payment);
    EXPECT_EQ(read->payment->id, "pi_1");
    EXPECT_EQ(read->payment->refunded, Money::from_cents(1'000));
}

TEST(StripeObjects, GarbageIsNoAnswer) {
    for (const char* json : {"", "{", "[]", "null", "{}", R"({"object":"checkout.session"})",
                             R"({"id":"cs_1","object":"checkout.session","amount_total":"x"})"})
        EXPECT_EQ(parse_stripe_payment(json).error().code(), Errc::corrupt) << json;
    EXPECT_FALSE(parse_stripe_event("{}"));
    EXPECT_FALSE(parse_stripe_refund("{}"));
    EXPECT_FALSE(parse_stripe_event(event("customer.created", "{}"))->payment);
}

TEST_F(Stripe, ALinkIsACheckoutSessionUnderThePaymentsKey) {
    caller.answers.push_back(answer(200, session("open", "unpaid")));
    const auto wish = charge();

    const auto started = provider.start(wish);

    ASSERT_TRUE(started) << started.error().what();
    EXPECT_EQ(started->pay_url, "https://pay.example/cs_1");
    const auto& request = caller.requests.at(0);
    EXPECT_EQ(request.url, "http://stripe.test/v1/checkout/sessions");
    EXPECT_EQ(key(0), wish.payment.to_string());
    EXPECT_NE(request.body.find("unit_amount%5D=2500&"), std::string::npos) << request.body;
    EXPECT_NE(request.body.find("2%20%C3%97%20Vela%20%26%20m%C3%A1s"), std::string::npos);
}

TEST_F(Stripe, WhatMayHelpIsTriedAgainUnderTheSameKey) {
    caller.answers.push_back(Error(Errc::unavailable, "timed out"));
    caller.answers.push_back(answer(500, "oops"));
    caller.answers.push_back(answer(409, "{}"));
    caller.answers.push_back(answer(200, session("open", "unpaid")));

    EXPECT_TRUE(provider.start(charge()));

    ASSERT_EQ(caller.requests.size(), 4U);
    EXPECT_EQ(key(0), key(3));
}

TEST_F(Stripe, StripeMayForbidAnotherTry) {
    auto final_answer = answer(500, "{}");
    final_answer.headers = {{"stripe-should-retry", "false"}};
    caller.answers.push_back(final_answer);

    EXPECT_EQ(provider.start(charge()).error().code(), Errc::unavailable);
    ASSERT_GT(caller.requests.size(), 1U);
    EXPECT_EQ(caller.requests.at(1).method, "GET");
}

TEST_F(Stripe, WhatWasMadeBehindAnErrorIsFoundAndNotMadeAgain) {
    auto wish = charge();
    wish.made_at = parse_timestamp("2026-01-10T12:00:00Z").value();
    auto failure = answer(500, "{}");
    failure.headers = {{"stripe-should-retry", "false"}};
    const auto list = [](const std::string& item) { return "{\"data\":[" + item + "]}"; };
    auto made = session("open", "unpaid");
    made.replace(made.find("{}"), 2, R"({"payment_id":")" + wish.payment.to_string() + "\"}");
    caller.answers = {failure, answer(200, list(session("open", "unpaid") + "," + made))};

    const auto started = provider.start(wish);

    ASSERT_TRUE(started) << started.error().what();
    EXPECT_EQ(started->payment, wish.payment);
    EXPECT_NE(caller.requests.at(1).url.find("created%5Bgte%5D=1768046100"), std::string::npos)
        << caller.requests.at(1).url;

    caller.answers = {failure, answer(200, list(session("open", "unpaid")))};
    EXPECT_EQ(provider.start(wish).error().code(), Errc::unavailable);
}

TEST_F(Stripe, ErrorsSayWhatToDoNext) {
    const auto code = [&](int status) {
        caller.answers.assign(1, answer(status, R"({"error":{"message":"no","code":"c"}})"));
        return provider.start(charge()).error().code();
    };
    EXPECT_EQ(code(400), Errc::invalid);
    EXPECT_EQ(code(401), Errc::unavailable);
    EXPECT_EQ(code(402), Errc::denied);
    EXPECT_EQ(code(404), Errc::not_found);
    caller.answers.assign(1, answer(200, "<html>"));
    EXPECT_EQ(provider.start(charge()).error().code(), Errc::unavailable);
}

TEST_F(Stripe, AnAmountThatTheCurrencyCannotHaveIsNotAskedFor) {
    EXPECT_EQ(provider.start(charge(Money::from_cents(1'250), "JPY")).error().code(),
              Errc::invalid);
    EXPECT_TRUE(caller.requests.empty());
}

TEST_F(Stripe, AnEventIsReadOnlyIfItIsSigned) {
    const auto body = event("checkout.session.completed", session("complete", "paid"));
    const auto at = now();

    const auto read = provider.read_event(body, make_stripe_signature("whsec_old", body, at), at);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->id, "evt_1");
    EXPECT_EQ(provider.read_event(body, "t=1,v1=00", at).error().code(), Errc::denied);
}

}  // namespace tts::test
