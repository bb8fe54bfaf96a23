#include "adapters/opencv/clean_picture.hpp"
#include "apps/tiktoksales/csv.hpp"
#include "apps/tiktoksales/import_command.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace tts {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> required_columns = {"sku",   "name",  "description",
                                                              "price", "stock", "streamer"};
constexpr std::array<std::string_view, 7> optional_columns = {
    "code", "options", "currency", "category", "tag", "variant_of", "images"};

using Columns = std::map<std::string, std::size_t, std::less<>>;  // Name to place.

bool is_known(std::string_view name) {
    const auto among = [name](const auto& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    return among(required_columns) || among(optional_columns);
}

Result<Columns> read_header(const CsvRow& header) {
    Columns columns;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const auto name = ascii_lower(trimmed(header.cells[i]));
        if (!is_known(name))
            return Error(Errc::invalid, "line 1: there is no column '" + name +
                                            "'; the columns are " +
                                            "sku, name, description, price, stock, streamer, code, "
                                            "options, currency, category, tag, variant_of, images");
        if (!columns.emplace(name, i).second)
            return Error(Errc::invalid, "line 1: the column '" + name + "' is there twice");
    }
    for (const auto name : required_columns)
        if (!columns.contains(name))
            return Error(Errc::invalid,
                         "line 1: the column '" + std::string(name) + "' is missing");
    return columns;
}

// One row with the names of its columns.
class NamedCells {
public:
    NamedCells(const Columns& columns, const CsvRow& row) : columns_(columns), row_(row) {}

    std::optional<std::string> cell(std::string_view column) const {
        const auto found = columns_.find(column);
        if (found == columns_.end()) return std::nullopt;
        return unguarded(row_.cells[found->second]);
    }

private:
    const Columns& columns_;
    const CsvRow& row_;
};

std::vector<std::string> names_in(const std::string& cell) {
    std::vector<std::string> names;
    std::string_view rest = cell;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of("|;,"), rest.size());
        const std::string name(trimmed(rest.substr(0, end)));
        if (!name.empty()) names.push_back(name);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
}

// The file of that name below the folder; a name that leads out of it is refused.
Result<fs::path> picture_path(const fs::path& folder, const std::string& name) {
    if (folder.empty())
        return Error(Errc::invalid, "'" + name + "' needs --images, the folder with the pictures");
    std::error_code error;
    const auto root = fs::weakly_canonical(folder, error);
    auto path = fs::weakly_canonical(root / name, error);
    const auto [end, _] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    if (error || end != root.end())
        return Error(Errc::invalid, "'" + name + "' is not in the folder with the pictures");
    if (!fs::is_regular_file(path, error))
        return Error(Errc::invalid, "there is no picture '" + name + "'");
    if (fs::file_size(path, error) > picture_bytes_max || error)
        return Error(Errc::invalid, "'" + name + "' is larger than 8 MiB");
    return path;
}

Result<void> check_picture(const fs::path& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) return Error(Errc::invalid, "'" + path.filename().string() + "' cannot be read");
    const auto cleaned = clean_picture(content.view());
    if (!cleaned) return cleaned.error().during("'" + path.filename().string() + "'");
    return {};
}

// The form calls the seller's words user_description; a file says description.
std::string column_of(std::string_view field) {
    return std::string(field == "user_description" ? "description" : field);
}

class Planner {
public:
    Planner(Columns columns, fs::path images_folder)
        : columns_(std::move(columns)), images_folder_(std::move(images_folder)) {}

    void add(const CsvRow& row) {
        const auto faults_before = plan_.faults.size();
        if (row.cells.size() != columns_.size())
            refuse(row, "has " + std::to_string(row.cells.size()) + " cells instead of " +
                            std::to_string(columns_.size()));
        else
            add_cells(row, NamedCells(columns_, row));
        if (plan_.faults.size() > faults_before) ++plan_.bad_rows;
    }

