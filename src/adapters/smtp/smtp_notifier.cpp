#include "adapters/smtp/smtp_notifier.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>

namespace tts {

namespace {

struct CleanUp {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
    std::string_view left;
};

std::size_t next_part(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& upload = *static_cast<Upload*>(user);
    const std::size_t bytes = std::min(size * count, upload.left.size());
    std::memcpy(buffer, upload.left.data(), bytes);
    upload.left.remove_prefix(bytes);
    return bytes;
}

bool is_this_machine(const std::string& url) {
    const auto authority = url.substr(url.find("://") + 3);
    const auto host = authority.substr(authority.rfind('@') + 1);  // Without '@': all of it.
    return host.starts_with("127.0.0.1") || host.starts_with("localhost") ||
           host.starts_with("[::1]");
}

// What a server refuses for good answers with 5xx; who we are is no reason of the message's.
Error error_of(CURL* curl, CURLcode code) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    std::string text = std::string("sending e-mail: ") + curl_easy_strerror(code);
    if (status > 0) text += " (the server answered " + std::to_string(status) + ")";
    const bool is_login = code == CURLE_LOGIN_DENIED || status == 530 || status == 535;
    if (is_login) return {Errc::unavailable, text + " (see SMTP_URL)"};
    return {status >= 500 && status < 600 ? Errc::invalid : Errc::unavailable, std::move(text)};
}

}  // namespace

Result<std::string> SmtpNotifier::send(const Notification& notification) {
    const auto to = parse_mailbox(notification.recipient);
    if (!to) return to.error();
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, CleanUp> handle(curl_easy_init());
    CURL* const curl = handle.get();
    const std::string text = mail_text(notification, settings_.from, *to);
    Upload upload{text};
    const std::string sender = "<" + settings_.from.address + ">";
    const std::string recipient = "<" + to->address + ">";
    const std::unique_ptr<curl_slist, CleanUp> recipients(
        curl_slist_append(nullptr, recipient.c_str()));

    curl_easy_setopt(curl, CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(
        curl, CURLOPT_USE_SSL,
        static_cast<long>(is_this_machine(settings_.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (!settings_.ca_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, next_part);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(settings_.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.total_timeout.count()));
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) return error_of(curl, code);
    return message_id(notification, settings_.from);
}

}  // namespace tts
