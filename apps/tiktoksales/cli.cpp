#include "apps/tiktoksales/cli.hpp"

#include "apps/tiktoksales/accounts/privacy_command.hpp"
#include "apps/tiktoksales/audit_command.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config_commands.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "apps/tiktoksales/export_command.hpp"
#include "apps/tiktoksales/import_command.hpp"
#include "apps/tiktoksales/intent_cli.hpp"
#include "apps/tiktoksales/token_commands.hpp"
#include "apps/tiktoksales/version.hpp"
#include "apps/tiktoksales/vision_commands.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace tts {

namespace {

using config::Scope;

// Every command leaves its exit status here.
struct Outcome {
    int status = 0;
};

int with_storage(const config::Flags& flags,
                 const std::function<int(const StorageSettings&)>& action) {
    return with_settings(flags,
                         [&](const ServeSettings& settings) { return action(settings.storage); });
}

void add_schema(CLI::App& app, Outcome& outcome) {
    auto* command = app.add_subcommand("schema", "The database's tables");
    command->require_subcommand(1);
    const auto flags = add_options(*command, {Scope::storage});
    auto dialect = std::make_shared<std::string>("postgres");
    auto* print = command->add_subcommand("print", "Print all migrations as SQL");
    print->add_option("--dialect", *dialect, "postgres or sqlite")
        ->check(CLI::IsMember({"postgres", "sqlite"}))
        ->capture_default_str();
    print->callback([dialect, &outcome] { outcome.status = run_schema_print(*dialect); });
    command->add_subcommand("apply", "Apply the migrations that are missing")
        ->callback([flags, &outcome] { outcome.status = with_storage(*flags, run_schema_apply); });
    command->add_subcommand("verify", "Check that the schema is what this program expects")
        ->callback([flags, &outcome] { outcome.status = with_storage(*flags, run_schema_verify); });
}

void add_trace(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<TraceOptions>();
    auto* command = app.add_subcommand("trace", "Print how an order came about");
    command->add_option("order_number", options->order_number, "ORD-...")->required();
    command->add_flag("--json", options->as_json, "As JSON");
    const auto flags = add_options(*command, {Scope::storage});
    command->callback([flags, options, &outcome] {
        outcome.status = with_storage(
            *flags, [&](const StorageSettings& storage) { return run_trace(storage, *options); });
    });
}

struct LetterAction {
    const char* name;
    const char* description;
    int (*run)(const StorageSettings&, const std::string& id);
};

void add_letter_action(CLI::App& parent,
                       const LetterAction& action,
                       const std::shared_ptr<config::Flags>& flags,
                       Outcome& outcome) {
    auto id = std::make_shared<std::string>();
    auto* command = parent.add_subcommand(action.name, action.description);
    command->add_option("id", *id, "The comment's id")->required();
    command->callback([flags, id, run = action.run, &outcome] {
        outcome.status =
            with_storage(*flags, [&](const StorageSettings& storage) { return run(storage, *id); });
    });
}

void add_dlq(CLI::App& app, Outcome& outcome) {
    auto* command = app.add_subcommand("dlq", "Dead letters: comments that failed again and again");
    command->require_subcommand(1);
    const auto flags = add_options(*command, {Scope::storage});
    auto limit = std::make_shared<std::size_t>(100);
    auto* list = command->add_subcommand("list", "The oldest dead letters");
    list->add_option("--limit", *limit, "How many at most")->capture_default_str();
    list->callback([flags, limit, &outcome] {
        outcome.status = with_storage(
            *flags, [&](const StorageSettings& storage) { return run_dlq_list(storage, *limit); });
    });
    constexpr std::array<LetterAction, 3> actions = {{
        {"show", "One with its message", run_dlq_show},
        {"replay", "Put it back into its queue", run_dlq_replay},
        {"drop", "Throw it away", run_dlq_drop},
    }};
    for (const LetterAction& action : actions) add_letter_action(*command, action, flags, outcome);
}

void add_import(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<ImportOptions>();
    auto* command = app.add_subcommand("import", "Import products from a CSV file");
    command->add_option("file", options->csv_path, "The CSV file, with a header row")->required();
    command->add_option("--images", options->images_folder,
                        "Folder of the pictures that rows name");
    command->add_flag("--skip-bad", options->skip_bad,
                      "Import the good rows even if others are bad");
    const auto flags = add_options(*command, {Scope::storage, Scope::pictures});
    command->callback([flags, options, &outcome] {
        outcome.status = with_storage(
            *flags, [&](const StorageSettings& storage) { return run_import(storage, *options); });
    });
}

void add_export(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<ExportOptions>();
    auto* command =
        app.add_subcommand("export", "Export a streamer's products as CSV that import reads");
    command->add_option("file", options->csv_path, "The CSV file to write; - for the output")
        ->required();
    command->add_option("--streamer", options->streamer, "Whose products")->required();
    command->add_option("--images", options->images_folder,
                        "Folder to copy the pictures to, which the rows then name");
    const auto flags = add_options(*command, {Scope::storage, Scope::pictures});
    command->callback([flags, options, &outcome] {
        outcome.status = with_storage(
            *flags, [&](const StorageSettings& storage) { return run_export(storage, *options); });
    });
}

void add_demo(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<DemoOptions>();
    auto* command = app.add_subcommand(
        "demo", "Play a scripted show against a running server and check what became of it");
    command->add_flag("--fast", options->fast, "Without the pauses between comments");
    command->add_option("--url", options->url,
                        "The chat role; the others are taken beside it, at their default ports");
    command->add_option("--vision-url", options->vision_url, "The vision role, if elsewhere");
    command->add_option("--ecommerce-url", options->ecommerce_url,
                        "The ecommerce role, if elsewhere");
    command->add_option("--dashboard-url", options->dashboard_url,
                        "The dashboard role, if elsewhere");
    command->add_option("--auth-url", options->auth_url, "The auth role, if elsewhere");
    command->add_option("--counterparts", options->counterparts,
                        "The addresses.json of tools/counterparts: then buyers pay, too, and the "
                        "whole life of their orders is played");
    command->callback([options, &outcome] { outcome.status = run_demo(*options); });
}

void add_vision_fit(CLI::App& eval, int& status) {
    auto drawn = std::make_shared<DrawVisionOptions>();
    auto* draw = eval.add_subcommand("draw-vision", "Draw a catalogue and queries for eval vision");
    draw->add_option("folder", drawn->folder, "A folder to write them into")->required();
    draw->add_option("--seed", drawn->seed, "Other seeds are other catalogues");
    draw->add_option("--views", drawn->views, "Pictures of each product")
        ->check(CLI::Range(1, 1000));
    draw->callback([drawn, &status] { status = run_draw_vision(*drawn); });

    auto fit = std::make_shared<FitVisionOptions>();
    auto* command = eval.add_subcommand("fit-vision", "Find the weights of the picture's evidence");
    command->add_option("files", fit->files, "What eval vision --measurements wrote")->required();
    command
        ->add_option("--siblings", fit->siblings,
                     "How much a picture counts whose product is taken out of the catalogue")
        ->check(CLI::NonNegativeNumber);
    command->callback([fit, &status] { status = run_fit_vision(*fit); });
}

void add_eval(CLI::App& app, Outcome& outcome) {
    auto* eval = app.add_subcommand("eval", "Measure a step on data with known answers");
    eval->require_subcommand(1);

    add_eval_intent(*eval, default_model(), outcome.status);
    add_eval_slots(*eval, default_model(), outcome.status);

    auto vision = std::make_shared<EvalVisionOptions>();
    auto* command = eval->add_subcommand("vision", "How well pictures are recognised");
    command
        ->add_option("folder", vision->folder,
                     "With gallery/<product>/, queries/<product>/ and queries/_unknown/")
        ->required();
    command->add_flag("--json", vision->as_json, "As JSON");
    command
        ->add_option("--frames", vision->frames,
                     "Look at so many pictures of a product together, in the order of the files")
        ->check(CLI::Range(1, 100));
    command->add_option("--measurements", vision->measurements,
                        "Also write what was measured to this file, for fit-vision");
    command->callback([vision, &outcome] { outcome.status = run_eval_vision(*vision); });
    add_vision_fit(*eval, outcome.status);
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app("TikTokSales turns live-stream chat into orders.", "tiktoksales");
    app.set_version_flag("--version", std::string(version));
    app.require_subcommand(1);
    app.fallthrough();
    Outcome outcome;
    add_serve(app, outcome.status);
    add_options_command(app, outcome.status);
    add_key_commands(app, outcome.status);
    add_demo(app, outcome);
    add_import(app, outcome);
    add_export(app, outcome);
    add_schema(app, outcome);
    add_trace(app, outcome);
    add_dlq(app, outcome);
    add_audit(app, outcome.status);
    add_privacy(app, outcome.status);
    add_train_intent(app, default_model(), outcome.status);
    add_check_corpus(app, outcome.status);
    add_feedback(app, outcome.status);
    add_eval(app, outcome);
    add_explain(app, default_model(), outcome.status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ExtrasError& error) {
        const std::vector<std::string> words(argv + 1, argv + argc);
        std::cerr << "tiktoksales: " << error.what() << config::flag_suggestion(app, words)
                  << "\nRun with --help for more information.\n";
        return 2;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return outcome.status;
}

}  // namespace tts
