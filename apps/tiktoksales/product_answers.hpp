#pragma once

#include "core/json_writer.hpp"
#include "core/result.hpp"
#include "ports/catalogue.hpp"
#include "ports/object_store.hpp"

#include <string>

namespace tts {

// Products as JSON, with the states of their pictures. Pictures that lie in our object store are
// named by a URL at which others can fetch them, if there is one. The errors of Catalogue.

Result<std::string> product_json(Catalogue& catalogue,
                                 const ObjectStore& objects,
                                 const Product& product);

// {"streamer", "total", "products": [...]}.
Result<std::string> product_page_json(Catalogue& catalogue,
                                      const ObjectStore& objects,
                                      const ProductQuery& query);

// One variant, as an object.
void write_variant(JsonWriter& json, const Variant& variant);

// The URL for others of a picture; as it is if there is no other.
std::string picture_link(const ObjectStore& objects, const std::string& url);

}  // namespace tts