    ImportPlan take() { return std::move(plan_); }

private:
    void add_cells(const CsvRow& row, const NamedCells& cells) {
        const std::string owner(trimmed(cells.cell("variant_of").value_or("")));
        if (!owner.empty()) return add_variant(row, cells, owner);
        const auto faults_before = plan_.faults.size();
        const auto read =
            read_product([&](std::string_view field) { return cells.cell(column_of(field)); });
        for (const auto& fault : read.faults)
            refuse(row, column_of(fault.field) + ": " + fault.message);
        const auto pictures = read_pictures(row, cells.cell("images").value_or(""));
        note_line(row, read.product);
        if (plan_.faults.size() == faults_before)
            plan_.rows.push_back({.line = row.line, .product = read.product, .pictures = pictures});
    }

    // By the rules of a product, without what a variant has of its product.
    void add_variant(const CsvRow& row, const NamedCells& cells, const std::string& owner) {
        const auto faults_before = plan_.faults.size();
        const bool has_price = !trimmed(cells.cell("price").value_or("")).empty();
        const auto read = read_product([&](std::string_view field) -> std::optional<std::string> {
            if (field == "name" || field == "user_description") return owner;
            if (field == "price" && !has_price) return "1";
            return cells.cell(column_of(field));
        });
        for (const auto& fault : read.faults)
            refuse(row, column_of(fault.field) + ": " + fault.message);
        const Product& product = read.product;
        if (product.options.empty()) refuse(row, "options: a variant needs at least one");
        if (!trimmed(cells.cell("images").value_or("")).empty())
            refuse(row, "images: a variant has those of its product");
        note_line(row, product);
        if (plan_.faults.size() > faults_before) return;
        plan_.variants.push_back(
            {.line = row.line,
             .product_sku = owner,
             .variant = {.streamer = product.streamer,
                         .sku = product.sku,
                         .code = product.code,
                         .options = product.options,
                         .price = has_price ? std::optional(product.price) : std::nullopt,
                         .stock = product.stock}});
    }

    void note_line(const CsvRow& row, const Product& product) {
        const auto [first, is_new] =
            lines_.emplace(std::pair(product.streamer, product.sku), row.line);
        if (!is_new && !product.sku.empty())
            refuse(row, "sku: is the same as in line " + std::to_string(first->second));
    }

    std::vector<fs::path> read_pictures(const CsvRow& row, const std::string& cell) {
        std::vector<fs::path> pictures;
        const auto names = names_in(cell);
        if (names.size() > pictures_max) {
            refuse(row, "images: must be at most " + std::to_string(pictures_max));
            return pictures;
        }
        for (const auto& name : names) {
            const auto path = picture_path(images_folder_, name);
            const auto checked = path ? check_picture(*path) : Result<void>(path.error());
            if (!checked) {
                refuse(row, "images: " + checked.error().what());
                continue;
            }
            pictures.push_back(*path);
        }
        return pictures;
    }

    void refuse(const CsvRow& row, std::string message) {
        plan_.faults.push_back({.line = row.line, .message = std::move(message)});
    }

    const Columns columns_;
    const fs::path images_folder_;
    std::map<std::pair<std::string, std::string>, std::size_t> lines_;  // Of streamer and SKU.
    ImportPlan plan_;
};

}  // namespace

Result<ImportPlan> plan_import(std::string_view csv, const fs::path& images_folder) {
    if (!is_utf8(csv)) return Error(Errc::invalid, "the file is not UTF-8");
    const auto rows = parse_csv(csv);
    if (!rows) return rows.error();
    if (rows->empty()) return Error(Errc::invalid, "the file is empty");
    auto columns = read_header(rows->front());
    if (!columns) return columns.error();
    Planner planner(std::move(*columns), images_folder);
    for (std::size_t i = 1; i < rows->size(); ++i) planner.add((*rows)[i]);
    return planner.take();
}

}  // namespace tts
