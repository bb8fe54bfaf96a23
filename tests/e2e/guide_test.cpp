// docs/guide.md: all of its commands are run in one shell, in their order, and print what it says.
// Every endpoint that the servers describe is in it.

#include "e2e/api.hpp"
#include "e2e/deployment.hpp"
#include "e2e/server_process.hpp"

#include <fstream>
#include <regex>
#include <sstream>

namespace tts::test {

namespace {

const std::filesystem::path guide = std::filesystem::path(TTS_SOURCE_DIR) / "docs" / "guide.md";
constexpr std::chrono::seconds patience{280};
constexpr const char* roles[] = {"chat", "nlp", "vision", "ecommerce", "auth", "dashboard"};

// One command, over as many lines as it takes, and what it prints, among other things.
struct Step {
    std::string command;
    std::vector<std::string> prints;
};

// True if the shell would go on reading: an open quotation or a backslash at the end of the line.
bool goes_on(const std::string& command) {
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (c == '\\' && quote != '\'')
            ++i;
        else if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
    }
    return quote != 0 || command.ends_with('\\');
}

void add_line(std::vector<Step>& steps, const std::string& line) {
    static const std::string expects = "# => ";
    if (line.starts_with(expects) && !steps.empty())
        steps.back().prints.push_back(line.substr(expects.size()));
    else if (!steps.empty() && goes_on(steps.back().command))
        steps.back().command += "\n" + line;
    else if (!line.empty())
        steps.push_back({.command = line, .prints = {}});
}

std::vector<Step> read_steps() {
    std::vector<Step> steps;
    std::ifstream file(guide);
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```"))
            inside = line == "```sh";
        else if (inside)
            add_line(steps, line);
    }
    return steps;
}

// Runs every step in the same shell, so that variables stay; the output of step 7 is in file 7. The
// exit statuses are in the file "statuses".
std::string script_of(const std::vector<Step>& steps, const std::filesystem::path& folder) {
    std::ostringstream script;
    script << "cd '" << TTS_SOURCE_DIR << "'\nPATH='" << binary().parent_path().string()
           << "':$PATH\n";
    for (std::size_t i = 0; i < steps.size(); ++i)
        script << "{ " << steps[i].command << "\n} >'" << (folder / std::to_string(i)).string()
               << "' 2>&1\necho $? >>'" << (folder / "statuses").string() << "'\n";
    return script.str();
}

bool occurs(const std::string& wanted, const std::string& output) {
    std::size_t at = 0;
    for (std::size_t begin = 0; begin <= wanted.size();) {
        const auto end = std::min(wanted.find(" ... ", begin), wanted.size());
        const auto piece = wanted.substr(begin, end - begin);
        at = output.find(piece, at);
        if (at == std::string::npos) return false;
        at += piece.size();
        begin = end == wanted.size() ? end + 1 : end + 5;
    }
    return true;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

// Of a curl command: "GET", unless it says another or sends something.
std::string method_of(const std::string& command) {
    std::smatch named;
    if (std::regex_search(command, named, std::regex(R"(-X ([A-Z]+))"))) return named[1];
    return std::regex_search(command, std::regex(R"( (-d|-F|--data-binary) )")) ? "POST" : "GET";
}

// Matches "$CHAT/buyers/ana?limit=50" for the path "/buyers/{streamer}". Whichever role is asked:
// several have some paths.
std::regex call_of(const std::string& path) {
    static const std::regex parameter(R"(\{[a-z_]+\})");
    static const std::regex special(R"([.])");
    const auto literal = std::regex_replace(path, special, "\\.");
    const auto pattern = std::regex_replace(literal, parameter, "[^/?\" ]+");
    return std::regex("\\$[A-Z]+" + pattern + "([?\"\\s]|$)");
}

// What a browser fetches by itself for a page.
bool is_part_of_a_page(const std::string& path) {
    return std::regex_search(path, std::regex(R"(\.(css|js|svg|ico|woff2)$)"));
}

class Guide : public DeploymentTest {
protected:
    std::vector<std::string> environment() const {
        std::vector<std::string> all = {"REDIS_URL=" + deployment.redis_server.url(),
                                        "DATABASE_URL=" + deployment.database_server.url(),
                                        "TTS_DATA=" + folder.path().string()};
        for (const char* role : roles) all.push_back(upper(role) + "=" + server.url(role, ""));
        return all;
    }

    const TempFolder folder;
    const std::vector<Step> steps = read_steps();
};

TEST_F(Guide, SaysWhatItsCommandsPrint) {
    ASSERT_GT(steps.size(), 60u);
    const auto script = folder.path() / "script";
    std::ofstream(script) << script_of(steps, folder.path());

    const auto run = run_command({"bash", script.string()}, environment(), patience);

    EXPECT_EQ(run.status, 0) << run.text;
    std::ifstream statuses(folder.path() / "statuses");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto output = read_file(folder.path() / std::to_string(i));
        int status = -1;
        statuses >> status;
        EXPECT_EQ(status, 0) << steps[i].command << "\n" << output;
        for (const auto& wanted : steps[i].prints)
            EXPECT_TRUE(occurs(wanted, output)) << steps[i].command << "\ndoes not print\n"
                                                << wanted << "\nbut\n"
                                                << output;
    }
}

TEST_F(Guide, HasEveryEndpoint) {
    for (const char* role : roles) {
        const auto document = get(server.url(role, "/openapi.json")).json();
        for (const auto& [path, methods] : document["paths"].members()) {
            for (const auto& [method, operation] : methods.members()) {
                if (is_part_of_a_page(path)) continue;
                const auto call = call_of(path);
                const bool found = std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
                    return method_of(step.command) == upper(method) &&
                           std::regex_search(step.command, call);
                });
                EXPECT_TRUE(found)
                    << role << ": " << upper(method) << " " << path << " is not in docs/guide.md";
            }
        }
    }
}

}  // namespace

}  // namespace tts::test
