#pragma once

#include "apps/tiktoksales/settings.hpp"

#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Every option of the program stands once in one table. The flags, the environment's names, the
// file's keys, --print-config and docs/configuration.md are all made from it.

namespace tts::config {

// Where an option's value is kept; its type says how a text becomes one.
template <class T>
using FieldOf = T& (*)(ServeSettings&);

using Field = std::variant<FieldOf<std::string>,
                           FieldOf<std::vector<std::string>>,
                           FieldOf<bool>,
                           FieldOf<std::optional<bool>>,
                           FieldOf<int>,
                           FieldOf<double>,
                           FieldOf<std::chrono::milliseconds>,
                           FieldOf<std::chrono::seconds>,
                           FieldOf<std::set<Role>>,
                           FieldOf<std::map<Role, std::uint16_t>>,
                           FieldOf<PaymentChoice>,
                           FieldOf<LogFormat>,
                           FieldOf<Level>>;

// Which commands know the option.
enum class Scope {
    storage,   // Every command that opens the store.
    pictures,  // Those that keep pictures, too.
    serve,
};

enum class Secrecy {
    none,
    credentials,  // A URL that may hold a password: it is masked where the URL is shown.
    whole,        // Never shown, and never in a flag, which every user of the machine can read.
};

// What the text of a value, or of each element of a list, must be like.
enum class Shape { any, url, phone, address, host, origin, url_template };

struct Rule {
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    Shape shape = Shape::any;
    std::vector<std::string_view> schemes = {};  // Of a URL.
    std::vector<std::string_view> choices = {};  // Of a text or of a list's elements.
};

struct Option {
    std::string_view key;   // In the file: "storage.redis_url".
    std::string_view flag;  // "--redis-url"; of a secret, only "--...-file" is one.
    Field field;
    std::string_view help;
    Scope scope = Scope::serve;
    Secrecy secrecy = Secrecy::none;
    Rule rule = {};
    std::vector<std::string_view> well_known = {};  // Names in the environment that others use.
    std::string_view default_text = {};  // For the documentation, if the value does not tell.

    bool is_secret() const { return secrecy != Secrecy::none; }
    // The names in the environment, the first first: the well-known ones, or else TTS_ and the
    // flag's.
    std::vector<std::string> variables() const;
};

// In the order in which they are documented: by section, and there by importance.
const std::vector<Option>& options();

// Null if there is none.
const Option* find_option(std::string_view key);

// "storage" of "storage.redis_url".
std::string_view section_of(const Option& option);
std::string_view name_of(const Option& option);  // "redis_url".

// What a section is about, for the documentation.
std::string_view section_title(std::string_view section);

}  // namespace tts::config
