#include "notify/delivery_plan.hpp"

#include "core/links.hpp"
#include "notify/quiet_hours.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::chrono::hours day{24};
// After a buyer's message by WhatsApp we may answer in our own words for so long.
constexpr std::chrono::hours whatsapp_window{24};

bool is_phone(Channel channel) {
    return channel == Channel::sms || channel == Channel::whatsapp;
}

bool is_ours(const std::string& language) {
    const auto ours = template_languages();
    return std::ranges::find(ours, language) != ours.end();
}

std::string no_address(Channel channel) {
    return is_phone(channel) ? "no number is known" : "no address is known";
}

void add_objection(std::string& all, Channel channel, const std::string& objection) {
    all += (all.empty() ? "" : "; ") + std::string(to_string(channel)) + ": " + objection;
}

std::string buyer_name(const Notification& message) {
    const auto named = message.message.variables.find("buyer");
    return named == message.message.variables.end() ? std::string() : named->second;
}

Notification over(const ChannelSetup& setup,
                  std::string recipient,
                  const Notification& message,
                  Timestamp now) {
    Notification next;
    next.id = NotificationId::next();
    next.order = message.order;
    next.channel = setup.channel;
    next.recipient = std::move(recipient);
    next.text = message.text;
    next.due_at = now;
    next.created_at = now;
    next.updated_at = now;
    next.streamer = message.streamer;
    next.message = message.message;
    next.email = message.email;
    next.about = message.about.is_nil() ? message.id : message.about;
    next.valid_until = message.valid_until;
    return next;
}

}  // namespace

std::string no_address_reason(std::span<const ChannelSetup> channels) {
    std::string reason;
    for (const ChannelSetup& setup : channels)
        add_objection(reason, setup.channel, no_address(setup.channel));
    return reason;
}

Result<DeliveryPlan::Buyer> DeliveryPlan::buyer_of(const Notification& message) {
    Buyer buyer;
    const auto contact = contacts_.find(message.streamer, buyer_name(message));
    if (!contact && contact.error().code() != Errc::not_found) return contact.error();
    if (contact) buyer.contact = *contact;
    // An address that nobody has shown to be theirs is not written to.
    if (buyer.contact.verified_by.empty()) buyer.contact.phone = buyer.contact.email = "";
    buyer.email = buyer.contact.email.empty() ? message.email : buyer.contact.email;
    if (buyer.contact.phone.empty()) return buyer;
    const auto phone = contacts_.address(buyer.contact.phone);
    if (!phone) return phone.error();
    buyer.phone = *phone;
    return buyer;
}

Result<DeliveryPlan::Choice> DeliveryPlan::next(const Notification& message, Timestamp now) {
    auto from = channels_.begin();
    if (!message.about.is_nil()) {
        from = std::ranges::find(channels_, message.channel, &ChannelSetup::channel);
        if (from != channels_.end()) ++from;
    }
    Choice choice;
    if (from == channels_.end()) return choice;
    const auto buyer = buyer_of(message);
    if (!buyer) return buyer.error();
    Notification told = message;
    if (!buyer->contact.language.empty()) told.message.language = buyer->contact.language;
    for (; from != channels_.end(); ++from) {
        const auto why_not = objection(*from, *buyer, told.message, now);
        if (!why_not) return why_not.error();
        if (!why_not->empty()) {
            add_objection(choice.why_not, from->channel, *why_not);
            continue;
        }
        auto next =
            over(*from, is_phone(from->channel) ? buyer->contact.phone : buyer->email, told, now);
        Message marked = next.message;
        marked.variables.emplace("link", link_mark);
        auto text = text_of(next.streamer, marked);
        if (!text) return text.error();
        next.text = std::move(*text);
        choice.next = std::move(next);
        return choice;
    }
    return choice;
}

Result<std::string> DeliveryPlan::objection(const ChannelSetup& setup,
                                            const Buyer& buyer,
                                            const Message& message,
                                            Timestamp now) {
    const bool by_phone = is_phone(setup.channel);
    const std::string& recipient = by_phone ? buyer.contact.phone : buyer.email;
    if (recipient.empty()) return no_address(setup.channel);
    if (buyer.contact.opted_out) return std::string("wants no messages of this seller");
    if (by_phone && buyer.phone.opted_out_at)
        return std::string("asked for no more messages to that number");
    const bool is_open = buyer.phone.wrote_at && *buyer.phone.wrote_at + whatsapp_window > now;
    if (setup.channel == Channel::whatsapp && !is_open && !setup.notifier->can_begin(message))
        return "no approved template for '" + std::string(to_string(message.kind)) + "' in '" +
               message.language + "', and the buyer did not write within 24 hours";
    if (!setup.is_real) return std::string();
    return limit_objection(setup, recipient, now);
}

Result<std::string> DeliveryPlan::limit_objection(const ChannelSetup& setup,
                                                  const std::string& recipient,
                                                  Timestamp now) {
    const auto since = now - day;
    if (limits_.per_destination_max > 0) {
        const auto sent = outbox_.count_sent({.recipient = recipient, .since = since});
        if (!sent) return sent.error();
        if (*sent >= limits_.per_destination_max)
            return "got " + std::to_string(*sent) +
                   " messages within 24 hours (notify.per_destination_max)";
    }
    if (limits_.cost_micros_max == 0 || setup.price_micros == 0) return std::string();
    std::int64_t cost = setup.price_micros;
    for (const ChannelSetup& other : channels_) {
        if (!other.is_real || other.price_micros == 0) continue;
        const auto sent = outbox_.count_sent({.channel = other.channel, .since = since});
        if (!sent) return sent.error();
        cost += other.price_micros * *sent;
    }
    return std::string(cost > limits_.cost_micros_max
                           ? "the cost of 24 hours has reached its limit (notify.cost_max)"
                           : "");
}

Result<const SellerMessages*> DeliveryPlan::rules_of(const std::string& streamer) {
    const auto known = known_.find(streamer);
    if (known != known_.end()) return &known->second;
    auto found = rules_.find(streamer);
    if (!found) return found.error();
    return &known_.emplace(streamer, std::move(*found)).first->second;
}

Result<std::string> DeliveryPlan::text_of(const std::string& streamer, const Message& message) {
    const auto rules = rules_of(streamer);
    if (!rules) return rules.error();
    const auto& own = (*rules)->templates;
    auto found = own.find({.kind = message.kind, .language = message.language});
    // Who is not told in a language of ours is told in English.
    if (found == own.end() && !is_ours(message.language))
        found = own.find({.kind = message.kind, .language = "en"});
    if (found == own.end()) return render(message);
    return render(found->second, message.variables);
}

Result<std::string> DeliveryPlan::public_text_of(const std::string& streamer,
                                                 const Message& message) {
    const auto rules = rules_of(streamer);
    if (!rules) return rules.error();
    const bool has_links = (*rules)->platform != PlatformRules::tiktok;
    if (has_links) return text_of(streamer, message);
    Message told = message;
    told.variables.erase("link");
    const auto text = text_of(streamer, told);
    if (!text) return text.error();
    return without_links(*text);
}

Result<std::optional<Timestamp>> DeliveryPlan::quiet_until(const std::string& streamer,
                                                           Timestamp now) {
    const auto rules = rules_of(streamer);
    if (!rules) return rules.error();
    if (!(*rules)->quiet) return std::optional<Timestamp>();
    return tts::quiet_until(*(*rules)->quiet, now);
}

}  // namespace tts
