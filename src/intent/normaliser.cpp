#include "intent/normaliser.hpp"

#include <optional>

namespace tts {

namespace {

constexpr std::int32_t value_max = 1'000'000;

Token::Kind kind_of(CharClass kind) {
    switch (kind) {
        case CharClass::digit: return Token::Kind::number;
        case CharClass::emoji: return Token::Kind::emoji;
        case CharClass::mark:
        case CharClass::apostrophe: return Token::Kind::mark;
        default: return Token::Kind::word;
    }
}

// Cuts one part of a burst into tokens.
class Tokeniser {
public:
    Tokeniser(std::string_view source, NormalText& out, std::uint16_t part)
        : source_(source), out_(out), part_(part) {}

    void run() {
        const auto& table = FoldTable::instance();
        while (at_ < source_.size() && out_.tokens.size() < tokens_max) {
            const auto decoded = decode_utf8(source_.substr(at_));
            size_ = decoded.size > 0 ? decoded.size : 1;
            if (decoded.size > 0) take(table.fold(decoded.code_point));
            at_ += size_;
        }
        finish();
    }

private:
    void take(const FoldedChar& folded) {
        if (folded.kind == CharClass::dropped) return;
        if (folded.kind == CharClass::space) {
            finish();
            after_space_ = true;
            return;
        }
        if (folded.kind == CharClass::apostrophe && inside_word()) return;
        if (folded.kind == CharClass::mark && inside_number(folded.text)) {
            is_decimal_ = true;
            append(folded.text);
            return;
        }
        if (!open_ || !continues(folded)) {
            finish();
            start(folded.kind);
        }
        if (folded.kind == CharClass::kana) token_.script = CharClass::kana;
        append(folded.text);
    }

    bool inside_word() const { return open_ && kind_ == CharClass::latin; }

    // "12.50" and "1,200" are one number.
    bool inside_number(std::string_view mark) const {
        if (!open_ || kind_ != CharClass::digit || (mark != "." && mark != ",")) return false;
        return at_ + 1 < source_.size() && source_[at_ + 1] >= '0' && source_[at_ + 1] <= '9';
    }

    // Japanese writes one word in both.
    static bool is_east_asian(CharClass kind) {
        return kind == CharClass::han || kind == CharClass::kana;
    }

    // A repeated mark or emoji is written once.
    bool continues(const FoldedChar& folded) const {
        if (is_east_asian(folded.kind) && is_east_asian(kind_)) return true;
        if (folded.kind != kind_) return false;
        if (kind_ == CharClass::emoji || kind_ == CharClass::mark)
            return std::string_view(out_.text).substr(token_.begin) == folded.text;
        return kind_ != CharClass::apostrophe;
    }

    void start(CharClass kind) {
        if (!out_.text.empty()) out_.text += ' ';
        token_ = Token{.kind = kind_of(kind),
                       .script = kind,
                       .glued = !after_space_,
                       .part = part_,
                       .begin = static_cast<std::uint32_t>(out_.text.size()),
                       .source_begin = static_cast<std::uint32_t>(at_)};
        kind_ = kind;
        open_ = true;
        is_decimal_ = false;
        after_space_ = false;
        last_char_ = 0;
        run_ = 0;
    }

    void append(std::string_view text) {
        token_.source_size = static_cast<std::uint32_t>(at_ + size_) - token_.source_begin;
        if (token_.kind == Token::Kind::mark || token_.kind == Token::Kind::emoji) {
            if (out_.text.size() == token_.begin) out_.text += text;
            return;
        }
        while (!text.empty()) {
            const auto decoded = decode_utf8(text);
            if (decoded.size == 0) return;
            append_char(decoded.code_point, text.substr(0, decoded.size));
            text.remove_prefix(decoded.size);
        }
    }

    // The third equal letter in a row takes the second away with it: "mineee" becomes "mine".
    void append_char(char32_t c, std::string_view bytes) {
        if (kind_ != CharClass::digit) {
            run_ = c == last_char_ ? run_ + 1 : 1;
            if (run_ == 3) {
                out_.text.resize(out_.text.size() - bytes.size());
                token_.stretched = true;
            }
            if (run_ >= 3) return;
            if (const auto pair = last_char_ > 0 ? compose_pair(last_char_, c) : 0; pair != 0) {
                std::string last;
                append_utf8(last, last_char_);
                out_.text.resize(out_.text.size() - last.size());
                append_utf8(out_.text, pair);
                last_char_ = pair;
                return;
            }
        }
        last_char_ = c;
        if (bytes.size() == 1)
            out_.text += bytes.front();
        else
            out_.text += bytes;
    }

    void finish() {
        if (!open_) return;
        open_ = false;
        token_.size = static_cast<std::uint32_t>(out_.text.size()) - token_.begin;
        const auto text = out_.word(token_);
        token_.hash = hash_text(text);
        if (kind_ == CharClass::latin && text.size() > 2 && text.back() == text[text.size() - 2])
            token_.short_hash = hash_text(text.substr(0, text.size() - 1));
        if (token_.kind == Token::Kind::number && !is_decimal_) token_.value = value_of(text);
        out_.tokens.push_back(token_);
    }

    static std::int32_t value_of(std::string_view digits) {
        std::int32_t value = 0;
        for (const char c : digits) {
            if (c < '0' || c > '9') return -1;  // Digits of other scripts are folded before.
            value = value * 10 + (c - '0');
            if (value > value_max) return -1;
        }
        return value;
    }

    std::string_view source_;
    NormalText& out_;
    std::uint16_t part_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    Token token_;
    CharClass kind_ = CharClass::space;
    bool open_ = false;
    bool is_decimal_ = false;
    bool after_space_ = true;
    char32_t last_char_ = 0;
    int run_ = 0;
};

}  // namespace

NormalText normalise(std::span<const std::string_view> burst) {
    NormalText out;
    std::size_t bytes = 0;
    for (const auto part : burst) bytes += part.size();
    out.text.reserve(bytes + bytes / 2 + 16);
    out.tokens.reserve(bytes / 4 + 8);
    for (const auto part : burst) {
        if (out.parts == burst_parts_max) break;
        Tokeniser(part, out, static_cast<std::uint16_t>(out.parts)).run();
        ++out.parts;
    }
    return out;
}

}  // namespace tts
