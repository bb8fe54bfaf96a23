#pragma once

#include "support/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts::test {

// The description that a server gives of its API, to hold its answers against.
class ApiDocument {
public:
    explicit ApiDocument(Json document) : document_(std::move(document)) {}

    struct Question {
        std::string method;
        std::string path;  // Without the query.
    };
    struct Reply {
        int status = 0;
        std::string content_type;
        std::string body;
    };

    // How the answer differs from what is described. A path or method that is not described may be
    // answered 404 or 405 only.
    std::vector<std::string> violations(const Question& question, const Reply& reply) const;

    // How the answer to one message of a WebSocket differs from what is described.
    std::vector<std::string> message_violations(const std::string& path,
                                                const std::string& answer) const;

    // "GET /orders/{order_number}: x-undescribed": what is served but not described, or described
    // but not served, or has no summary or no answer.
    std::vector<std::string> gaps() const;

    const Json& json() const { return document_; }

private:
    std::optional<Json> operation(const Question& question) const;

    Json document_;
};

}  // namespace tts::test
