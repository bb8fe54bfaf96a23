#include "adapters/sqlite/side_connection.hpp"

#include "adapters/sqlite/sqlite_store.hpp"

namespace tts::sqlite {

Result<std::unique_ptr<SideConnection>> SideConnection::open(const std::string& path) {
    const auto migrator = open_sqlite_migrator(path);
    if (!migrator) return migrator.error();
    const auto verified = (*migrator)->verify();
    if (!verified) return verified.error();
    auto writer = Writer::open(path);
    if (!writer) return writer.error();
    auto reader = Database::open(path, Access::read_only);
    if (!reader) return reader.error();
    // make_unique cannot move a mutex into place. NOLINTNEXTLINE(modernize-make-unique)
    return std::unique_ptr<SideConnection>(new SideConnection{
        .mutex = {}, .writer = std::move(*writer), .reader = std::move(*reader)});
}

}  // namespace tts::sqlite
