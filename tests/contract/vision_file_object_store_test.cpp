#include "adapters/files/file_object_store.hpp"
#include "contract/object_store_contract.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

namespace tts::test {

class FileStoreFixture final : public ObjectStoreFixture {
public:
    ObjectStore& store() override { return store_; }

private:
    TempFolder folder_;
    FileObjectStore store_{folder_.path() / "made" / "on" / "demand"};
};

INSTANTIATE_TEST_SUITE_P(Files,
                         ObjectStoreContract,
                         testing::Values([]() -> std::unique_ptr<ObjectStoreFixture> {
                             return std::make_unique<FileStoreFixture>();
                         }));

namespace {

TEST(FileObjectStore, LinksAreNotFollowedOutOfTheFolder) {
    const TempFolder folder;
    std::ofstream(folder.path() / "secret") << "secret";
    std::filesystem::create_directories(folder.path() / "objects" / "a");
    std::filesystem::create_symlink(folder.path() / "secret", folder.path() / "objects/a/b");
    FileObjectStore store(folder.path() / "objects");

    EXPECT_EQ(store.get("a/b", 100).error().code(), Errc::not_found);
    EXPECT_EQ(store.find("a/b").error().code(), Errc::not_found);
}

TEST(FileObjectStore, ReadersSeeTheOldContentOrTheNewButNeverAPart) {
    const TempFolder folder;
    FileObjectStore store(folder.path());
    const std::string old_content(200'000, 'o');
    const std::string new_content(200'000, 'n');
    ASSERT_TRUE(store.put("a/b", old_content));

    std::jthread writer([&] {
        for (int i = 0; i < 20; ++i) (void)store.put("a/b", i % 2 ? old_content : new_content);
    });
    for (int i = 0; i < 200; ++i) {
        const std::string read = store.get("a/b", 1'000'000).value();
        ASSERT_TRUE(read == old_content || read == new_content);
    }
}

TEST(FileObjectStore, ADiskThatRefusesIsUnavailable) {
    const TempFolder folder;
    std::ofstream(folder.path() / "objects") << "a file where the folder should be";
    FileObjectStore store(folder.path() / "objects");

    EXPECT_EQ(store.put("a/b", "x").error().code(), Errc::unavailable);
    EXPECT_EQ(store.get("a/b", 100).error().code(), Errc::not_found);
}

}  // namespace
}  // namespace tts::test
