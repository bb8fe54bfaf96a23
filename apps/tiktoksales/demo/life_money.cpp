// Holds the shop's money against Stripe's: payments, the statement, the books.

#include "apps/tiktoksales/demo/life_checks.hpp"
#include "apps/tiktoksales/demo/part_checks.hpp"

namespace tts::demo {

namespace {

Check compare_payments(const PlayedLife& life, const LifeRecord& record) {
    std::map<std::string, const Part*> paid;
    for (const PlayedPart& played : life.parts)
        if (played.part.is_paid()) paid[played.order_number] = &played.part;
    std::vector<std::string> differences;
    for (const RecordedOrder& order : record.orders) {
        const auto part = paid.find(order.number);
        const auto found = record.payments.find(order.number);
        const auto taken = found == record.payments.end() ? TakenPayment{} : found->second;
        const Money wanted = part == paid.end() ? Money() : part->second->price();
        const Money back = part == paid.end() ? Money() : part->second->goes_back;
        if (taken.payments > 1) differences.push_back(order.number + " was paid twice");
        if (taken.taken != wanted)
            differences.push_back(order.number + ": expected " + wanted.to_string() +
                                  " at Stripe, found " + taken.taken.to_string());
        if (taken.given_back != back)
            differences.push_back(order.number + ": expected " + back.to_string() +
                                  " back from Stripe, found " + taken.given_back.to_string());
    }
    return counted("orders: Stripe took and gave back what it must", record.orders.size(),
                   std::move(differences));
}

std::string judge_books(const PlayedPart& played, const LifeRecord& record, Percentage rate) {
    const auto line = record.statement.lines.find(played.order_number);
    if (line == record.statement.lines.end()) return "the statement has no line";
    const auto payment = record.payments.find(played.order_number);
    const auto taken = payment == record.payments.end() ? TakenPayment{} : payment->second;
    const BookedSums& booked = line->second;
    if (booked.gross != taken.taken)
        return "booked " + booked.gross.to_string() + ", Stripe took " + taken.taken.to_string();
    if (booked.refunds != taken.given_back)
        return "booked " + booked.refunds.to_string() + " as given back, Stripe gave back " +
               taken.given_back.to_string();
    const Money commission = rate.of(played.part.kept());
    if (booked.commission != commission)
        return "expected a commission of " + commission.to_string() + ", booked " +
               booked.commission.to_string();
    if (booked.net != booked.gross - booked.refunds - booked.fees - booked.commission)
        return "the net amount is not what the others leave";
    return {};
}

Check compare_lines(const std::vector<PlayedPart>& paid,
                    const LifeRecord& record,
                    Percentage rate) {
    auto check =
        each_part("orders: the statement is Stripe's figures", paid,
                  [&](const PlayedPart& played) { return judge_books(played, record, rate); });
    if (record.statement.lines.size() != paid.size())
        check.differences.push_back("the statement has " +
                                    std::to_string(record.statement.lines.size()) + " lines");
    return check;
}

Check compare_totals(const LifeRecord& record) {
    BookedSums sum;
    for (const auto& [number, line] : record.statement.lines) {
        sum.gross = sum.gross + line.gross;
        sum.refunds = sum.refunds + line.refunds;
        sum.fees = sum.fees + line.fees;
        sum.commission = sum.commission + line.commission;
        sum.net = sum.net + line.net;
    }
    auto check = amount("the statement's total is the sum of its lines", sum.net,
                        record.statement.totals.net);
    if (!(sum == record.statement.totals) && check.ok())
        check.differences.emplace_back("a part of it is not");
    return check;
}

using Balances = std::map<std::string, Money>;  // By account.

Balances balances_of(const RecordedTrace& trace) {
    Balances balances;
    for (const RecordedEntry& entry : trace.books) {
        balances[entry.to] = balances[entry.to] + entry.amount;
        balances[entry.from] = balances[entry.from] - entry.amount;
    }
    return balances;
}

// What an order that is settled leaves in each account: nothing owed by the buyer, what is left at
// Stripe, what the seller sold and gave back, what the streamer earned.
std::string judge_balances(const PlayedPart& played, const LifeRecord& record, Percentage rate) {
    const auto trace = record.traces.find(played.order_number);
    if (trace == record.traces.end()) return "it has no trace";
    const auto payment = record.payments.find(played.order_number);
    const auto taken = payment == record.payments.end() ? TakenPayment{} : payment->second;
    auto found = balances_of(trace->second);
    const Money fee = found["provider_fees"];
    const Money commission = rate.of(taken.taken - taken.given_back);
    const Balances wanted = {{"buyer_receivable", Money()},
                             {"provider_clearing", taken.taken - taken.given_back - fee},
                             {"seller_revenue", Money() - taken.taken},
                             {"refunds", taken.given_back},
                             {"commission_expense", commission},
                             {"commission_payable", Money() - commission},
                             {"provider_fees", fee}};
    Money sum;
    for (const auto& [account, balance] : found) sum = sum + balance;
    if (sum != Money()) return "its books sum to " + sum.to_string();
    for (const auto& [account, balance] : wanted)
        if (found[account] != balance)
            return account + " has " + found[account].to_string() + ", not " + balance.to_string();
    return {};
}

Money sum_of(const std::vector<PlayedPart>& parts, Money (*figure)(const Part&)) {
    Money sum;
    for (const PlayedPart& played : parts) sum = sum + figure(played.part);
    return sum;
}

Money commission_of(const std::vector<PlayedPart>& paid, Percentage rate) {
    Money sum;
    for (const PlayedPart& played : paid) sum = sum + rate.of(played.part.kept());
    return sum;
}

}  // namespace

std::vector<Check> compare_money(const PlayedLife& life,
                                 const LifeRecord& record,
                                 Percentage commission) {
    const auto paid = paid_parts(life);
    std::vector<Check> checks;
    checks.push_back(compare_payments(life, record));
    checks.push_back(compare_lines(paid, record, commission));
    checks.push_back(compare_totals(record));
    checks.push_back(each_part(
        "orders: the books sum to zero and fit Stripe", life.parts,
        [&](const PlayedPart& played) { return judge_balances(played, record, commission); }));
    checks.push_back(amount("taken", sum_of(paid, [](const Part& part) { return part.price(); }),
                            record.statement.totals.gross));
    checks.push_back(amount("given back",
                            sum_of(paid, [](const Part& part) { return part.goes_back; }),
                            record.statement.totals.refunds));
    checks.push_back(amount("commission of what was kept", commission_of(paid, commission),
                            record.statement.totals.commission));
    return checks;
}

}  // namespace tts::demo
