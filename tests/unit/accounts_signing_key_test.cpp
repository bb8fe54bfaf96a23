#include "accounts/signing_key.hpp"

#include "accounts/token.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace tts::test {

namespace {

class SigningKey : public testing::Test {
protected:
    TempFolder folder_;
    std::string path_ = folder_.path() / "jwt.key";
};

TEST_F(SigningKey, IsMadeOnceAndKept) {
    const auto first = load_or_make_key(path_).value();

    EXPECT_EQ(load_or_make_key(path_).value(), first);
    EXPECT_TRUE(TokenSigner::make(first));
}

TEST_F(SigningKey, CanBeReadByItsOwnerOnly) {
    static_cast<void>(load_or_make_key(path_).value());

    struct stat status {};
    ASSERT_EQ(stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(SigningKey, IsRefusedIfOthersMayReadIt) {
    static_cast<void>(load_or_make_key(path_).value());
    ASSERT_EQ(chmod(path_.c_str(), 0644), 0);

    const auto key = load_or_make_key(path_);

    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code(), Errc::invalid);
    EXPECT_NE(key.error().what().find("chmod 600"), std::string::npos);
}

TEST_F(SigningKey, IsTheSameForAllThatMakeItAtOnceAndLeavesNoDraft) {
    std::vector<std::string> keys(8);
    {
        std::vector<std::jthread> threads;
        for (auto& key : keys)
            threads.emplace_back([&key, this] { key = load_or_make_key(path_).value(); });
    }

    for (const auto& key : keys) EXPECT_EQ(key, keys.front());
    const std::filesystem::directory_iterator files(folder_.path());
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST_F(SigningKey, SaysWhatIsWrongWithItsFolder) {
    const auto key = load_or_make_key(folder_.path() / "none" / "jwt.key");

    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code(), Errc::unavailable);
}

TEST_F(SigningKey, OfAnOperatorIsTheFirstLineOfItsFile) {
    std::ofstream(path_) << "  a secret of thirty-two characters  \nanother line\n";

    EXPECT_EQ(read_secret_file(path_).value(), "a secret of thirty-two characters");
    EXPECT_FALSE(read_secret_file(path_ + ".none"));
}

}  // namespace

}  // namespace tts::test
