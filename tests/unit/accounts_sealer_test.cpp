#include "accounts/sealer.hpp"

#include <gtest/gtest.h>

namespace tts {

namespace {

// The bytes 0 to 31, and 32 zeros.
const std::string key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string other_key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
constexpr std::string_view street = "order_addresses.street";

// Made by another implementation of AES-256-GCM, with the nonce 100 to 111.
const std::string sealed_elsewhere =
    "sealed:v1:dbe06f56:ZGVmZ2hpamtsbW5vC3qyChzJG_9HDS3I6xgdNp1jMv_jTy4cYWRAKDE";

Sealer sealer_of(const std::vector<std::string>& keys) {
    return Sealer::of(keys).value();
}

TEST(Sealer, WhatIsSealedOpensAndTellsNothing) {
    const auto sealer = sealer_of({key});
    for (const std::string text : {"Calle Mayor 1", "x", "sealed:v1:", "Łódź, ul. Piotrkowska 1"}) {
        const auto sealed = sealer.seal(text, street);

        EXPECT_TRUE(sealed.starts_with("sealed:v1:dbe06f56:")) << sealed;
        EXPECT_EQ(sealer.open(sealed, street).value(), text);
    }
    EXPECT_NE(sealer.seal("Calle Mayor 1", street), sealer.seal("Calle Mayor 1", street));
    EXPECT_EQ(sealer.seal("", street), "");
}

TEST(Sealer, WhatWasSealedElsewhereOpens) {
    EXPECT_EQ(sealer_of({key}).open(sealed_elsewhere, street).value(), "Calle Mayor 1");
}

TEST(Sealer, WhatIsNotSealedIsReadAsItIs) {
    for (const auto& sealer : {Sealer(), sealer_of({key})})
        for (const std::string text : {"Calle Mayor 1", "", "sealed:v1:dbe06f56:AAAA"})
            EXPECT_EQ(sealer.open(text, street).value(), text);
    EXPECT_EQ(Sealer().seal("Calle Mayor 1", street), "Calle Mayor 1");
}

TEST(Sealer, EveryChangeAndEveryOtherPlaceIsSeen) {
    const auto sealer = sealer_of({key});
    EXPECT_EQ(sealer.open(sealed_elsewhere, "order_addresses.city").error().code(), Errc::corrupt);
    const auto first = sealed_elsewhere.rfind(':') + 1;
    // The last digit of base64 has bits that mean nothing.
    for (auto at = first; at + 1 < sealed_elsewhere.size(); ++at) {
        auto changed = sealed_elsewhere;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(sealer.open(changed, street).error().code(), Errc::corrupt) << changed;
    }
}

TEST(Sealer, ANewKeySealsAndTheOldOneStillOpens) {
    const auto old = sealer_of({key});
    const auto rolled = sealer_of({other_key, key});
    const auto sealed = rolled.seal("Calle Mayor 1", street);

    EXPECT_EQ(rolled.open(sealed_elsewhere, street).value(), "Calle Mayor 1");
    EXPECT_EQ(rolled.open(sealed, street).value(), "Calle Mayor 1");
    const auto unknown = old.open(sealed, street);
    EXPECT_EQ(unknown.error().code(), Errc::corrupt);
    EXPECT_NE(unknown.error().what().find("storage.data_keys"), std::string::npos);
    EXPECT_EQ(Sealer().open(sealed, street).error().code(), Errc::corrupt);
}

TEST(Sealer, AKeyHasThirtyTwoBytesAndIsNotTold) {
    EXPECT_TRUE(Sealer::of({"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}));
    EXPECT_TRUE(Sealer::of({"__________________________________________8"}));
    EXPECT_TRUE(Sealer::of({"//////////////////////////////////////////8="}));
    for (const std::string bad : {"", "AAEC", "not base64 at all, but with 32 or more bytes",
                                  "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="}) {
        const auto refused = Sealer::of({key, bad});
        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().code(), Errc::invalid);
        if (!bad.empty()) {
            EXPECT_EQ(refused.error().what().find(bad), std::string::npos);
        }
    }
}

}  // namespace

}  // namespace tts
