#pragma once

#include "adapters/sql/session.hpp"
#include "ports/message_rules.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
QuietHours read_quiet_hours(Row& row) {
    QuietHours quiet;
    quiet.time_zone = row.text();
    quiet.from = row.small_integer();
    quiet.until = row.small_integer();
    return quiet;
}

template <class Row>
std::pair<TemplateKey, std::string> read_template(Row& row) {
    TemplateKey key;
    key.kind = row.parsed(parse_message_kind);
    key.language = row.text();
    return {key, row.text()};
}

template <class Row>
PlatformRules read_platform(Row& row) {
    return row.parsed(parse_platform_rules);
}

// MessageRules on either database.
template <class Session>
class SqlMessageRules final : public MessageRules {
public:
    template <class... Args>
    explicit SqlMessageRules(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<SellerMessages> find(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        const auto quiet = session_.select(
            "SELECT time_zone, quiet_from, quiet_until FROM message_quiet_hours "
            "WHERE streamer = $1::text",
            {streamer}, read_quiet_hours<typename Session::Row>);
        if (!quiet) return quiet.error().during("reading a seller's quiet hours");
        const auto templates = session_.select(
            "SELECT message_kind, language, body FROM message_templates "
            "WHERE streamer = $1::text",
            {streamer}, read_template<typename Session::Row>);
        if (!templates) return templates.error().during("reading a seller's templates");
        const auto platform =
            session_.select("SELECT platform_rules FROM show_rules WHERE streamer = $1::text",
                            {streamer}, read_platform<typename Session::Row>);
        if (!platform) return platform.error().during("reading a show's platform");
        SellerMessages messages;
        if (!platform->empty()) messages.platform = platform->front();
        if (!quiet->empty()) messages.quiet = quiet->front();
        messages.templates.insert(templates->begin(), templates->end());
        return messages;
    }

    Result<void> save(const std::string& streamer,
                      const SellerMessages& messages,
                      Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("saving a seller's messages", [&]() -> Result<void> {
            auto saved = save_quiet_hours(streamer, messages, at);
            if (!saved) return saved;
            return save_templates(streamer, messages, at);
        });
    }

private:
    Result<void> write(const char* sql, const Parameters& parameters) {
        const auto written = session_.execute(sql, parameters);
        if (!written) return written.error();
        return {};
    }

    Result<void> save_quiet_hours(const std::string& streamer,
                                  const SellerMessages& messages,
                                  Timestamp at) {
        auto written =
            write("DELETE FROM message_quiet_hours WHERE streamer = $1::text", {streamer});
        if (!written || !messages.quiet) return written;
        return write(
            "INSERT INTO message_quiet_hours (streamer, time_zone, quiet_from, quiet_until, "
            "updated_at) VALUES ($1::text, $2::text, $3::int, $4::int, $5::timestamptz)",
            {streamer, messages.quiet->time_zone, std::to_string(messages.quiet->from),
             std::to_string(messages.quiet->until), to_iso8601(at)});
    }

    Result<void> save_templates(const std::string& streamer,
                                const SellerMessages& messages,
                                Timestamp at) {
        auto written = write("DELETE FROM message_templates WHERE streamer = $1::text", {streamer});
        for (const auto& [key, text] : messages.templates) {
            if (!written) return written;
            written = write(
                "INSERT INTO message_templates (streamer, message_kind, language, body, "
                "updated_at) VALUES ($1::text, $2::text, $3::text, $4::text, $5::timestamptz)",
                {streamer, std::string(to_string(key.kind)), key.language, text, to_iso8601(at)});
        }
        return written;
    }

    Session session_;
};

}  // namespace tts::sql
