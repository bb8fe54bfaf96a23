#include "apps/tiktoksales/config/option.hpp"

#include "apps/tiktoksales/config/option_tables.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace tts::config {

namespace {

std::vector<Option> all_options() {
    std::vector<Option> all;
    for (auto& part : {server_options(), storage_options(), pipeline_options(), capture_options(),
                       money_options()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace

std::vector<std::string> Option::variables() const {
    if (!well_known.empty()) return {well_known.begin(), well_known.end()};
    std::string name = "TTS_";
    for (const char c : flag.substr(2))
        name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return {name};
}

const std::vector<Option>& options() {
    static const std::vector<Option> all = all_options();
    return all;
}

const Option* find_option(std::string_view key) {
    const auto& all = options();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Option& option) { return option.key == key; });
    return found == all.end() ? nullptr : &*found;
}

std::string_view section_of(const Option& option) {
    return option.key.substr(0, option.key.find('.'));
}

std::string_view name_of(const Option& option) {
    return option.key.substr(option.key.find('.') + 1);
}

std::string_view section_title(std::string_view section) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> titles = {{
        {"server", "What runs, and where it listens"},
        {"security", "Who is let in"},
        {"log", "The log"},
        {"storage", "Where comments and orders are kept"},
        {"s3", "Where pictures are kept"},
        {"pipeline", "From a comment to an order"},
        {"vision", "Products on the screen"},
        {"capture", "Live streams"},
        {"payments", "Payments"},
        {"notify", "Messages to buyers"},
        {"webhooks", "Events to sellers' shop systems"},
    }};
    for (const auto& [name, title] : titles)
        if (name == section) return title;
    return section;
}

}  // namespace tts::config
