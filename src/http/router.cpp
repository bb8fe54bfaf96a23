#include "http/router.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tts::http {

namespace {

// Takes the first segment off a path that begins with '/'.
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// How well a path fits: each segment is worth more than all segments after it, and a fixed one more
// than a parameter. Nothing if it does not fit.
std::optional<std::string> fit(std::string_view pattern, std::string_view path) {
    std::string quality;
    while (!pattern.empty() && !path.empty()) {
        const auto expected = next_segment(pattern);
        const auto actual = next_segment(path);
        const bool fixed = !is_parameter(expected);
        if (fixed ? expected != actual : actual.empty()) return std::nullopt;
        quality += fixed ? '1' : '0';
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return quality;
}

Fields parameters(std::string_view pattern, std::string_view path) {
    Fields found;
    while (!pattern.empty()) {
        const auto name = next_segment(pattern);
        const auto value = next_segment(path);
        if (is_parameter(name)) found.emplace_back(name.substr(1, name.size() - 2), value);
    }
    return found;
}

bool serves(const Router::Route& route, std::string_view method) {
    return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

Router& Router::on(std::string method, std::string pattern, Handler handler) {
    assert(pattern.starts_with('/'));
    Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.handler = std::move(handler);
    return add(std::move(route));
}

Router& Router::on_async(std::string method, std::string pattern, AsyncHandler handler) {
    assert(pattern.starts_with('/'));
    Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.async_handler = std::move(handler);
    return add(std::move(route));
}

Router& Router::on_websocket(std::string pattern, FrameHandler handler) {
    assert(pattern.starts_with('/'));
    Route route;
    route.method = "WS";
    route.pattern = std::move(pattern);
    route.frame_handler = std::move(handler);
    return add(std::move(route));
}

Router& Router::add(Route route) {
    route.number = routes_.size();
    route.has_parameters = route.pattern.find('{') != std::string::npos;
    routes_.push_back(std::move(route));
    return *this;
}

Router& Router::after_each_turn(std::function<void()> call) {
    turn_ends_.push_back(std::move(call));
    return *this;
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    // Nothing fits better than a pattern that is the path itself, and most requests have one.
    for (const auto& route : routes_) {
        if (route.has_parameters || route.pattern != path || !serves(route, method)) continue;
        found.route = &route;
        return found;
    }
    std::string best;
    if (!path.starts_with('/')) return found;
    for (const auto& route : routes_) {
        const auto quality = fit(route.pattern, path);
        if (!quality) continue;
        if (std::find(found.allowed.begin(), found.allowed.end(), route.method) ==
            found.allowed.end())
            found.allowed.push_back(route.method);
        if (!serves(route, method) || (found.route && *quality <= best)) continue;
        found.route = &route;
        best = *quality;
    }
    if (found.route) found.path_parameters = parameters(found.route->pattern, path);
    return found;
}

}  // namespace tts::http
