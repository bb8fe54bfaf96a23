#include "support/redis_client.hpp"

#include <hiredis/hiredis.h>

#include <stdexcept>

namespace tts::test {

namespace {

struct FreeReply {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

std::string text_of(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_INTEGER) return std::to_string(reply.integer);
    return {reply.str, reply.len};
}

void flatten(const redisReply& reply, std::vector<std::string>& out) {
    if (reply.type == REDIS_REPLY_ARRAY) {
        for (std::size_t i = 0; i < reply.elements; ++i) flatten(*reply.element[i], out);
    } else if (reply.type != REDIS_REPLY_NIL) {
        out.push_back(text_of(reply));
    }
}

Reply ask(redisContext* context, const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    for (const auto& word : words) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
    }
    Reply reply(static_cast<redisReply*>(
        redisCommandArgv(context, static_cast<int>(words.size()), texts.data(), sizes.data())));
    if (!reply) throw std::runtime_error(std::string("Redis: ") + context->errstr);
    if (reply->type == REDIS_REPLY_ERROR)
        throw std::runtime_error("Redis: " + words.front() + ": " + text_of(*reply));
    return reply;
}

}  // namespace

void RedisClient::Free::operator()(redisContext* context) const {
    redisFree(context);
}

RedisClient::RedisClient(int port) : context_(redisConnect("127.0.0.1", port)) {
    if (!context_ || context_->err != 0)
        throw std::runtime_error("no Redis on port " + std::to_string(port));
}

RedisClient::~RedisClient() = default;
RedisClient::RedisClient(RedisClient&&) noexcept = default;

std::vector<std::string> RedisClient::command(const std::vector<std::string>& words) {
    std::vector<std::string> texts;
    flatten(*ask(context_.get(), words), texts);
    return texts;
}

std::int64_t RedisClient::number(const std::vector<std::string>& words) {
    return std::stoll(command(words).at(0));
}

std::string RedisClient::StreamEntry::field(const std::string& name) const {
    for (const auto& [key, value] : fields)
        if (key == name) return value;
    return {};
}

std::vector<RedisClient::StreamEntry> RedisClient::newest(const std::string& stream, int count) {
    const auto reply =
        ask(context_.get(), {"XREVRANGE", stream, "+", "-", "COUNT", std::to_string(count)});
    std::vector<StreamEntry> entries;
    for (std::size_t i = 0; i < reply->elements; ++i) {
        const redisReply& id_and_fields = *reply->element[i];
        StreamEntry entry{.id = text_of(*id_and_fields.element[0]), .fields = {}};
        const redisReply& fields = *id_and_fields.element[1];
        for (std::size_t at = 0; at + 1 < fields.elements; at += 2)
            entry.fields.emplace_back(text_of(*fields.element[at]),
                                      text_of(*fields.element[at + 1]));
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace tts::test
