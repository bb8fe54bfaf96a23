#include "adapters/opencv/tesseract_text_reader.hpp"

#include "adapters/opencv/image_codec.hpp"
#include "adapters/opencv/short_process.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <set>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

// Tesseract reads letters of some 20 to 40 pixels best, and the small print of a pack is a fiftieth
// of its height. Larger pictures take longer than they tell.
constexpr double side_wanted = 1'200;
constexpr double enlarged_max = 4;

// Of 100: below it most words are read out of ornaments.
constexpr int confidence_min = 70;
constexpr std::size_t letters_min = 3;
constexpr std::size_t words_max = 40;

// As a portable grey map, the simplest of the formats that Tesseract takes.
Result<std::string> grey_picture(std::string_view encoded) {
    constexpr int pixels_wanted = static_cast<int>(side_wanted * side_wanted);
    const auto picture = decode_image(encoded, {.limits = {}, .pixels_wanted = pixels_wanted});
    if (!picture) return picture.error();
    cv::Mat grey;
    cv::cvtColor(*picture, grey, cv::COLOR_BGR2GRAY);
    const double factor = std::min(enlarged_max, side_wanted / std::max({1, grey.cols, grey.rows}));
    if (factor > 1) cv::resize(grey, grey, {}, factor, factor, cv::INTER_CUBIC);
    std::string map =
        "P5\n" + std::to_string(grey.cols) + " " + std::to_string(grey.rows) + "\n255\n";
    for (int row = 0; row < grey.rows; ++row)
        map.append(grey.ptr<char>(row), static_cast<std::size_t>(grey.cols));
    return map;
}

// A letter or digit of ASCII, or a letter of Latin-1 in two bytes: what English and Spanish use.
bool is_letter(std::string_view text, std::size_t at) {
    constexpr unsigned char ascii_end = 0x80;
    constexpr unsigned char latin_letters = 0xC3;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < ascii_end) return std::isalnum(byte) != 0;
    if (byte == latin_letters) return true;
    return at > 0 && static_cast<unsigned char>(text[at - 1]) == latin_letters;
}

// What is left of a word without the marks around it; empty if that is no word.
std::string without_marks(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size() && !is_letter(text, begin)) ++begin;
    std::size_t end = text.size();
    while (end > begin && !is_letter(text, end - 1)) --end;
    for (std::size_t i = begin; i < end; ++i)
        if (!is_letter(text, i) && text[i] != '-' && text[i] != '&' && text[i] != '\'') return {};
    return end - begin < letters_min ? std::string() : std::string(text.substr(begin, end - begin));
}

// The fields of a line; Tesseract's tables have twelve, the last two being confidence and word.
std::string_view next_field(std::string_view& line) {
    const auto end = std::min(line.find('\t'), line.size());
    const auto field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return field;
}

std::string legible_word(std::string_view line) {
    constexpr int fields_before = 10;
    for (int i = 0; i < fields_before; ++i) next_field(line);
    const auto confidence = next_field(line);
    int percent = 0;
    std::from_chars(confidence.data(), confidence.data() + confidence.size(), percent);
    return percent < confidence_min ? std::string() : without_marks(line);
}

std::vector<std::string> legible_words(std::string_view table) {
    std::vector<std::string> words;
    std::set<std::string> known;
    while (!table.empty() && words.size() < words_max) {
        const auto end = std::min(table.find('\n'), table.size());
        auto word = legible_word(table.substr(0, end));
        table.remove_prefix(std::min(end + 1, table.size()));
        if (!word.empty() && known.insert(word).second) words.push_back(std::move(word));
    }
    return words;
}

// One thread a picture, and where the data is, if somebody says so.
std::vector<std::string> environment() {
    std::vector<std::string> variables = {"OMP_THREAD_LIMIT=1"};
    if (const char* folder = std::getenv("TESSDATA_PREFIX"); folder != nullptr)
        variables.push_back("TESSDATA_PREFIX=" + std::string(folder));
    return variables;
}

}  // namespace

Result<std::vector<std::string>> TesseractTextReader::words(
    std::string_view encoded, std::chrono::milliseconds time_max) const {
    const auto deadline = Clock::now() + time_max;
    const auto picture = grey_picture(encoded);
    if (!picture) return picture.error();
    if (!places_.try_acquire_until(deadline))
        return Error(Errc::unavailable, "text is not read: there was no time left for it");
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    // Sparse text, of a picture that does not say how many of its pixels are an inch.
    const auto table = run_to_end({.command = {program_, "stdin", "stdout", "-l", "eng+spa",
                                               "--psm", "11", "--dpi", "200", "tsv"},
                                   .environment = environment(),
                                   .input = *picture,
                                   .time_max = left});
    places_.release();
    if (!table && table.error().code() == Errc::not_found)
        return Error(Errc::unavailable, "text is not read: tesseract-ocr is not installed");
    if (!table) return Error(Errc::unavailable, "text is not read: " + table.error().what());
    return legible_words(*table);
}

}  // namespace tts
