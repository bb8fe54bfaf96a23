#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// Tagalog and Taglish.
constexpr Phrase phrases[] = {
    {claim,
     "akin|sakin|kunin|kukunin|bibilhin|pabili "
     "na|yan|to|yang|ito|mine|po|#|isa|dalawa|yung|ang|ung|poh"},
    {claim, "mine po|ate|pooo|sis|maam|momsh|#|isa|dalawa"},
    {claim, "gusto|gsto ko bumili|bilhin|umorder|orderin|kunin"},
    {claim,
     "pabili|pareserve|paorder|pareserba|magorder|oorder "
     "po|ako|ng|isa|reserve|mine|order|#|ko|din"},
    {claim,
     "mine|minee|akin|sakin|sken "
     "na|po|yan|yung|ung|#|isa|dalawa|tatlo|ate|kuya|size|black|white|red|pink|blue|please|pls"},
    {claim,
     "kukunin|kunin|bibilhin|bilhin|bibili|oorderin|orderin|oorder|kukuha "
     "ko|ako|na|po|ng|yan|yung|ung|to|ito"},
    {claim, "kuha|bili ako|po|ng isa|dalawa|#|po|na|ng|nyan|nito"},
    {claim, "pa|paki mine|reserve|order|tabi|keep|hold|lista|add|bili|box|checkout|deliver|ship"},
    {claim, "patabi|palista|paorder|pareserve|pakeep|pahold|paadd|pacheckout|pabox|pamine|pabili"},
    {claim, "sa|kay akin|ken na|po|yan|yung|to|yang|#"},
    {claim, "isa|dalawa|tatlo|apat|# pa? sa akin|ken"},
    {claim, "isa|dalawa|tatlo|apat|# po? sakin|akin"},
    {claim, "gusto ko|kong po? bumili|bilhin|umorder|kunin|orderin|makuha"},
    {claim, "take|get|kunin ko|na|all|lahat|yan"},
    {claim, "lock|grab|steal|dibs ko|na|po|yan|it|this|yung"},
    {claim, "checkout|co|check na|out ko|na"},
    {claim, "g na|ako|po"},
    {weak, "akin|sakin|kunin|mine|steal|grab|lock|pabili|order|sa|kukunin akin|ko|po|na"},
    {weak, "akin|sakin|steal|pabili|kukunin"},
    {weak, "sold|mine|akin|sakin|akn|grab|lock|steal|pabili|patabi|palista|kunin|g|go|want"},
    {weak, "isa|dalawa|tatlo|apat|# po"},
    {weak, "want ko"},
    {weak, "gusto ko po? yan|to|nyan|nito|yung|ito"},
    {weak, "akin|mine yan|to|na|yun"},
    {request,
     "pwede|pede|puede po? ba|po|bang|pa? bumili|umorder|mine|kumuha|pa|order|reserve|mag"},
    {request, "pwede pa reserve|order|mine|tabi"},
    {how,
     "paano|pano|panu|saan|san|papano po|ba|pwede|ang|mag? "
     "umorder|order|bumili|bili|magorder|mag|magbayad|bayad|makabili|bayaran|mabibili|makakabili|"
     "oorder|bibili"},
    {how, "link po|pls|pa|nyan|please|nito"},
    {how, "pa|pahingi|pasend po? link"},
    {how,
     "paano|pano|panu|papano|pnu|saan|san po|ba|ang|mag|kung|ako? "
     "umorder|order|bumili|magorder|mag|magbayad|bayad|makabili|bayaran|makakabili|oorder|"
     "magcheckout|magpayment"},
    {how, "san|saan po? link|makakabili|mabibili|ang|yung link|shop|yellow"},
    {how, "link po|pls|naman|please|pa|nga|nyan|nito"},
    {how, "gcash|cod|maya|bank po|ba|number|pwede|ok"},
    {how, "may|meron po? gcash|cod|link|shopee|lazada"},
    {how, "pwede|pede po? ba? cod|gcash|installment|hulugan"},
    {how, "pahingi|penge|pasend|send po|ng|ako? link|gcash"},
    {negation,
     "hindi|di|ayaw|ayoko|wag|huwag|wala|walang ko|na|akin|po|ako|bibili|bumili|mine|pera|pang|ka"},
    {negation,
     "hindi|di|ayaw|ayoko|wag|huwag|wala|walang|d "
     "ko|na|akin|po|ako|bibili|bumili|mine|pera|pang|kailangan|bet|type|muna|pambili|budget|"
     "kukunin"},
    {negation, "ayaw|ayoko na|nyan|ko|po|niyan"},
    {negation, "no|zero budget|money|pera"},
    {past, "nakabili|bumili|nabili|binili|naorder|nareceive na|ako|ko|kami|po"},
    {past, "yung|ung akin|mine|order ko?"},
    {past,
     "nakabili|nabili|binili|naorder|nareceive|nakuha|dumating|nagorder na|ako|ko|kami|po|sakin"},
    {past, "meron|may|mayroon na ako|po|kami"},
    {past, "yung|ung akin|order|mine|inorder|binili ko|kahapon|last|nung|dumating"},
    {past, "nag order|mine na|ako kahapon|last|nung|na"},
    {hedge, "siguro|baka|sana|sahod|pagiisipan|next na|bukas|mamaya|live"},
    {hedge, "siguro|baka|pagiipunan"},
    {hedge,
     "siguro|baka|sana|sahod|next|bukas|mamaya|pagiisipan|tingnan|isip|pagisipan|ipon "
     "na|muna|live|lang|time|sa|ko"},
    {hedge, "pag|kapag|wait|hintay may|sumahod|nagkapera|sweldo|sahod"},
    {hedge, "antay|ipon|iipon muna|ako|pa"},
    {hedge, "nood|tingin|looking|window lang|muna|shopping"},
    {condition, "kung|pag|kapag|sana"},
    {condition, "kung|kapag|pag|sana|if mas|may|mura|meron|lang|magkano"},
    {third, "gusto|si|ng nanay|mama|ate|kuya|asawa|niya|nya|ng|anak ko?"},
    {third,
     "gusto|binili|kinuha|bumili daw? "
     "nanay|mama|ate|kuya|asawa|niya|nya|ng|anak|jowa|mister|misis|kapatid|ni|si|papa"},
    {third, "si|yung|ung mama|ate|kuya|papa|lola|jowa|asawa|kapatid ko? gusto|bumili|may|nag"},
    {third, "sila|siya|sya|kayo|lahat bumili|gusto|may|na"},
    {other_want,
     "gusto|gsto ko|kong matulog|umiyak|kumain|makita|umuwi|malaman|mag|ka|na|lang|sana|ng"},
    {other_want,
     "gusto ko|kong po? "
     "matulog|umiyak|kumain|makita|umuwi|malaman|mag|ka|na|lang|sana|ng|maging|pumunta|sumayaw|"
     "yumaman|manood|makausap|uminom|mamatay|magpahinga"},
    {other_want, "mine craft|field"},
    {other_want, "akin ka|siya|sya|lang|nalang|asawa|jowa|to|heart"},
    {other_want, "grab food|bike|car|driver|rider"},
    {other_want, "order ng|na pagkain|food|jollibee|mcdo|grab"},
    {joke, "joke|char|charot|chos|joks|eme|charr lang?"},
    {joke, "joke|char|charot|chos|joks|eme|charr|chz|chariz|echos|emz|jok"},
    {cancel, "cancel|pacancel|icancel po|ko|na|mine|order|muna|cancel"},
    {cancel,
     "cancel|pacancel|icancel|paki|bawi|binabawi|pabawi po|ko|na|mine|order|muna|cancel|yung|akin"},
    {cancel, "di|hindi na|nalang po|pala|ko|tuloy"},
    {pass, "pass|skip po|muna|ako|next"},
    {pass, "next|sa time|live|susunod na|po"},
    {question, "magkano|hm|how|ano|anong|meron|may|kelan|kailan|available|avail|pwede"},
    {question,
     "magkano|hm|how|ano|anong|meron|may|kelan|kailan|available|avail|pwede|ilan|sino|saan|bakit|"
     "pano|mag|legit|ilang|anu|sizes"},
    {price, "magkano|hm|mahal|mura|presyo|tawad|sf|discount"},
    {size_word, "size|sukat|number|no|sz|lot|code"},
    {unit, "piraso|pcs|pares|box|pack|set|bote|sachet|dosena"},
    {measure, "pesos|piso|taon|araw|buwan|oras|php"},
    {measure, "pesos|piso|php|taon|araw|buwan|oras|minuto|libo|tao|beses|kilo"},
    {filler,
     "po|ate|ko|na|naman|maam|momsh|mamsh|sis|nga|din|rin|kuya|opo|yung|ung|yan|ito|salamat|ng|"
     "poh"},
    {filler,
     "po|ate|naman|maam|momsh|mamsh|sis|nga|din|rin|kuya|yung|ung|salamat|ng|poh|mommy|mumsh|mhie|"
     "teh|beh|lods|boss|madam|miss|nlng|nalang|lang|mo|yun|nyo|kulay|this"},
    {connector, "at|tsaka|saka|pati"},
    {connector, "at|tsaka|saka|pati|tyaka"},
};

}  // namespace

std::span<const Phrase> tagalog_phrases() {
    return phrases;
}

}  // namespace tts
