#include "apps/tiktoksales/demo/life_player.hpp"

#include "adapters/opencv/draw_card.hpp"
#include "apps/tiktoksales/demo/buyer_client.hpp"
#include "core/uuid.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <utility>

namespace tts::demo {

namespace {

using std::chrono::seconds;

// Long enough for those who pay, and for the reminder of the one who does not, on a machine that is
// busy with other things, too.
constexpr seconds flash_hold(30);
constexpr seconds flash_reminder(15);
constexpr seconds usual_hold(900);
constexpr seconds usual_reminder(300);
constexpr seconds patience(60);  // For each thing that must happen.
constexpr std::chrono::milliseconds poll_interval(200);

// Test cards of Stripe's: https://docs.stripe.com/testing.
constexpr const char* good_card = "4242424242424242";
constexpr const char* declined_card = "4000000000000002";

// Errc::unavailable if it does not come true in time.
Result<void> until(const std::string& what, const std::function<Result<bool>()>& is_true) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto now_true = is_true();
        if (!now_true) return now_true.error().during("waiting until " + what);
        if (*now_true) return {};
        if (std::chrono::steady_clock::now() > deadline)
            return Error(Errc::unavailable, "waited in vain until " + what);
        std::this_thread::sleep_for(poll_interval);
    }
}

void announce(const char* act) {
    std::printf("          %s\n", act);
    std::fflush(stdout);
}

// Another number for each buyer of each show: a number gets only so many messages a day.
std::string phone_of(const std::string& streamer, std::size_t number) {
    const auto show = std::to_string(1'000'000 + std::hash<std::string>()(streamer) % 1'000'000);
    return "+346" + show.substr(1) + std::to_string(10 + number);
}

std::string mailbox_of(const std::string& streamer, const std::string& buyer) {
    return buyer + "@" + streamer.substr(streamer.find('_') + 1) + ".example";
}

struct Actor {
    PlayedPart played;
    BuyerClient browser;
    bool has_page = false;
};

class LifePlayer {
public:
    explicit LifePlayer(const LifeCast& cast) : cast_(cast), run_(Uuid::next().to_string()) {
        for (const Part& part : parts())
            actors_.push_back({.played = {.part = part, .order_number = {}, .address = {}},
                               .browser = BuyerClient(cast.shop, cast.streamer, part.buyer)});
    }

    Result<PlayedLife> play() {
        using Act = Result<void> (LifePlayer::*)();
        const std::vector<std::pair<const char*, Act>> acts = {
            {"Buyers prove who they are by a code in the chat, and get their pages",
             &LifePlayer::open_pages},
            {"Sixty hands for four lanterns, which are held for half a minute", &LifePlayer::flash},
            {"Those who keep theirs pay", &LifePlayer::pay_first},
            {"The others change their minds", &LifePlayer::give_up},
            {"What is free again is offered to those who wait", &LifePlayer::pay_offered},
            {"The seller sends parcels and gives money back", &LifePlayer::send_and_refund}};
        for (const auto& [title, act] : acts) {
            announce(title);
            if (const auto done = (this->*act)(); !done)
                return done.error().during("'" + std::string(title) + "'");
        }
        PlayedLife life{.parts = {}, .flash_product_id = flash_id_, .complaints = complaints_};
        for (const Actor& actor : actors_) life.parts.push_back(actor.played);
        return life;
    }

private:
    // --- Pages

    Result<void> open_pages() {
        std::vector<Message> digits;
        for (Actor& actor : actors_) {
            if (actor.played.part.reach == Reach::nowhere) continue;
            const auto code = actor.browser.begin_claim();
            if (!code) return code.error();
            digits.push_back(said(actor.browser.handle(), *code));
        }
        if (const auto sent = cast_.show.post_batch(digits); !sent) return sent.error();
        const auto entered = until("every buyer's digits were read", [this] { return enter(); });
        if (!entered) return entered.error();
        for (std::size_t i = 0; i < actors_.size(); ++i)
            if (const auto given = give_details(actors_[i], i); !given) return given;
        return {};
    }

    Result<bool> enter() {
        for (Actor& actor : actors_) {
            if (actor.has_page || actor.played.part.reach == Reach::nowhere) continue;
            const auto entered = actor.browser.enter();
            if (!entered) return entered.error();
            if (!*entered) return false;
            actor.has_page = true;
        }
        return true;
    }

    Result<void> give_details(Actor& actor, std::size_t number) {
        BuyerDetails details{.name = actor.browser.handle(), .phone = {}, .email = {}};
        const Reach reach = actor.played.part.reach;
        if (reach == Reach::nowhere) return {};
        if (reach == Reach::email)
            details.email = mailbox_of(cast_.streamer, actor.browser.handle());
        else
            details.phone = phone_of(cast_.streamer, number);
        actor.played.address = details.email + details.phone;
        if (const auto given = actor.browser.give_details(details); !given) return given;
        if (reach != Reach::whatsapp) return {};
        // From then on the shop may answer in its own words.
        return cast_.counterparts.write_by_whatsapp(details.phone, "Hola!",
                                                    cast_.shop + "/webhooks/twilio");
    }

    // --- Claims

    Message said(const std::string& client, const std::string& words) {
        return {.client = client,
                .text = words,
                .message_id = run_ + ".life." + std::to_string(++comments_)};
    }

