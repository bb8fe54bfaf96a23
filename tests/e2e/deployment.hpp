#pragma once

#include "e2e/data_servers.hpp"
#include "e2e/server_process.hpp"
#include "support/database_client.hpp"
#include "support/redis_client.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace tts::test {

// The program, in one process or in several, on a Redis and a PostgreSQL of its own.
struct Deployment {
    RedisProcess redis_server;
    TestDatabase database_server;
    std::unique_ptr<Servers> server = start_servers(redis_server.url(), database_server.url());
    RedisClient redis{redis_server.port()};
    std::unique_ptr<DatabaseClient> database = open_postgres(database_server.url());
};

// Starts the deployment when the first test of the program asks for it, and stops it after the
// last one, or after each round of --gtest_repeat.
class SharedDeployment : public ::testing::Environment {
public:
    static Deployment& instance();
    void TearDown() override;
};

// A test against the shared deployment. If it fails, the end of the server's log is shown.
class DeploymentTest : public ::testing::Test {
protected:
    void TearDown() override;

    Deployment& deployment = SharedDeployment::instance();
    Servers& server = *deployment.server;
    RedisClient& redis = deployment.redis;
    DatabaseClient& database = *deployment.database;
    // Names that no other test uses, so that tests share nothing.
    std::string streamer = unique_name("ana");
    std::string client = unique_name("luis");

    static std::string unique_name(const std::string& prefix);
};

// The new product's id, inserted by SQL as an outside program does it, with the contract's columns.
struct NewProduct {
    std::string streamer;
    std::string sku = "VELA-01";
    std::string name = "Vela de soja";
    std::string price = "12.50";
    int stock = 100;
};
std::string insert_product(DatabaseClient& database, const NewProduct& product);

}  // namespace tts::test
