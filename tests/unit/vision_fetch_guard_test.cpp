#include "adapters/curl/image_fetcher_guard.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tts {
namespace {

// Whether everything that can be known without a name server lets the URL through.
bool is_let_through(const std::string& url, const FetchRules& rules = {}) {
    const auto target = parse_fetch_target(url, rules);
    if (!target) return false;
    const auto addresses = resolve(*target, std::chrono::seconds(5));
    return addresses && check_addresses(*target, *addresses);
}

TEST(FetchGuard, PublicAddressesAreLetThrough) {
    for (const char* url :
         {"http://93.184.216.34/a.jpg", "https://93.184.216.34/a.jpg", "http://1.1.1.1:80/",
          "https://[2606:4700::1111]/x.png", "HTTPS://8.8.8.8:443/?q=1#f", "http://172.15.0.1/",
          "http://172.32.0.1/", "http://100.63.255.255/", "http://223.255.255.255/"})
        EXPECT_TRUE(is_let_through(url)) << url;
}

// Each way to write an address of ours, or of nobody's.
const char* const private_urls[] = {
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://0177.1/",
    "http://127.0.0.1./",
    "http://127.255.255.254/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://0xa000001/",
    "http://167772161/",
    "http://100.64.0.1/",
    "http://100.127.255.255/",
    "http://169.254.169.254/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.0.0.1/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://192.168.0.1/",
    "http://192.168.255.255/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.255/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::8.8.8.8]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:808:808::1]/",
    "http://[2001::1]/",
    "http://[2001:0:53aa:64c::]/",
    "http://[2001:db8::1]/",
    "http://[2001:10::1]/",
    "http://[3fff::1]/",
    "http://[100::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    "http://[fe80::1]/",
    "http://[febf::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[4000::1]/",
};

TEST(FetchGuard, NoFormOfAPrivateOrSpecialAddressIsLetThrough) {
    for (const std::string url : private_urls) {
        EXPECT_FALSE(is_let_through(url)) << url;
        EXPECT_FALSE(is_let_through("https" + url.substr(4))) << url;
    }
}

TEST(FetchGuard, OtherSchemesCredentialsAndPortsAreRefusedBeforeAnyLookUp) {
    for (const char* url : {"file:///etc/passwd",
                            "ftp://1.1.1.1/",
                            "gopher://1.1.1.1/",
                            "dict://1.1.1.1:11211/",
                            "ldap://1.1.1.1/",
                            "smb://1.1.1.1/",
                            "data:image/png;base64,AAAA",
                            "javascript:1",
                            "//1.1.1.1/",
                            "1.1.1.1/a.jpg",
                            "http://",

                            "http:1.1.1.1",
                            "",
                            "http://user@1.1.1.1/",
                            "http://user:pass@1.1.1.1/",
                            "http://:pass@1.1.1.1/",
                            "http://1.1.1.1@127.0.0.1/",
                            "http://127.0.0.1:80@1.1.1.1/",
                            "http://1.1.1.1:22/",
                            "http://1.1.1.1:6379/",
                            "http://1.1.1.1:8080/",
                            "https://1.1.1.1:80443/",
                            "http://1.1.1.1:0/",
                            "http://1.1.1.1:-1/",
                            "http://1.1.1.1:http/",
                            "http://[fe80::1%25eth0]/",
                            "http://[2606:4700::1111%25lo]/",
                            "http://[1.1.1.1]/",
                            "http://[::1",
                            "http://1.1.1.1 /",
                            "http://1.1.1.1\\@127.0.0.1/",
                            "http://1.1.1.1/\r\nHost: x",
                            "http://1.1.1.1/a b",
                            "http://1.1.1.1\t/",
                            "http://exa mple.com/"})
        EXPECT_FALSE(parse_fetch_target(url, {})) << url;
    EXPECT_FALSE(parse_fetch_target("http://1.1.1.1/" + std::string(3'000, 'a'), {}));
}

TEST(FetchGuard, TrustedHostsMayHaveAnyAddressAndPort) {
    const FetchRules rules{.allow_private = false,
                           .hosts_trusted = {"127.0.0.1", "localhost:9000", "FD00::1"}};

    EXPECT_TRUE(is_let_through("http://127.0.0.1:8080/a.jpg", rules));
    EXPECT_TRUE(is_let_through("http://0x7f.1/a.jpg", rules));
    EXPECT_TRUE(is_let_through("http://localhost:9000/a.jpg", rules));
    EXPECT_FALSE(is_let_through("http://localhost/a.jpg", rules));
    EXPECT_FALSE(is_let_through("http://127.0.0.2/a.jpg", rules));
    EXPECT_FALSE(is_let_through("http://127.0.0.1.example.invalid/", rules));
    EXPECT_TRUE(parse_fetch_target("http://[fd00::1]:9000/", rules).value().trusted);
}

TEST(FetchGuard, AllowingPrivateAddressesStillRefusesOtherSchemes) {
    const FetchRules rules{.allow_private = true, .hosts_trusted = {}};

    EXPECT_TRUE(is_let_through("http://127.0.0.1:8080/a.jpg", rules));
    EXPECT_FALSE(is_let_through("file:///etc/passwd", rules));
    EXPECT_FALSE(is_let_through("http://user:pass@127.0.0.1/", rules));
}

}  // namespace
}  // namespace tts
