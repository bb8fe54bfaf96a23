#pragma once

#include "intent/corpus.hpp"

#include <vector>

namespace tts {

// Adds to each message that names goods ("quiero la blusa") copies that name other goods, so that
// the classifier learns the phrase and not the blouse. The same rows give the same copies.
std::vector<LabelledText> with_other_goods(const std::vector<LabelledText>& rows);

}  // namespace tts
