#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/capture_store.hpp"
#include "ports/image_matcher.hpp"
#include "ports/object_store.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// What the catalogue's endpoints work with; all of it outlives the router.
struct CatalogueParts {
    StorePool& stores;
    ObjectStore& objects;
    const ImageMatcher& matcher;
    const Gate& gate;
};

// Adds the catalogue to the ecommerce role:
//   POST /products/upload                 multipart/form-data; 201 with the product's summary
//   GET  /products/item/{streamer}/{sku}
//   GET  /products/streamer/{streamer}?q=&archived=&limit=&offset=
//   GET  /products/streamer/{streamer}/export.csv
//   GET  /productos                       those of the streamer whose token is sent
//   GET  /products/view/{streamer}        the same, the whole catalogue up to 500 products
// and what changes products, by add_product_change_routes(), and the pictures, by
// add_image_routes().
void add_catalogue_routes(http::Router& router, const CatalogueParts& parts);

// Adds what a seller does with a product that is there; each answers with the product:
//   PATCH /products/item/{streamer}/{sku}            name, price, stock and so on, as JSON
//   POST  /products/item/{streamer}/{sku}/archive    off the shelf; its orders stay
//   POST  /products/item/{streamer}/{sku}/unarchive  back on the shelf
void add_product_change_routes(http::Router& router, const CatalogueParts& parts);

// Adds GET /images/<key>: the pictures of products and frames in the object store. Nothing else
// that lies there is served, and nothing whose content is no picture.
void add_image_routes(http::Router& router, ObjectStore& objects);

// What keeping frames needs.
struct FrameParts {
    ObjectStore& objects;
    CaptureStore& captures;
    const Gate& gate;
};

// Adds POST /frames (multipart/form-data: streamer, timestamp optional, file) to the vision role: a
// picture of the stream, kept where /match_product and /capture_frame find it. 201 with its URL.
void add_frame_routes(http::Router& router, const FrameParts& parts);

}  // namespace tts
