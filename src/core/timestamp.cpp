#include "core/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tts {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::system_clock;
using std::chrono::year;
using std::chrono::year_month_day;

// Takes characters off the front of a text. Every function leaves the text as it is if it fails.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    std::optional<int> number(std::size_t digits) {
        if (rest_.size() < digits) return std::nullopt;
        int value = 0;
        for (const char c : rest_.substr(0, digits)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }

    bool one_of(std::string_view characters) {
        if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
        last_ = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }

    char last() const { return last_; }
    bool at_end() const { return rest_.empty(); }
    bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

private:
    std::string_view rest_;
    char last_ = '\0';
};

std::optional<sys_days> read_date(Scanner& in) {
    const auto y = in.number(4);
    if (!y || *y < 1970 || !in.one_of("-")) return std::nullopt;
    const auto m = in.number(2);
    if (!m || !in.one_of("-")) return std::nullopt;
    const auto d = in.number(2);
    if (!d) return std::nullopt;
    const year_month_day date{year(*y), month(static_cast<unsigned>(*m)),
                              day(static_cast<unsigned>(*d))};
    if (!date.ok()) return std::nullopt;
    return sys_days(date);
}

// The decimals after the dot, up to nine, cut to milliseconds.
std::optional<milliseconds> read_fraction(Scanner& in) {
    int value = 0;
    int digits = 0;
    for (; in.at_digit(); ++digits) {
        const int digit = *in.number(1);
        if (digits < 3) value = value * 10 + digit;
    }
    if (digits == 0 || digits > 9) return std::nullopt;
    for (; digits < 3; ++digits) value *= 10;
    return milliseconds(value);
}

std::optional<milliseconds> read_time(Scanner& in) {
    const auto h = in.number(2);
    if (!h || *h > 23 || !in.one_of(":")) return std::nullopt;
    const auto m = in.number(2);
    if (!m || *m > 59) return std::nullopt;
    milliseconds time = hours(*h) + minutes(*m);
    if (!in.one_of(":")) return time;
    const auto s = in.number(2);
    if (!s || *s > 60) return std::nullopt;
    time += seconds(*s);
    if (!in.one_of(".,")) return time;
    const auto fraction = read_fraction(in);
    if (!fraction) return std::nullopt;
    return time + *fraction;
}

std::optional<minutes> read_offset(Scanner& in) {
    if (in.at_end() || in.one_of("Zz")) return minutes(0);
    if (!in.one_of("+-")) return std::nullopt;
    const int sign = in.last() == '-' ? -1 : 1;
    const auto h = in.number(2);
    if (!h || *h > 23) return std::nullopt;
    in.one_of(":");
    const auto m = in.at_end() ? std::optional(0) : in.number(2);
    if (!m || *m > 59) return std::nullopt;
    return minutes(sign * (*h * 60 + *m));
}

std::optional<Timestamp> read(std::string_view text) {
    Scanner in(text);
    const auto date = read_date(in);
    if (!date) return std::nullopt;
    if (in.at_end()) return Timestamp(*date);
    if (!in.one_of("Tt ")) return std::nullopt;
    const auto time = read_time(in);
    if (!time) return std::nullopt;
    const auto offset = read_offset(in);
    if (!offset || !in.at_end()) return std::nullopt;
    return Timestamp(*date + *time - *offset);
}

// Writes a number of up to so many digits over the zeros that stand there.
void write_digits(std::string& text, std::size_t at, std::size_t digits, std::int64_t number) {
    for (std::size_t i = at + digits; i > at && number > 0; number /= 10)
        text[--i] = static_cast<char>('0' + number % 10);
}

}  // namespace

Timestamp now() {
    return floor<milliseconds>(system_clock::now());
}

Result<Timestamp> parse_timestamp(std::string_view text) {
    const auto time = read(text);
    if (!time) return Error(Errc::invalid, "not an ISO 8601 time such as 2026-11-23T18:05:09Z");
    return *time;
}

// By hand, because each comment is given its time in several texts, and snprintf() takes longer
// than all else that is written with it.
std::string to_iso8601(Timestamp time) {
    const auto midnight = floor<days>(time);
    const year_month_day date(midnight);
    const hh_mm_ss clock(time - midnight);
    std::string text = "0000-00-00T00:00:00.000Z";
    write_digits(text, 0, 4, int(date.year()));
    write_digits(text, 5, 2, int(unsigned(date.month())));
    write_digits(text, 8, 2, int(unsigned(date.day())));
    write_digits(text, 11, 2, clock.hours().count());
    write_digits(text, 14, 2, clock.minutes().count());
    write_digits(text, 17, 2, clock.seconds().count());
    write_digits(text, 20, 3, clock.subseconds().count());
    return text;
}

}  // namespace tts
