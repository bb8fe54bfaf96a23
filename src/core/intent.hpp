#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What a message wants. The order is that of every array of scores.
enum class Intent { buy, question, feedback, complaint, none };

constexpr std::array<std::string_view, 5> intent_names = {"buy", "question", "feedback",
                                                          "complaint", "none"};

constexpr std::string_view to_string(Intent intent) {
    return intent_names[static_cast<std::size_t>(intent)];
}

constexpr std::optional<Intent> parse_intent(std::string_view name) {
    for (std::size_t i = 0; i < intent_names.size(); ++i)
        if (intent_names[i] == name) return static_cast<Intent>(i);
    return std::nullopt;
}

// A word of a product's name, prepared so that a message is compared with many names at once.
struct NameWord {
    std::uint64_t stem = 0;  // A hash of the word without case, accents and plural ending.
    std::uint32_t name = 0;  // In `ClaimVocabulary::names`.
    double share = 0;        // What part of the name it says; rare words say more.
};

// What the words of a show mean: which codes can be claimed right now and which options exist.
// A code counts as a claim only if it stands here, so that "CR7" and "7 up" buy nothing.
struct ClaimVocabulary {
    std::vector<std::string> codes;    // Claim codes and SKUs as the catalogue writes them: "A12".
    std::vector<std::string> options;  // Option values of the products: "M", "red", "rojo".
    std::vector<std::string> names{};  // Products as the catalogue writes them: "Taza Gato".
    // Made of `names` by prepare_names(); without it no name counts. By stem.
    std::vector<NameWord> name_words{};
    // The seller's own words, as prepare_seller_words() leaves them: a message of nothing but a
    // trigger claims, a message with a blocked word does not, whatever else it says.
    std::vector<std::string> triggers{};
    std::vector<std::string> blocked{};
};

// Where in a burst a slot was read, and how sure its reading is, 0 to 1.
struct SlotSpan {
    enum class Kind { quantity, code, variant };

    Kind kind = Kind::quantity;
    std::size_t part = 0;             // Which message of the burst.
    std::size_t begin = 0, size = 0;  // In bytes of that message.
    double confidence = 0;
};

constexpr std::string_view to_string(SlotSpan::Kind kind) {
    constexpr std::array<std::string_view, 3> names = {"quantity", "code", "variant"};
    return names[static_cast<std::size_t>(kind)];
}

// One thing that a message asks for.
struct ClaimItem {
    std::string code;               // As in the vocabulary; empty if the message names none.
    std::string variant;            // As in the vocabulary; empty if none.
    std::optional<int> quantity;    // Only if the message says so.
    std::vector<SlotSpan> spans{};  // Where each of them stands.

    // The same wish, wherever it stands.
    friend bool operator==(const ClaimItem& a, const ClaimItem& b) {
        return a.code == b.code && a.variant == b.variant && a.quantity == b.quantity;
    }
};

// Which part of the cascade said what, for `tiktoksales explain`.
struct IntentEvidence {
    std::string part;  // "claim", "grammar", "guard", "classifier".
    std::string what;  // "negation before 'quiero'".
};

// What a message, or a client's burst of messages read as one, means.
struct IntentReading {
    Intent intent = Intent::none;
    double score = 0;                // The calibrated probability of `intent`, 0 to 1.
    std::array<double, 5> scores{};  // Of each intent; they sum to 1.
    std::string language = "und";    // ISO 639-1, or "und".
    std::vector<ClaimItem> items;    // At most items_max; usually none or one.
    bool asks_how = false;  // "How do I buy?": buy, but it claims nothing; it wants the link.
    bool cancels = false;   // "ya no", "cancel mine".
    std::string model_version;
    std::vector<IntentEvidence> evidence;  // Filled only where the caller asked to be told why.
};

constexpr std::size_t claim_items_max = 10;

}  // namespace tts
