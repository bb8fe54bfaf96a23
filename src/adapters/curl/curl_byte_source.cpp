#include "adapters/curl/curl_byte_source.hpp"

#include "adapters/curl/guarded_handle.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

// More than that is not taken from the socket before somebody reads it.
constexpr std::size_t buffer_bytes_max = 1024 * 1024;

struct FreeMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

// One answer, which may never end.
class Transfer final : public ByteStream {
public:
    Transfer(FetchTarget target, const ByteSourceSettings& settings, std::stop_token stop)
        : target_(std::move(target)), settings_(settings), stop_(std::move(stop)) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() override {
        if (multi_ && curl_) curl_multi_remove_handle(multi_.get(), curl_.get());
    }

    // Until the answer begins.
    Result<void> start(const std::vector<SocketAddress>& addresses) {
        curl_.reset(curl_easy_init());
        multi_.reset(curl_multi_init());
        if (!curl_ || !multi_) return Error(Errc::unavailable, "no memory for a request");
        guard_.target = &target_;
        pinned_ = set_guard(curl_.get(), guard_, addresses);
        curl_easy_setopt(curl_.get(), CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(settings_.connect_timeout.count()));
        curl_easy_setopt(curl_.get(), CURLOPT_WRITEFUNCTION, &Transfer::receive);
        curl_easy_setopt(curl_.get(), CURLOPT_WRITEDATA, this);
        curl_multi_add_handle(multi_.get(), curl_.get());
        return wait_for_bytes();
    }

    std::string redirect() const {
        const char* url = nullptr;
        curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &url);
        return url ? url : "";
    }

    Result<void> check_status() const {
        long status = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status == 200) return {};
        const std::string what = target_.host + " answered " + std::to_string(status);
        return Error(status >= 500 || status == 429 ? Errc::unavailable : Errc::not_found, what);
    }

    Result<std::size_t> read(std::span<char> bytes) override {
        const auto waited = wait_for_bytes();
        if (!waited) return waited.error();
        const std::size_t size = std::min(bytes.size(), buffer_.size() - begin_);
        std::memcpy(bytes.data(), buffer_.data() + begin_, size);
        begin_ += size;
        if (begin_ == buffer_.size()) {
            buffer_.clear();
            begin_ = 0;
        }
        if (is_paused_ && buffer_.empty()) {
            is_paused_ = false;
            curl_easy_pause(curl_.get(), CURLPAUSE_CONT);
        }
        return size;
    }

private:
    static std::size_t receive(char* data, std::size_t, std::size_t size, void* user) {
        auto& transfer = *static_cast<Transfer*>(user);
        if (transfer.buffer_.size() + size > buffer_bytes_max) {
            transfer.is_paused_ = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        transfer.buffer_.append(data, size);
        return size;
    }

    // Until there are bytes to read, or none will come any more.
    Result<void> wait_for_bytes() {
        const auto deadline = Clock::now() + settings_.silence_max;
        while (begin_ == buffer_.size() && !outcome_) {
            if (stop_.stop_requested()) return Error(Errc::unavailable, "asked to stop");
            if (Clock::now() > deadline)
                return Error(Errc::unavailable, target_.host + " sends nothing any more");
            const auto worked = work();
            if (!worked) return worked.error();
        }
        if (begin_ < buffer_.size() || *outcome_ == CURLE_OK) return {};
        if (guard_.denied)
            return Error(Errc::denied, "an address of " + target_.host + " is not public");
        return Error(Errc::unavailable,
                     "reading from " + target_.host + ": " + curl_easy_strerror(*outcome_));
    }

    Result<void> work() {
        int running = 0;
        if (curl_multi_perform(multi_.get(), &running) != CURLM_OK)
            return Error(Errc::unavailable, "the connection to " + target_.host + " failed");
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left))
            if (message->msg == CURLMSG_DONE) outcome_ = message->data.result;
        constexpr int wait_ms = 100;  // How late a wish to stop may be noticed.
        if (!outcome_ && begin_ == buffer_.size())
            curl_multi_poll(multi_.get(), nullptr, 0, wait_ms, nullptr);
        return {};
    }

    const FetchTarget target_;
    const ByteSourceSettings& settings_;
    const std::stop_token stop_;
    ConnectGuard guard_;
    CurlList pinned_;
    CurlHandle curl_;
    std::unique_ptr<CURLM, FreeMulti> multi_;
    std::string buffer_;
    std::size_t begin_ = 0;  // Of what was not read yet.
    bool is_paused_ = false;
    std::optional<CURLcode> outcome_;  // Once the answer is complete, or broke off.
};

}  // namespace

CurlByteSource::CurlByteSource(ByteSourceSettings settings) : settings_(std::move(settings)) {
    start_curl();
}

Result<std::unique_ptr<ByteStream>> CurlByteSource::open(const std::string& url,
                                                         const std::stop_token& stop) {
    std::string next = url;
    for (int redirects = 0; redirects <= settings_.redirects_max; ++redirects) {
        auto target = parse_fetch_target(next, settings_.rules);
        if (!target) return target.error();
        const auto addresses = resolve(*target, settings_.connect_timeout);
        if (!addresses) return addresses.error();
        const auto allowed = check_addresses(*target, *addresses);
        if (!allowed) return allowed.error();
        auto transfer = std::make_unique<Transfer>(std::move(*target), settings_, stop);
        const auto started = transfer->start(*addresses);
        if (!started) return started.error();
        next = transfer->redirect();
        if (!next.empty()) continue;
        const auto checked = transfer->check_status();
        if (!checked) return checked.error();
        return std::unique_ptr<ByteStream>(std::move(transfer));
    }
    return Error(Errc::denied, "the URL was redirected too often");
}

}  // namespace tts
