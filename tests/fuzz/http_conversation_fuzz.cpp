#include "http/conversation.hpp"

#include <cassert>
#include <cstdint>
#include <utility>
#include <vector>

// A whole conversation, in pieces whose sizes the fuzzer chooses, with answers that come late and
// in the wrong order.

using namespace tts::http;

namespace {

class LateAnswers : public Conversation::Dispatcher {
public:
    void dispatch(const Router::Route&, Request& request, std::uint64_t ticket) override {
        owed_.emplace_back(ticket, std::move(request.body));
    }
    void dispatch_frame(const Router::Route&,
                        std::string_view frame,
                        std::uint64_t ticket) override {
        owed_.emplace_back(ticket, std::string(frame));
    }
    void answer_all(Conversation& talk) {
        while (!owed_.empty()) {
            talk.complete(owed_.back().first, Response::json(std::move(owed_.back().second)));
            owed_.pop_back();
        }
    }

private:
    std::vector<std::pair<std::uint64_t, std::string>> owed_;
};

Router sample_routes() {
    Router router;
    router.on("GET", "/a/{name}", [](const Request&) { return Response(); });
    router.on("POST", "/comments", [](const Request&) { return Response(); });
    router.on_websocket("/ws", [](std::string_view, const Respond&) {});
    return router;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router = sample_routes();
    static const ConversationRules rules{.limits = {.pipeline_max = 4}, .origins = {}};
    LateAnswers answers;
    Conversation::Clock::time_point now{};
    WorkspacePool workspaces(rules.limits);
    std::size_t unanswered = 0;
    const Conversation::Surroundings around{
        .router = router, .rules = rules, .workspaces = workspaces, .unanswered = unanswered};
    Conversation talk(around, answers, "peer", now);

    std::string_view input(reinterpret_cast<const char*>(data), size);
    std::string output;
    while (!input.empty() && !talk.is_over()) {
        const auto first = static_cast<unsigned char>(input.front());
        const std::size_t piece = first < 0x80 ? input.size() : first - 0x7fU;
        if (first >= 0x80) input.remove_prefix(1);
        talk.receive(input.substr(0, piece), now);
        input.remove_prefix(std::min(piece, input.size()));
        talk.append_output(output);
        answers.answer_all(talk);
        talk.proceed(now);
        talk.append_output(output);
        now += std::chrono::milliseconds(first);
        talk.check_deadlines(now);
    }
    talk.finish();
    answers.answer_all(talk);
    talk.append_output(output);
    return 0;
}
