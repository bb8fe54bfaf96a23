#include "apps/tiktoksales/accounts/audit_trail.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tts::test {

namespace {

const AccessRule& rule(Role role, std::string_view method, std::string_view pattern) {
    const auto* const found = find_access_rule(role, method, pattern);
    EXPECT_NE(found, nullptr) << pattern;
    return *found;
}

http::Request request(std::string body, http::Fields path = {}) {
    http::Request made;
    made.body = std::move(body);
    made.path_parameters = std::move(path);
    return made;
}

Caller assistant() {
    Caller caller;
    caller.kind = Callers::assistant;
    caller.account =
        Identity{.account = Uuid::next(), .role = AccountRole::assistant, .name = "ana"};
    caller.session = Uuid::next();
    return caller;
}

// Keeps what it is given.
class KeptLog final : public AuditLog {
public:
    explicit KeptLog(std::vector<AuditEntry>& entries) : entries_(entries) {}

    Result<void> append(const AuditEntry& entry) override {
        entries_.push_back(entry);
        return {};
    }
    Result<std::vector<AuditEntry>> page(const AuditFilter&) override { return entries_; }
    Result<AuditChain> check() override { return AuditChain{}; }
    Result<std::int64_t> remove_before(Timestamp) override { return 0; }

private:
    std::vector<AuditEntry>& entries_;
};

TEST(AuditTrail, SaysWhoDidWhatOnWhat) {
    const auto& edit = rule(Role::ecommerce, "PATCH", "/orders/{order_number}");
    const auto caller = assistant();

    const auto entry = audit_entry(
        edit, caller, request(R"({"status":"shipped","quantity":2})", {{"order_number", "ORD-1"}}),
        {.status = 200, .address = "10.0.0.1"});

    EXPECT_EQ(entry.actor_kind, "assistant");
    EXPECT_EQ(entry.actor, caller.account->account.to_string());
    EXPECT_EQ(entry.session, caller.session.to_string());
    EXPECT_EQ(entry.streamer, "ana");
    EXPECT_EQ(entry.action, "PATCH /orders/{order_number}");
    EXPECT_EQ(entry.object, "/orders/ORD-1");
    EXPECT_EQ(entry.detail, R"({"status":"shipped","quantity":"2"})");
    EXPECT_EQ(entry.address, "10.0.0.1");
    EXPECT_EQ(entry.status, 200);
}

TEST(AuditTrail, TellsNoSecretAndNothingOfPersons) {
    const auto& choose = rule(Role::auth, "POST", "/password/{token}");
    const auto& notify = rule(Role::ecommerce, "POST", "/notify/sms");

    const auto chosen = audit_entry(
        choose, {}, request(R"({"password":"my secret"})", {{"token", "ttr_SECRET"}}), {});
    const auto told = audit_entry(
        notify, {}, request(R"({"phone_number":"+34600123456","message":"hello","x":{"y":1}})"),
        {});

    EXPECT_EQ(chosen.object, "/password/{token}");
    EXPECT_EQ(chosen.detail, R"({"password":null})");
    EXPECT_EQ(told.detail, R"({"phone_number":null,"message":null,"x":null})");
}

TEST(AuditTrail, ALoginNamesTheAddressAlsoIfItFailed) {
    std::vector<AuditEntry> kept;
    AuditTrail trail(std::make_unique<KeptLog>(kept));
    const auto& login = rule(Role::auth, "POST", "/login");
    const auto form = request(R"({"email":" Ana@Example.com","password":"wrong"})");

    trail.saw(login, {}, form, {.status = 401});
    trail.saw(login, {}, form, {.status = 429});

    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].actor_name, "ana@example.com");
    EXPECT_EQ(kept[0].actor_kind, "anyone");
    EXPECT_EQ(kept[0].status, 401);
    EXPECT_EQ(kept[0].detail.find("wrong"), std::string::npos);
}

TEST(AuditTrail, WhatStrangersAreRefusedIsNotTold) {
    std::vector<AuditEntry> kept;
    AuditTrail trail(std::make_unique<KeptLog>(kept));
    const auto& edit = rule(Role::ecommerce, "PATCH", "/orders/{order_number}");

    trail.saw(edit, {}, request(""), {.status = 401});
    EXPECT_TRUE(kept.empty());
    trail.saw(edit, assistant(), request(""), {.status = 403});
    EXPECT_EQ(kept.size(), 1U);
}

TEST(AuditTrail, ProgramsAreNotPeopleButAnAdministratorsTokenIs) {
    std::vector<AuditEntry> kept;
    AuditTrail trail(std::make_unique<KeptLog>(kept));
    const auto& notify = rule(Role::ecommerce, "POST", "/notify/sms");
    ApiToken token;
    token.prefix = "tts_service_A";
    token.scope = TokenScope::service;
    Caller caller;
    caller.program = token;
    trail.saw(notify, caller, request(""), {});
    EXPECT_TRUE(kept.empty());

    token.prefix = "tts_admin_A";
    token.scope = TokenScope::admin;
    token.name = "me";
    caller.program = token;
    trail.saw(notify, caller, request(""), {});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].actor, "tts_admin_A");
    EXPECT_EQ(kept[0].actor_name, "me");
}

// Whoever adds a route that changes something either has it audited or says here why not.
TEST(AuditTrail, EveryChangeIsAuditedButThese) {
    const std::set<std::string_view> known = {
        "/comments",        "/comments/batch",  "/ws/comments",     "/chat",
        "/process_queue",   "/predict_intent",  "/match_product",   "/analyze_product",
        "/frames",          "/order/create",    "/payment/process", "/token/refresh",
        "/webhooks/stripe", "/webhooks/twilio", "/claim/{streamer}"};
    for (const auto& one : access_rules()) {
        const bool may_be_unaudited =
            one.method == "GET" || one.pattern.starts_with("/c/") || known.contains(one.pattern);
        EXPECT_EQ(is_audited(one), !may_be_unaudited) << one.method << " " << one.pattern;
    }
}

}  // namespace

}  // namespace tts::test
