#pragma once

#include "core/result.hpp"
#include "ports/catalogue.hpp"

#include <functional>
#include <string>

namespace tts {

// The names of a product's picture files, as the column "images" has them. Errors end the export.
using PictureNames = std::function<Result<std::string>(const Product& product)>;

// A streamer's products on the shelf, each with its variants, as CSV that `tiktoksales import`
// reads back: the products are the same then, their pictures if `picture_names` is given and the
// files are there. It begins with a byte order mark, without which spreadsheet programs misread
// accents. The errors of Catalogue.
Result<std::string> catalogue_csv(Catalogue& catalogue,
                                  const std::string& streamer,
                                  const PictureNames& picture_names = {});

}  // namespace tts
