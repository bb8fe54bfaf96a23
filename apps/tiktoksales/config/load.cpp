#include "apps/tiktoksales/config/load.hpp"

#include "accounts/signing_key.hpp"
#include "apps/tiktoksales/config/file_access.hpp"
#include "apps/tiktoksales/config/option_value.hpp"
#include "apps/tiktoksales/config/toml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace tts::config {

namespace {

constexpr std::string_view data_key = "storage.data";

// A value as somebody gave it.
struct Given {
    std::string text;
    std::string where;     // For messages: "REDIS_URL", "tiktoksales.toml:3: storage.redis_url".
    std::string source;    // For --print-config: "environment REDIS_URL".
    bool is_path = false;  // The text is the path of a file with the value.
};

class Loader {
public:
    explicit Loader(const Inputs& inputs) : inputs_(inputs) {}

    Loaded load() {
        const Option& data = *find_option(data_key);
        // The file may lie in the data folder, so where that is has to be known first.
        apply(data, inputs_.file ? std::nullopt : given_outside_file(data));
        read_file();
        for (const Option& option : options()) load_option(option);
        auto& settings = loaded_.settings;
        settings.pipeline.settle = settings.storage.queue.settle;
        if (settings.model.empty()) settings.model = default_model();
        return std::move(loaded_);
    }

private:
    void fault(std::string where, std::string what) {
        loaded_.faults.push_back({.where = std::move(where), .what = std::move(what)});
    }

    void load_option(const Option& option) {
        auto given = given_outside_file(option);
        auto in_file = given_in_file(option);
        const bool is_found_by_data = option.key == data_key && in_file && !inputs_.file;
        if (is_found_by_data)
            return fault(in_file->where,
                         "this file was found in the data folder, so it cannot say "
                         "where that is: remove it, or start with --config");
        apply(option, given ? std::move(given) : std::move(in_file));
    }

    void apply(const Option& option, const std::optional<Given>& given) {
        loaded_.sources[option.key] = "default";
        if (!given) return;
        loaded_.sources[option.key] = given->source;
        std::string text = given->text;
        if (given->is_path) {
            const auto secret = read_secret(*given);
            if (!secret) return fault(given->where, secret.error().what());
            text = *secret;
        }
        const auto set = set_value(option, text, loaded_.settings);
        if (!set) fault(given->where, set.error().what());
    }

    static Result<std::string> read_secret(const Given& given) {
        auto secret = read_secret_file(given.text);
        if (!secret) return secret;
        const auto closed = check_closed_to_others(given.text);
        if (!closed) return closed.error();
        if (secret->empty()) return Error(Errc::invalid, given.text + " has an empty first line");
        return secret;
    }

    std::optional<Given> given_outside_file(const Option& option) {
        auto given = given_as_flag(option);
        return given ? given : given_in_environment(option);
    }

    std::optional<Given> given_as_flag(const Option& option) {
        const std::string name(option.flag);
        const auto plain = inputs_.flags.find(name);
        const auto path = inputs_.flags.find(name + "-file");
        const auto end = inputs_.flags.end();
        if (plain != end && path != end) fault(name, "and " + path->first + " exclude each other");
        const auto found = plain != end ? plain : path;
        if (found == end) return std::nullopt;
        return Given{.text = found->second,
                     .where = found->first,
                     .source = "flag " + found->first,
                     .is_path = found == path};
    }

    std::optional<Given> variable(const std::string& name, bool is_path) const {
        const char* const value = inputs_.environment ? inputs_.environment(name.c_str()) : nullptr;
        // An empty variable is how many tools write one that is not set.
        if (value == nullptr || *value == '\0') return std::nullopt;
        return Given{
            .text = value, .where = name, .source = "environment " + name, .is_path = is_path};
    }

    std::optional<Given> given_in_environment(const Option& option) {
        std::optional<Given> first;
        for (const auto& name : option.variables()) {
            for (const bool is_path : {false, true}) {
                if (is_path && !option.is_secret()) continue;
                auto given = variable(is_path ? name + "_FILE" : name, is_path);
                if (!given) continue;
                const bool differs =
                    first && (first->text != given->text || first->is_path != given->is_path);
                if (differs) fault(given->where, "and " + first->where + " exclude each other");
                if (!first) first = std::move(given);
            }
        }
        return first;
    }

    std::optional<Given> given_in_file(const Option& option) {
        const std::string key(option.key);
        const auto plain = file_.values.find(key);
        const auto path =
            option.is_secret() ? file_.values.find(key + "_file") : file_.values.end();
        const auto end = file_.values.end();
        if (plain != end && path != end)
            fault(file_.where(path->second.line, path->first),
                  "and " + key + " exclude each other");
        const auto found = plain != end ? plain : path;
        if (found == end) return std::nullopt;
        return Given{.text = found->second.text,
                     .where = file_.where(found->second.line, found->first),
                     .source = "file " + file_.position(found->second.line),
                     .is_path = found == path};
    }

    void read_file() {
        const auto in_data =
            std::filesystem::path(loaded_.settings.storage.data) / default_file_name;
        const std::string path = inputs_.file.value_or(in_data.string());
        std::error_code ignored;
        if (!inputs_.file && !std::filesystem::exists(in_data, ignored)) return;
        file_ = read_toml_file(path);
        loaded_.file = path;
        loaded_.faults.insert(loaded_.faults.end(), file_.faults.begin(), file_.faults.end());
        const bool has_secrets =
            std::any_of(options().begin(), options().end(), [this](const Option& option) {
                return option.is_secret() && file_.values.contains(std::string(option.key));
            });
        if (!has_secrets) return;
        const auto closed = check_closed_to_others(path);
        if (!closed) fault(path, closed.error().what());
    }

    const Inputs& inputs_;
    TomlFile file_;
    Loaded loaded_;
};

}  // namespace

std::string Fault::to_string() const {
    return (is_warning ? "warning: " : "") + where + ": " + what;
}

bool Loaded::ok() const {
    return std::all_of(faults.begin(), faults.end(),
                       [](const Fault& fault) { return fault.is_warning; });
}

Loaded load(const Inputs& inputs) {
    return Loader(inputs).load();
}

std::string names_of(const Option& option) {
    const std::string suffix = option.secrecy == Secrecy::whole ? "-file" : "";
    return std::string(option.flag) + suffix + ", " + option.variables().front() + " or " +
           std::string(option.key);
}

std::string names_of(std::string_view key) {
    const Option* const option = find_option(key);
    return option == nullptr ? std::string(key) : names_of(*option);
}

}  // namespace tts::config
