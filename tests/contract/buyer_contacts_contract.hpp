#pragma once

// The promises of ports/buyer_contacts.hpp as tests. An adapter's test file includes this once and
// says how they are opened.

#include "contract/store/fixture.hpp"
#include "ports/buyer_contacts.hpp"

namespace tts::test {

// A new database and what is known of buyers in it, for one test.
class ContactsWorld {
public:
    virtual ~ContactsWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<BuyerContacts>> open() = 0;
};

using MakeContactsWorld = std::unique_ptr<ContactsWorld> (*)();

class BuyerContactsContract : public testing::TestWithParam<MakeContactsWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        contacts_ = world_->open().value();
    }

    BuyerContacts& contacts() { return *contacts_; }

private:
    std::unique_ptr<ContactsWorld> world_;
    std::unique_ptr<BuyerContacts> contacts_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BuyerContactsContract);

inline BuyerContact sample_contact(const std::string& handle) {
    return {.streamer = "ana",
            .handle = handle,
            .phone = "+34600123456",
            .email = "luis@example.com",
            .language = "es",
            .opted_out = true,
            .verified_by = "code",
            .updated_at = moment()};
}

TEST_P(BuyerContactsContract, AContactIsFoundAsItWasSavedAndReplaced) {
    auto contact = sample_contact("luis 'ñ' 🛒");
    ASSERT_TRUE(contacts().save(contact));
    EXPECT_EQ(contacts().find("ana", contact.handle).value(), contact);

    contact.phone = "";
    contact.opted_out = false;
    contact.verified_by = "";
    contact.updated_at = moment(5);
    ASSERT_TRUE(contacts().save(contact));
    EXPECT_EQ(contacts().find("ana", contact.handle).value(), contact);
}

TEST_P(BuyerContactsContract, ABuyerOfAnotherSellerIsAnother) {
    ASSERT_TRUE(contacts().save(sample_contact("luis")));

    EXPECT_EQ(contacts().find("eva", "luis").error().code(), Errc::not_found);
    EXPECT_EQ(contacts().find("ana", "luisa").error().code(), Errc::not_found);
}

TEST_P(BuyerContactsContract, ANumberThatStoppedStaysSoUntilItAsksAgain) {
    const std::string phone = "+34600123456";
    EXPECT_EQ(contacts().address(phone).value(), AddressState());

    ASSERT_TRUE(contacts().opt_out(phone, "BAJA", moment()));
    EXPECT_EQ(contacts().address(phone)->opted_out_at, moment());
    ASSERT_TRUE(contacts().opt_in(phone, moment(1)));
    EXPECT_EQ(contacts().address(phone)->opted_out_at, std::nullopt);
    EXPECT_TRUE(contacts().opt_in("+34600999999", moment())) << "never stopped";
}

TEST_P(BuyerContactsContract, WhenABuyerLastWroteNeverGoesBack) {
    const std::string phone = "+34600123456";
    ASSERT_TRUE(contacts().opt_out(phone, "STOP", moment()));
    ASSERT_TRUE(contacts().note_wrote(phone, moment(9)));
    ASSERT_TRUE(contacts().note_wrote(phone, moment(3)));

    const AddressState expected{.opted_out_at = moment(), .wrote_at = moment(9)};
    EXPECT_EQ(contacts().address(phone).value(), expected);
}

}  // namespace tts::test
