#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Pictures that we draw ourselves: for the demo's catalogue and stream, for a streamer without a
// camera, and for tests. The same input always gives the same bytes. Errors of every function:
// Errc::unavailable if the encoder fails.

namespace tts {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

enum class CardShape { box, bottle, jar, shirt, mug, bag };

struct ProductCard {
    std::string name;  // Printed on the product, in ASCII: accents are dropped.
    Colour base;       // Of the product.
    Colour accent;     // Of its label and pattern.
    CardShape shape = CardShape::box;
    std::string
        pattern{};  // What its ornaments are drawn from; siblings share it. Empty: the name.
};

enum class PictureFormat { jpeg, png };

// The product before a plain light background, 480x480: a catalogue photo.
Result<std::string> draw_product_card(const ProductCard& card,
                                      PictureFormat format = PictureFormat::jpeg);

// Where a product is held in a frame.
struct Placement {
    double centre_x = 0.5;  // As a share of the width; likewise below.
    double centre_y = 0.5;  // As a share of the height.
    double width = 0.6;     // Of the whole card, as a share of the frame's width.
    double rotation_degrees = 0;
};

struct StreamFrame {
    std::optional<ProductCard> product;  // None: the host shows nothing.
    Placement placement;
    std::uint32_t scene = 1;  // Other numbers give other rooms and hosts.
    double brightness = 1;    // Of the light in the room.
};

// A frame of a vertical live stream, 720x1280: a room with clutter, a host, and the product.
Result<std::string> draw_stream_frame(const StreamFrame& frame,
                                      PictureFormat format = PictureFormat::jpeg);

// What a streamer without a video source shows: bars, the name and the time.
Result<std::string> draw_test_card(std::string_view streamer, Timestamp time);

}  // namespace tts
