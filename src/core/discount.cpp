#include "core/discount.hpp"

namespace tts {

Result<Discount> usable(const DiscountCode& code, Timestamp at) {
    const std::string name = "the discount code " + code.discount.code;
    if (at < code.valid_from)
        return Error(Errc::conflict, name + " is valid from " + to_iso8601(code.valid_from));
    if (code.valid_until && at >= *code.valid_until)
        return Error(Errc::conflict, name + " was valid until " + to_iso8601(*code.valid_until));
    if (code.uses_max > 0 && code.uses >= code.uses_max)
        return Error(Errc::conflict, name + " is used up");
    return code.discount;
}

}  // namespace tts
