#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tts::test {

using Rows = std::vector<std::vector<std::string>>;

// Looks into a database as an outside program does, in SQL that both databases read. Parameters
// are $1, $2... in order; NULL reads as an empty text. Throws if the database refuses.
class DatabaseClient {
public:
    virtual ~DatabaseClient() = default;

    virtual Rows query(const std::string& sql, const std::vector<std::string>& values = {}) = 0;

    // Until query("COMMIT"), all reads see the database as it is at the first of them.
    virtual void begin_snapshot() = 0;

    // The only value of the only row; throws if there is another number of rows.
    std::string value(const std::string& sql, const std::vector<std::string>& values = {});
    std::int64_t number(const std::string& sql, const std::vector<std::string>& values = {}) {
        return std::stoll(value(sql, values));
    }
};

std::unique_ptr<DatabaseClient> open_postgres(const std::string& url);
std::unique_ptr<DatabaseClient> open_sqlite(const std::filesystem::path& file);

}  // namespace tts::test
