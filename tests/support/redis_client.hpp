#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct redisContext;

namespace tts::test {

// Looks into Redis as an outside program does. Throws if Redis answers with an error.
class RedisClient {
public:
    explicit RedisClient(int port);
    ~RedisClient();
    RedisClient(RedisClient&&) noexcept;

    // All texts of the answer, nested ones flattened; numbers in decimal, nothing for nil.
    std::vector<std::string> command(const std::vector<std::string>& words);
    std::int64_t number(const std::vector<std::string>& words);

    std::vector<std::string> list(const std::string& key) {
        return command({"LRANGE", key, "0", "-1"});
    }

    struct StreamEntry {
        std::string id;
        std::vector<std::pair<std::string, std::string>> fields;

        std::string field(const std::string& name) const;  // Empty if there is none.
    };
    // The newest entries, newest first.
    std::vector<StreamEntry> newest(const std::string& stream, int count);

private:
    struct Free {
        void operator()(redisContext* context) const;
    };
    std::unique_ptr<redisContext, Free> context_;
};

}  // namespace tts::test
