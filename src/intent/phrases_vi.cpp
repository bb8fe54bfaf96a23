#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// Vietnamese; the accents may be left out.
constexpr Phrase phrases[] = {
    {claim,
     "chốt|chot|lấy|cho|em|mình|chị|để "
     "em|mình|chị|c|mua|lấy|chốt|đặt|tui|tôi|shop|đơn|ạ|nha|nhé|tớ|anh "
     "1|2|một|hai|cái|#|lấy|mua|đơn|cái|em|mình|nha|nhé|ạ|này|màu|size|bộ"},
    {claim, "em|mình|chị|tôi|tui lấy|mua|chốt|đặt|order|lay|chot"},
    {claim,
     "em|mình|chị|tôi|tui|e|c|anh|a muốn? lấy|mua|chốt|đặt|order|lay|chot "
     "1|2|một|hai|cái|#|bộ|này|ạ|nha|nhé|màu|size|đơn|nhe|cai"},
    {claim, "em|mình|chị #|một|hai cái|bộ|đơn|nha|nhé|ạ"},
    {claim, "chốt|chot|lấy #|đơn|cái|bộ|em|e|nha|nhé|ạ|mình|c|c|size|màu|luôn"},
    {claim,
     "em|mình|chị|tôi|tui|e|c|anh|a|cô|chú|bác|tớ|mik|mk|mh|m|t|bà|con|cháu "
     "muốn|xin|cũng|sẽ|cho|đặt|thêm? lấy|mua|chốt|đặt|order|hốt|múc|rước|khui "
     "1|2|một|hai|ba|cái|#|bộ|này|ạ|nha|nhé|màu|size|đơn|nhe|mẫu|mã|hết|luôn|nhá|hàng|thêm|đôi|hộp|"
     "cho|liền|lun"},
    {claim,
     "em|mình|chị|tôi|tui|e|c|anh|a|cô|chú|bác|tớ|mik|mk muốn|xin|cũng|sẽ|đã? "
     "lấy|mua|chốt|đặt|order|hốt|múc"},
    {claim,
     "cho|để|giữ|lên|gói|ship|gửi|bán|đặt|chừa|đóng cho|lại|đơn? "
     "em|mình|chị|c|e|tui|tôi|cô|anh|mk|mik|mẹ|bé|chú|tớ xin|đặt|mua|lấy|chốt|thêm|giữ? "
     "1|một|#|hai|cái|mẫu|đôi|hộp|bộ|đơn|màu|cây|này|con|size|thỏi|chai|túi|váy|áo|quần|giày"},
    {claim,
     "cho|lấy|chốt|mua|đặt|hốt|múc|rước|order|lay|chot|thêm|lên đơn? "
     "1|2|một|hai|ba|#|cái|mẫu|mã|màu|đôi|hộp|bộ|hết|thêm|cả|size|đơn|luôn|liền|ngay|đi|nha|nhé|"
     "nhe|ạ|lẹ|này|em|mình|chị|e|c|anh|đen|trắng|đỏ|hồng|cho|váy|túi"},
    {claim,
     "1|một|#|hai cái|bộ|đơn|đôi|hộp|mã|thỏi|chai|cây|size cho|nha|nhé|ạ|em|mình|chị? "
     "em|mình|chị|e|c"},
    {claim, "lên đơn em|mình|cho|nha|chị|giúp|luôn|ạ|#"},
    {claim, "của|là em|mình|chị|tui nha|nhé|đó|rồi|luôn"},
    {weak, "chốt|chot|chốtt|lấy|mua|đặt|chốt đơn|luôn|lun|em|mình|ạ"},
    {weak, "chốt|chot|mua|đặt|lấy|ib"},
    {weak, "em|mình|chị|tui lấy|mua|chốt|đặt|#"},
    {weak, "e|c lấy|mua|chốt|đặt"},
    {weak, "chốt|chot|lấy|mua|đặt|hốt|múc|order|cf|oder"},
    {weak, "chốt|lấy|mua đơn|luôn|liền|ngay|lun|nha|nhé|ạ|đi"},
    {weak, "em|mình|chị|tui|tôi #|một|hai"},
    {weak, "ib|inbox em|mình|nha|chốt"},
    {weak, "em|mình|e muốn|thích mua|lấy|đặt|chốt|cái|mẫu|này"},
    {weak, "muốn mua|đặt|lấy|chốt"},
    {weak, "giữ|để|chừa em|mình|e|chị|lại"},
    {how, "mua|đặt|thanh|order|mua ở|hàng|kiểu|sao|thế|toán|như|bằng đâu|nào|kiểu|sao|thế|cách"},
    {how, "làm|cách|xin|cho sao|thế|mua|đặt|link|xin|nào để|nào|hàng|mua|đặt|link|với"},
    {how, "xin|gửi link|linh"},
    {how,
     "mua|đặt|thanh|order|chốt|ck|chuyển|trả|toán "
     "ở|hàng|kiểu|sao|thế|toán|như|bằng|qua|khoản|tiền|đâu đâu|nào|gì|sao|thế|như|kiểu|cách|chỗ"},
    {how, "mua|đặt|order|thanh|chốt hàng|toán|đơn? sao|đâu|thế|kiểu|như|ntn|dzậy|vậy|nào|gì"},
    {how, "cách|hướng|chỉ mua|đặt|dẫn|em|thanh|mình mua|đặt|hàng|toán|cách|thanh"},
    {how, "làm sao|thế để|mua|đặt|nào mua|đặt|lấy"},
    {how, "xin|cho|gửi|gắn|ghim|share|up|thả em|mình|c|shop|xin|cái|cho? link|linh|stk|số|địa"},
    {how, "link đâu|ạ|với|nào|mua|sp|ở|shop|sản|này|áo|váy|nha|k"},
    {how, "giỏ hàng|vàng đâu|số|mấy|nào|ở"},
    {how, "có ship|nhận|thanh|trả|quẹt cod|thẻ|momo|góp|toán"},
    {how, "stk|số tài|tk|khoản|stk"},
    {how, "ship cod không|k|ko|hong"},
    {negation, "không|ko|k|hông|khong|đừng|chưa|hem|chẳng lấy|mua|cần|thích|muốn|chốt|có|đặt|phải"},
    {negation,
     "không|ko|k|hông|khong|đừng|chưa|hem|chẳng|hổng|kh|kg|chả|khỏi|hong "
     "lấy|mua|cần|thích|muốn|chốt|có|đặt|phải|mún|dám|nha|đâu|ưng|hợp"},
    {negation, "hết|không|ko|k|chưa tiền|có|lương tiền"},
    {negation, "hết|cạn tiền|ví|lúa"},
    {negation, "lấy|mua làm|chi gì"},
    {past, "đã|mới|vừa|từng mua|lấy|nhận|đặt|chốt|order"},
    {past, "mua|nhận|lấy|đặt rồi|hôm|rùi|r"},
    {past, "đã|mới|vừa|từng|hôm|lần|tháng|năm|tuần mua|lấy|nhận|đặt|chốt|order|trước|qua"},
    {past, "mua|nhận|lấy|đặt|có|chốt rồi|hôm|rùi|r|tuần|tháng|năm|lần|bên|được|về"},
    {past, "em|mình|chị|e|đơn|hàng của? em|mình|nhận|về|tới rồi|được"},
    {hedge, "chắc|để|có|hẹn|mai|lát|đợi|chờ lần|mai|lương|nghĩ|suy|xem|khi|thể"},
    {hedge,
     "chắc|có|hẹn|mai|lát|đợi|chờ|tháng|hôm|kỳ|bữa|khi|lúc|để|cân|phân "
     "lần|lẽ|mai|lương|nghĩ|suy|xem|khi|thể|sau|khác|nhắc|vân|nào"},
    {hedge, "lần|live|tháng|hôm|bữa sau|khác|tới"},
    {hedge, "đang|để|phải|còn suy|phân|đắn|cân|lưỡng|xem|coi|tính"},
    {hedge, "xem|coi|ngắm thôi|chơi|đã|thử"},
    {hedge, "không|chưa biết|chắc"},
    {condition, "nếu|giá|khi|phải"},
    {condition, "nếu|phải|giá|khi|mà có|chi|mà|nào|giảm|rẻ|như|em"},
    {condition, "rẻ|giảm|bớt|sale|freeship thì|mới|em|là|chút mua|lấy|chốt|em|tôi"},
    {third, "mẹ|bạn|chồng|vợ em|tôi|mình? thích|muốn|mua|lấy|bảo"},
    {third,
     "mẹ|bạn|chồng|vợ|má|bố|nhỏ em|mình|tôi|gái|trai|e|tui|ngoại? "
     "thích|muốn|mua|lấy|bảo|kêu|đòi|đặt|mê|xài|có|dùng"},
    {third, "ai|mọi|người|bạn|nó|cả người|nhà|ta|ấy|nào? mua|lấy|chốt|muốn|cũng|thích"},
    {other_want, "muốn|lấy|mua ngủ|khóc|xem|hỏi|ăn|đi|biết|chết|chồng|vợ|ảnh|về|tiền"},
    {other_want,
     "muốn|mún|lấy|mua|xin|cho|đặt được? "
     "ngủ|khóc|xem|hỏi|ăn|đi|biết|chết|chồng|vợ|ảnh|về|tiền|coi|thấy|nghe|gặp|vía|phép|lỗi|tên|đồ|"
     "làm|có|chơi|uống|bạn|nhà|hoàn|trả"},
    {other_want, "cho em|mình|e|c hỏi|xem|coi|xin|biết|gặp vía|số|với|lại"},
    {other_want, "lấy lại|chồng|vợ|được|hơi|lộc|đà|tinh"},
    {other_want, "mua nhà|xe|vé|đồ|vàng|đất"},
    {joke, "giỡn|nói|troll thôi|đùa|tí|chơi"},
    {joke, "đùa|giỡn|nói|troll|xạo|chọc|ghẹo thôi|đùa|tí|chơi|á|mà|xíu|vui|chút"},
    {joke, "^ giỡn|troll $"},
    {cancel, "hủy|huỷ|huy|bỏ|cancel đơn|đi|giúp|em|cho|mình|nha|ạ"},
    {cancel, "hủy|huỷ|huy|bỏ|cancel|hoàn đơn|đi|giúp|em|cho|mình|nha|ạ|dùm|nhé|hộ|đặt"},
    {cancel, "thôi|bỏ|đổi không|ko|k|ý|qua lấy|mua|nữa|rồi"},
    {cancel, "không|ko|k lấy|mua nữa"},
    {pass, "thôi|bỏ|để qua|khỏi|khi|dịp"},
    {pass, "^ pass|bỏ|skip $"},
    {question,
     "bao|giá|nhiêu|có|còn|mấy|size|ship|khi|chất nhiêu|nào|không|ko|màu|size|hàng|k|tiền|gì"},
    {question,
     "bao|giá|nhiêu|có|còn|mấy|size|ship|khi|chất|hàng|mặc|vải|mẫu|đổi|ai|sao|tại|cái "
     "nhiêu|nào|không|ko|màu|size|hàng|k|tiền|gì|được|vậy|co|dày|đẹp|thế|lâu|hả|chưa"},
    {price, "giá|đắt|rẻ|mắc|phí|sale|giảm|tiền|freeship"},
    {size_word, "size|sai|số|mã|sz|cỡ"},
    {unit, "cái|bộ|chiếc|đôi|hộp|thùng|chai|đơn|con|sét|bịch|cay|cai|bo|cặp"},
    {unit,
     "cái|bộ|chiếc|đôi|hộp|thùng|chai|đơn|con|cặp|bịch|cây|thỏi|gói|túi|lọ|tuýp|combo|set|hũ|lốc|"
     "tá|miếng|cuốn"},
    {measure, "k|nghìn|ngàn|triệu|tuổi|ngày|tháng|năm|giờ|phút|kg|đồng|người|củ"},
    {measure,
     "nghìn|ngàn|triệu|tuổi|ngày|tháng|năm|giờ|phút|đồng|người|củ|xị|kí|ký|lít|lần|tr|xu|điểm"},
    {filler,
     "shop|ạ|nha|nhé|ơi|chị|em|e|c|ad|dạ|vâng|với|đi|luôn|nhe|nhaa|giúp|này|màu|mã|cho|lun"},
    {filler,
     "shop|ạ|nha|nhé|ơi|chị|ad|dạ|vâng|với|đi|luôn|nhe|giúp|này|màu|mã|cho|lun|nhá|hen|dùm|hộ|xinh|"
     "đẹp|iu|yêu|nghen|à|ok|dc|được|mẫu|đó|kia|lẹ|gấp|ngay|liền|chủ|sốp|sop|nào|rồi"},
    {connector, "và|với"},
    {connector, "và|với|cùng|thêm"},
};

}  // namespace

std::span<const Phrase> vietnamese_phrases() {
    return phrases;
}

}  // namespace tts