    Result<void> flash() {
        const auto picture = draw_product_card(flash_product().card);
        if (!picture) return picture.error();
        const auto id = cast_.show.upload(flash_product(), *picture);
        if (!id) return id.error();
        flash_id_ = *id;
        const auto held = cast_.seller.hold_units_for(flash_hold, flash_reminder);
        if (!held) return held.error();
        if (const auto pinned = cast_.show.pin(*id); !pinned) return pinned;

        std::vector<Message> claims;
        for (int number = 1; number <= flash_claims; ++number)
            claims.push_back(said(flash_buyer(number), "lo quiero"));
        if (const auto sent = cast_.show.post_batch(claims); !sent) return sent.error();
        const auto ordered = until("all four lanterns are ordered", [this] {
            return all_ordered([](const Part& part) { return part.origin != Origin::offered; });
        });
        if (!ordered) return ordered.error();
        return cast_.seller.hold_units_for(usual_hold, usual_reminder);
    }

    // Looks up the orders that came about meanwhile.
    template <class Wanted>
    Result<bool> all_ordered(Wanted wanted) {
        const auto orders = cast_.show.orders();
        if (!orders) return orders.error();
        bool is_complete = true;
        for (Actor& actor : actors_) {
            auto& [part, number, address] = actor.played;
            const auto order =
                std::ranges::find_if(*orders, [&, &wanted_part = part](const auto& o) {
                    return o.buyer == wanted_part.buyer && o.sku == wanted_part.sku;
                });
            if (order != orders->end()) number = order->number;
            if (number.empty() && wanted(part)) is_complete = false;
        }
        return is_complete;
    }

    Result<void> give_up() {
        std::vector<Message> words;
        for (Actor& actor : actors_) {
            const auto& [part, number, address] = actor.played;
            if (part.ending == Ending::cancelled_in_chat)
                words.push_back(said(part.buyer, "ya no lo quiero"));
            if (part.ending != Ending::cancelled_on_page) continue;
            const auto refused = actor.browser.cancel(number);
            if (!refused) return refused.error();
            complain_unless(*refused, number + " could not be cancelled on the page");
        }
        const auto sent = cast_.show.post_batch(words);
        if (!sent) return sent.error();
        return {};
    }

    // --- Money

    Result<void> pay_first() {
        // Whose units are held for seconds comes first.
        for (const Origin origin : {Origin::flash, Origin::show})
            for (Actor& actor : actors_)
                if (actor.played.part.origin == origin)
                    if (const auto paid = pay(actor); !paid) return paid;
        return {};
    }

    Result<void> pay_offered() {
        for (Actor& actor : actors_)
            if (actor.played.part.origin == Origin::offered)
                if (const auto paid = pay_once_offered(actor); !paid) return paid;
        return {};
    }

    Result<void> pay_once_offered(Actor& actor) {
        const Part& part = actor.played.part;
        const auto is_theirs = [&](const Part& one) { return one.buyer == part.buyer; };
        const auto offered =
            until(part.buyer + " is offered " + part.sku, [&] { return all_ordered(is_theirs); });
        if (!offered) return offered.error();
        return pay(actor);
    }

    Result<void> pay(Actor& actor) {
        const auto& [part, number, address] = actor.played;
        if (!part.is_paid()) return {};
        if (part.ending == Ending::lowered) {
            const auto refused = actor.browser.lower(number, part.quantity);
            if (!refused) return refused.error();
            complain_unless(*refused, number + " could not be lowered");
        }
        const auto page = actor.browser.check_out(number);
        if (!page) return page.error();
        if (part.ending == Ending::paid_second_card) {
            const auto taken = cast_.counterparts.pay(*page, declined_card);
            if (!taken) return taken.error();
            if (*taken) complaints_.push_back("a declined card paid " + number);
        }
        const auto taken = cast_.counterparts.pay(*page, good_card);
        if (!taken) return taken.error();
        if (!*taken) complaints_.push_back("Stripe took no money for " + number);
        return {};
    }

    Result<void> send_and_refund() {
        const auto paid = until("the shop knows of all payments", [this] { return all_paid(); });
        if (!paid) return paid.error();
        for (const Actor& actor : actors_) {
            const auto& [part, number, address] = actor.played;
            auto done = Result<void>();
            if (part.ending == Ending::delivered) done = send(number);
            if (part.ending == Ending::refunded) done = cast_.seller.refund(number, {});
            if (part.ending == Ending::partly_refunded)
                done = cast_.seller.refund(number, part.goes_back);
            if (!done) return done;
        }
        return {};
    }

    Result<void> send(const std::string& number) {
        if (const auto shipped = cast_.seller.ship(number, "JD0146"); !shipped) return shipped;
        return cast_.seller.note_delivered(number);
    }

    Result<bool> all_paid() {
        const auto orders = cast_.show.orders();
        if (!orders) return orders.error();
        return std::ranges::all_of(actors_, [&](const Actor& actor) {
            if (!actor.played.part.is_paid()) return true;
            const auto order =
                std::ranges::find(*orders, actor.played.order_number, &RecordedOrder::number);
            return order != orders->end() && order->status == "paid";
        });
    }

    void complain_unless(const std::string& refused, const std::string& complaint) {
        if (!refused.empty()) complaints_.push_back(complaint + ": " + refused);
    }

    const LifeCast cast_;
    const std::string run_;  // Begins the message ids, so that those of another run are others.
    std::vector<Actor> actors_;
    std::string flash_id_;
    std::vector<std::string> complaints_;
    int comments_ = 0;
};

}  // namespace

Result<PlayedLife> play_life(const LifeCast& cast) {
    return LifePlayer(cast).play();
}

}  // namespace tts::demo
