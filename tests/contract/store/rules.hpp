#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

TEST_P(StoreContract, AShowWithoutRulesHasTheDefaults) {
    EXPECT_EQ(store().show("ana", moment()).value().rules, ShowRules());
}

TEST_P(StoreContract, TheRulesOfAShowAreReadBackExactlyAndReplaced) {
    ShowRules rules{.hold = std::chrono::seconds(60),
                    .reminder = std::chrono::seconds(20),
                    .carts = Carts::one_order,
                    .sale = SaleMode::first_paid,
                    .buyer_units_max = 3,
                    .unpaid_max = 2,
                    .unpaid_days = 7,
                    .platform = PlatformRules::tiktok,
                    .buy_score_min = 0.65,
                    .match_score_min = 0.8,
                    .shipping = Money::from_cents(499),
                    .free_shipping_from = Money::from_cents(5'000)};
    ASSERT_TRUE(store().save_rules("ana", rules));
    EXPECT_EQ(store().show("ana", moment()).value().rules, rules);

    rules.hold = std::chrono::seconds(0);
    rules.carts = Carts::each;
    ASSERT_TRUE(store().save_rules("ana", rules));
    EXPECT_EQ(store().show("ana", moment()).value().rules, rules);
    EXPECT_EQ(store().show("bea", moment()).value().rules, ShowRules());
}

}  // namespace tts::test
