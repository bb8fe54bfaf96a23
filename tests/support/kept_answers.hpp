#pragma once

#include "http/respond.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace tts::test {

// Keeps the answers that handlers give, for tests without a server. Belongs to one thread.
class KeptAnswers final : public http::AnswerSink {
public:
    void put(http::Answer answer) override { answers_.push_back(std::move(answer)); }
    void put_all(std::vector<http::Answer>& answers) override {
        answers_.insert(answers_.end(), std::move_iterator(answers.begin()),
                        std::move_iterator(answers.end()));
        answers.clear();
    }

    const http::Response& last() const { return answers_.back().response; }
    const std::vector<http::Answer>& all() const { return answers_; }

private:
    std::vector<http::Answer> answers_;
};

}  // namespace tts::test
