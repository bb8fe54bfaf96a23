#include "http/respond.hpp"

#include <algorithm>

namespace tts::http {

void Respond::operator()(Response response) const {
    sink_->put({place_.connection, place_.ticket, std::move(response)});
}

AnswerBatch::~AnswerBatch() {
    send();
}

void AnswerBatch::add(const Respond& to, Response response) {
    auto share = std::find_if(shares_.begin(), shares_.end(),
                              [&](const Share& one) { return one.sink == to.sink_; });
    if (share == shares_.end()) share = shares_.insert(shares_.end(), {to.sink_, {}});
    share->answers.push_back({to.place_.connection, to.place_.ticket, std::move(response)});
}

void AnswerBatch::send() {
    for (Share& share : shares_)
        if (!share.answers.empty()) share.sink->put_all(share.answers);
}

}  // namespace tts::http
