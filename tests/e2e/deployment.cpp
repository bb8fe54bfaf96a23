#include "e2e/deployment.hpp"

#include "core/uuid.hpp"

#include <iostream>
#include <optional>

namespace tts::test {

namespace {

// The one deployment of this test program.
std::unique_ptr<Deployment>& shared() {
    static std::unique_ptr<Deployment> deployment;
    return deployment;
}

// Owned by GoogleTest.
const auto* const environment = ::testing::AddGlobalTestEnvironment(new SharedDeployment);

}  // namespace

Deployment& SharedDeployment::instance() {
    if (!shared()) shared() = std::make_unique<Deployment>();
    return *shared();
}

void SharedDeployment::TearDown() {
    if (!shared()) return;
    EXPECT_EQ(shared()->server->stop(), 0) << shared()->server->log_tail();
    shared().reset();
}

void DeploymentTest::TearDown() {
    if (HasFailure()) std::cerr << "--- log of the server\n" << server.log_tail() << "---\n";
}

std::string DeploymentTest::unique_name(const std::string& prefix) {
    return prefix + "_" + Uuid::next().to_string();
}

std::string insert_product(DatabaseClient& database, const NewProduct& product) {
    database.query(
        "INSERT INTO products (sku, streamer, name, user_description, price, stock) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {product.sku, product.streamer, product.name, "as shown in the stream", product.price,
         std::to_string(product.stock)});
    return database.value("SELECT id FROM products WHERE streamer = $1 AND sku = $2",
                          {product.streamer, product.sku});
}

}  // namespace tts::test
