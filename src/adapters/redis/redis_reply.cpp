#include "adapters/redis/redis_reply.hpp"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace tts {

namespace {

// Errors that pass, or that an operator removes without a change to us. All others mean that the
// data or the program are not as they must be.
bool is_transient(std::string_view error) {
    constexpr std::array<std::string_view, 16> prefixes = {
        "LOADING",     "MISCONF",
        "OOM",         "READONLY",
        "BUSY",        "NOREPLICAS",
        "MASTERDOWN",  "TRYAGAIN",
        "CLUSTERDOWN", "NOAUTH",
        "NOPERM",      "WRONGPASS",
        "UNBLOCKED",   "ERR max number of clients",
        "MOVED",       "ASK"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [error](std::string_view prefix) { return error.starts_with(prefix); });
}

}  // namespace

void RedisReply::Free::operator()(redisReply* reply) const {
    freeReplyObject(reply);
}

RedisReply::RedisReply(redisReply* reply) : owned_(reply), reply_(reply) {}

bool RedisReply::is_nil() const {
    return reply_->type == REDIS_REPLY_NIL;
}

bool RedisReply::is_error() const {
    return reply_->type == REDIS_REPLY_ERROR;
}

bool RedisReply::is_wrong_type() const {
    return is_error() && std::string_view(reply_->str, reply_->len).starts_with("WRONGTYPE");
}

Error RedisReply::error() const {
    assert(is_error());
    const std::string text(reply_->str, reply_->len);
    return {is_transient(text) ? Errc::unavailable : Errc::corrupt, "Redis: " + text};
}

std::string_view RedisReply::error_text() const {
    return is_error() ? std::string_view(reply_->str, reply_->len) : std::string_view();
}

std::string_view RedisReply::text() const {
    const bool has_text = reply_->type == REDIS_REPLY_STRING || reply_->type == REDIS_REPLY_STATUS;
    return has_text ? std::string_view(reply_->str, reply_->len) : std::string_view();
}

std::int64_t RedisReply::integer() const {
    return reply_->type == REDIS_REPLY_INTEGER ? reply_->integer : 0;
}

std::size_t RedisReply::size() const {
    return reply_->type == REDIS_REPLY_ARRAY ? reply_->elements : 0;
}

RedisReply RedisReply::element(std::size_t index) const {
    assert(index < size());
    RedisReply view;
    view.reply_ = reply_->element[index];
    return view;
}

std::vector<std::string> RedisReply::texts() const {
    std::vector<std::string> all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.emplace_back(element(i).text());
    return all;
}

}  // namespace tts
