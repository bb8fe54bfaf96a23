#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// The commonest claim words of the other languages, with what takes them back.
constexpr Phrase phrases[] = {
    // Portuguese.
    {claim,
     "eu quero|kero|qro um|uma|dois|duas|esse|essa|este|esta|#|o|a|os|as|comprar|pedir|levar|sim"},
    {claim,
     "vou|quero querer|levar|comprar|pegar|pedir|ficar|fazer um|uma|dois|duas|esse|essa|o|a|com|#|"
     "este|esta|os|as|dos|das|todos"},
    {claim,
     "^ quero|qro|kero "
     "comprar|levar|pedir|um|uma|dois|duas|#|esse|essa|este|esta|o|a|mais|dos|das"},
    {claim,
     "separa|reserva|guarda|anota|manda|coloca|bota|poe|ve|da|embrulha um|uma|o|a|esse|essa|dois|"
     "duas|#|ai|pra|para|mais"},
    {claim, "gostaria|queria de? comprar|pedir|levar|adquirir|encomendar"},
    {claim, "e|esse|essa meu|minha"},
    {claim, "me ve|veja|da|manda|separa|reserva um|uma|dois|duas|esse|essa|o|a|#"},
    {claim, "pra|para mim um|uma|esse|essa|dois|o|a|#|ai|por"},
    {claim, "levo|compro|pego um|uma|esse|essa|dois|duas|#|o|a|este|esta|os|todos"},
    {claim, "fico com um|uma|esse|essa|dois|o|a|#|este|esta"},
    {weak, "meu|minha|quero|kero|qro|levo|compro|pego|fechado|vendido|reserva|separa|eu|fico"},
    {weak, "eu quero|levo|compro|pego|kero|qro"},
    {weak, "e|pra|para meu|minha|mim"},
    {weak, "quero|kero|levo sim|muito|esse|essa|este|esta|tudo|todos|agora|ja"},
    {weak, "vou querer|levar|comprar|pegar"},
    {request,
     "separa|guarda|reserva|consegue|pode|posso pra|para|separar|reservar|comprar|pedir|me? mim"},
    {how,
     "como|onde|aonde faco|compra|compro|comprar|pago|pagar|peco|pedir|encontro|posso|eu|fazer "
     "para|pra|eu|o|pedido? comprar|compro|compra|pedido|pagar|pago|pedir|adquirir|isso|esse"},
    {how, "como|onde|aonde eu? compro|comprar|compra|pago|peco|pedir"},
    {how, "manda|passa|cade|qual|quero|coloca o|a? link|pix|chave|site|zap|whatsapp"},
    {how, "aceita|posso|pode pagar? pix|cartao|no"},
    {negation, "nao|nunca|nem|n eu? vou|quero|levo|compro|querer|preciso|gostei|posso"},
    {negation, "nao obrigada|obrigado|e|foi|quero"},
    {past, "ja|eu ja? comprei|tenho|pedi|recebi|levei"},
    {past, "o|a meu|minha"},
    {past,
     "meu|minha chegou|veio|deus|ja|nunca|mae|irma|amor|filho|filha|amiga|marido|senhor|pai|nossa"},
    {hedge, "talvez|quem|acho|vou sabe|que|pensar|ver"},
    {hedge, "talvez|quando|semana receber|que|salario"},
    {condition, "se fosse|tivesse|baixar|for|eu|der|voce|tiver"},
    {third,
     "minha|meu irma|irmao|mae|amiga|marido|filha|filho|namorada|namorado quer|comprou|queria|tem"},
    {other_want,
     "eu? quero|kero|queria|preciso dormir|chorar|ver|saber|ir|morrer|comer|ser|que|te|falar|"
     "conhecer|voce|casar|viajar|ferias|aprender|um|cafe namorado|cafe|beso|beijo|oi|abraco"},
    {other_want,
     "eu? quero|kero|queria|preciso dormir|chorar|ver|saber|ir|morrer|comer|ser|que|falar|"
     "conhecer|voce|casar|viajar|ferias|aprender|reembolso|devolver|trocar|meu"},
    {other_want, "manda|da|me um|uma? oi|salve|beijo|abraco|alo|salvee"},
    {joke, "brincadeira|brinks|zoeira|mentira|brincando|zuera"},
    {cancel, "cancela|desisto|desisti|tira|cancelar o|a|meu|minha|pedido"},
    {cancel, "^ cancela|desisto|desisti|cancelar $"},
    {question, "quanto|qual|quais|tem|quando|onde|como|aceita|faz|entrega|qto|qnt|e|da"},
    {filler,
     "obrigada|obrigado|oi|ola|moca|moco|vc|voce|pfv|pf|tamanho|cor|agora|tb|tbm|gente|querida"},
    {connector, "e|mais"},
    // Indonesian and Malay.
    {claim,
     "saya|aku|gue|gw|sy mau|order|ambil|beli|pesan|nak|pesen|checkout|co|amik ini|itu|satu|dua|#|"
     "yang|yg|1|kak|ya|dong|sis|yang|ni"},
    {claim,
     "^ mau|nak|order|pesan|ambil|beli|pesen|keep ini|itu|satu|dua|#|yang|yg|kak|dong|sis|ya|ni"},
    {claim, "fix|fixx|keep kak|ya|#|dong|sis|order|ambil|bun|say|yang|yg|min"},
    {weak,
     "fix|fixx|keep|keepp|mau|order|ambil|beli|pesan|booking|deal|checkout|co|nak|jadi|amankan|"
     "pesen|"
     "sikat|borong|angkut"},
    {weak, "saya|aku|gue|gw|sy mau|order|ambil|beli|pesan|nak|fix|keep|co"},
    {how,
     "cara|gimana|bagaimana|mcm|macam|dimana|mana|kat nya|cara|mana? "
     "order|beli|pesan|bayar|pesannya|"
     "ordernya|checkout|belinya|pesen|co|nak"},
    {how, "link|linknya kak|dong|mana|nya|min|sis|?"},
    {how, "beli|order|bayar di|dimana|kemana|lewat|gimana|kat mana|mana|apa|?"},
    {how, "spill|share|minta link|linknya|wa|no"},
    {negation,
     "ga|gak|nggak|ngga|tidak|tak|bukan|jangan|gamau|gk|g|belum|jgn jadi|mau|order|beli|ambil|"
     "usah|nak|fix|jadi|minat|butuh|bisa|ada|punya|pengen|dulu"},
    {past, "sudah|udah|dah|udh|sdh beli|order|punya|pesan|checkout|sampai|dapat|co|terima|nyampe"},
    {hedge,
     "mungkin|nanti|pengen|pingin|pikir|mikir|kapan|tunggu|nunggu|besok "
     "dulu|gajian|deh|aja|beli|lagi"},
    {hedge, "mungkin|pengen|pingin|nunggu gajian?"},
    {condition, "kalau|kalo|klo|seandainya|andai"},
    {third, "kakak|mama|ibu|teman|adik|suami|istri|pacar ku|saya|aku|gue mau|beli|pengen|suka"},
    {other_want,
     "mau|pengen|nak|ambil tidur|nangis|tanya|nanya|lihat|liat|makan|pulang|jadi|tau|tahu|ke|"
     "nikah|tengok|napas|hikmah|hikmahnya|foto|menang|main|nonton|kemana|apa|dong|ikut|di"},
    {joke, "bercanda|canda|becanda|boong|bohong"},
    {cancel, "batal|batalkan|cancel|gajadi|ga jadi|kak|ya|dong|order|pesanan?"},
    {question,
     "berapa|brp|brapa|apa|apakah|ada|kapan|harga|harganya|ready|bisa|size|warna|ukuran|bahan"},
    {filler,
     "kak|kakak|sis|min|ya|dong|bun|bang|tolong|deh|sih|nih|ini|itu|yang|yg|kk|say|cantik|warna|"
     "ukuran|plis|aja|dek|bund|ukuran|kode|ni|la|lah"},
    {unit, "buah|biji|pasang|pcs|lusin|helai|keping|box|kotak|potong"},
    {measure, "ribu|rb|ribuan|juta|jt|tahun|thn|hari|bulan|jam|menit|rm|orang|ringgit|rupiah|kg"},
    {connector, "dan|sama|dengan|ama"},
    // Tagalog and Taglish.
    {claim,
     "akin|sakin|kunin|kukunin|bibilhin|order|bili|mine|pabili|pa "
     "ko|na|yan|to|yang|ito|ako|mine|po|#|"
     "isa|dalawa|yung|ang|ung|poh"},
    {claim, "mine po|ate|pooo|sis|maam|momsh|#|na|ako|ko|yan|to|isa|dalawa"},
    {claim, "gusto|gsto ko bumili|bilhin|umorder|mag|orderin|kunin"},
    {claim,
     "pabili|pareserve|pa|paorder|pareserba|magorder|oorder "
     "po|ako|ng|isa|reserve|mine|order|#|ko|din"},
    {weak, "akin|sakin|kunin|mine|steal|grab|lock|pabili|order|sa|kukunin akin|ko|po|na"},
    {weak, "akin|sakin|steal|pabili|kukunin"},
    {how,
     "paano|pano|panu|saan|san|papano po|ba|pwede|ang|mag? umorder|order|bumili|bili|magorder|mag|"
     "magbayad|bayad|makabili|bayaran|mabibili|makakabili|oorder|bibili"},
    {how, "link po|pls|pa|nyan|please|nito"},
    {how, "pa|pahingi|pasend po? link|ng|po link?"},
    {negation,
     "hindi|di|ayaw|ayoko|wag|huwag|wala|walang ko|na|akin|po|ako|bibili|bumili|mine|pera|pang|ka"},
    {past, "nakabili|bumili|nabili|binili|naorder|umorder|nareceive na|ako|ko|kami|po"},
    {past, "yung|ung akin|mine|order ko?"},
    {hedge, "siguro|baka|sana|sahod|pagiisipan|next na|bukas|mamaya|live"},
    {hedge, "siguro|baka|pagiipunan"},
    {condition, "kung|pag|kapag|sana"},
    {third, "gusto|si|ng nanay|mama|ate|kuya|asawa|niya|nya|ng|anak ko?"},
    {other_want,
     "gusto|gsto ko|kong matulog|umiyak|kumain|makita|umuwi|malaman|mag|ka|na|lang|sana|ng"},
    {joke, "joke|char|charot|chos|joks|eme|charr lang?"},
    {cancel, "cancel|pacancel|icancel|pa po|ko|na|mine|order|muna|cancel"},
    {question, "magkano|hm|how|ano|anong|meron|may|kelan|kailan|available|avail|pwede"},
    {filler,
     "po|ate|ko|na|naman|maam|momsh|mamsh|sis|nga|din|rin|kuya|opo|yung|ung|yan|ito|salamat|ng|"
     "poh"},
    {measure, "pesos|piso|taon|araw|buwan|oras|php"},
    {connector, "at|tsaka|saka|pati"},
    // Vietnamese.
    {claim,
     "chốt|chot|lấy|cho|em|mình|chị|để e|em|mình|chị|c|mua|lấy|chốt|đặt|tui|tôi|shop|đơn|ạ|nha|nhé|"
     "tớ|anh 1|2|một|hai|cái|#|lấy|mua|đơn|cái|em|mình|nha|nhé|ạ|này|màu|size|bộ"},
    {claim, "em|mình|chị|tôi|tui lấy|mua|chốt|đặt|order|lay|chot"},
    {claim,
     "em|mình|chị|tôi|tui|e|c|anh|a muốn? lấy|mua|chốt|đặt|order|lay|chot "
     "1|2|một|hai|cái|#|bộ|này|ạ|"
     "nha|nhé|màu|size|đơn|nhe|cai"},
    {claim, "em|mình|chị #|một|hai cái|bộ|đơn|nha|nhé|ạ"},
    {claim, "chốt|chot|lấy #|đơn|cái|bộ|em|e|nha|nhé|ạ|mình|c|c|size|màu|luôn"},
    {weak, "chốt|chot|chốtt|lấy|mua|đặt|chốt đơn|luôn|lun|em|mình|ạ"},
    {weak, "chốt|chot|mua|đặt|lấy|ib"},
    {weak, "em|mình|chị|tui lấy|mua|chốt|đặt|#"},
    {weak, "e|c lấy|mua|chốt|đặt"},
    {how, "mua|đặt|thanh|order|mua ở|hàng|kiểu|sao|thế|toán|như|bằng đâu|nào|kiểu|sao|thế|cách"},
    {how, "làm|cách|xin|cho sao|thế|mua|đặt|link|xin|nào để|nào|hàng|mua|đặt|link|với"},
    {how, "xin|cho|gửi|link em|mình|link|mua|sản|ạ|với|đâu"},
    {negation, "không|ko|k|hông|khong|đừng|chưa|hem|chẳng lấy|mua|cần|thích|muốn|chốt|có|đặt|phải"},
    {past, "đã|mới|vừa|từng mua|lấy|nhận|đặt|chốt|order"},
    {past, "mua|nhận|lấy|đặt rồi|hôm|rùi|r"},
    {hedge, "chắc|để|có|hẹn|mai|lát|đợi|chờ lần|mai|lương|nghĩ|suy|xem|khi|thể"},
    {condition, "nếu|giá|khi|phải"},
    {third, "mẹ|chị|bạn|chồng|vợ|em gái|em|tôi|mình? thích|muốn|mua|lấy|bảo"},
    {other_want, "muốn|lấy|mua ngủ|khóc|xem|hỏi|ăn|đi|biết|chết|chồng|vợ|ảnh|về|tiền"},
    {joke, "đùa|giỡn|nói|troll thôi|đùa|tí|chơi"},
    {cancel, "hủy|huỷ|huy|bỏ|cancel đơn|đi|giúp|em|cho|mình|nha|ạ"},
    {question,
     "bao|giá|nhiêu|có|còn|mấy|size|ship|khi|chất nhiêu|nào|không|ko|màu|size|hàng|k|tiền|gì"},
    {filler,
     "shop|ạ|nha|nhé|ơi|chị|em|e|c|ad|dạ|vâng|với|đi|luôn|nhe|nhaa|giúp|này|màu|mã|cho|lun"},
    {unit, "cái|bộ|chiếc|đôi|hộp|thùng|chai|đơn|con|sét|bịch|cay|cai|bo|cặp"},
    {measure, "k|nghìn|ngàn|triệu|tuổi|ngày|tháng|năm|giờ|phút|kg|đồng|người|củ"},
    {connector, "và|với"},
    // Thai.
    {claim,
     "รับ|เอา|จอง|ขอ|สั่ง|ซื้อ #|ตัว|ค่ะ|คะ|ครับ|นะ|จ้า|ชิ้น|อัน|สี|ไซส์|เลย|คับ|จ้ะ|ด้วย|จร้า|ตัวนี้|อันนี้|หนึ่ง|สอง"},
    {claim, "เอา|รับ|จอง|สั่ง|ซื้อ ตัวนี้|อันนี้|อันนั้น|สีนี้|หมด|ทั้งหมด"},
    {claim, "สนใจ ค่ะ|คะ|ครับ|คับ|สั่ง|ซื้อ|รับ|จ้า"},
    {claim, "ขอ รับ|สั่ง|จอง|ซื้อ|เอฟ"},
    {claim, "cf|เอฟ|ซีเอฟ #|ค่ะ|คะ|ครับ|จ้า|นะ|ตัว"},
    {weak, "รับ|เอา|จอง|เอฟ|ซีเอฟ|สั่ง|ซื้อ|cf|สนใจ|f|โอน"},
    {how, "สั่ง|ซื้อ|โอน|จ่าย|จอง|สั่งซื้อ ยังไง|ที่ไหน|ทางไหน|ไหน|ได้ที่ไหน|อย่างไร|ยังงัย|ไงคะ|ได้ยังไง|ไง|ตรงไหน"},
    {how, "ขอ ลิงก์|ลิ้งค์|ลิ้ง|ลิงค์|พิกัด|วาป|เลขบัญชี"},
    {how, "พิกัด|ลิ้งค์|ลิงก์ ค่ะ|คะ|ครับ|หน่อย|ด้วย"},
    {negation, "ไม่|อย่า|ไม่ได้ เอา|รับ|ซื้อ|สั่ง|จอง|อยาก|สนใจ|cf|ต้อง|มีเงิน"},
    {past, "ซื้อ|สั่ง|ได้|รับ แล้ว|มาแล้ว|ไปแล้ว|ของแล้ว"},
    {past, "เคย ซื้อ|สั่ง|ใช้|กิน"},
    {hedge, "อาจ|ไว้|เดี๋ยว|รอ|ไว้ก่อน|คิดดู|อยากได้|ว่าจะ"},
    {condition, "ถ้า|หาก"},
    {other_want,
     "ขอ|เอา|รับ|อยาก ดู|นอน|ร้องไห้|กำลังใจ|ถาม|ไป|กิน|รู้|ประกัน|บริการ|ผิดชอบ|ชม|โทษ|จริง|ใจ|มา"},
    {other_want, "รับประกัน|รับบัตร|รับผิดชอบ|รับรอง|รับรู้|ขอโทษ|ขอบคุณ|ขอให้|เอาใจ|เอาจริง|เอาแต่|สนใจแต่"},
    {joke, "ล้อเล่น|พูดเล่น|หลอก"},
    {cancel, "ยกเลิก|ไม่เอาแล้ว|ไม่รับแล้ว|แคนเซิล"},
    {question,
     "เท่าไหร่|เท่าไร|กี่บาท|ราคา|มีไหม|มีมั้ย|ไหม|มั้ย|หรือเปล่า|รึเปล่า|ไหน|กี่|อะไร|ยังไง|เมื่อไหร่|ทำไม|ส่งไหม|ใคร"},
    {filler,
     "ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|นะ|นะคะ|นะค่ะ|นะครับ|เลย|ด้วย|หน่อย|แม่ค้า|พี่|ขอ|สี|ไซส์|ตัวนี้|อันนี้|จร้า|ฮะ|ที่|คร่า|เบอร์|"
     "ตัว"},
    {unit, "ชิ้น|ตัว|อัน|ชุด|คู่|ขวด|กล่อง|แพ็ค|ใบ|ผืน|แท่ง|ซอง|เซต|เซ็ต|หลอด|ลัง"},
    {measure, "บาท|ปี|วัน|เดือน|ชั่วโมง|นาที|คน|โล|กิโล|ล้าน|พัน|ร้อย|มล|ครั้ง|มิล|โมง|ทุ่ม"},
    {connector, "กับ|และ|แล้วก็"},
    // French.
    {claim,
     "je|j le|la|les|l|en? prends|prend|achete|veux|commande|reserve|voudrais|prendrai "
     "le|la|les|un|"
     "une|deux|#|celui|celle|ca|tout|svp|stp|acheter|commander|prendre|en|bien|cette|ce"},
    {claim, "je le|la|les|l prends|prend|achete|veux|commande|reserve|garde"},
    {claim, "j|j en prends|veux|achete un|une|deux|#|le|la"},
    {claim, "jen|jachete|jprends veux|prends|prend|le|la|#|un|une|voudrais|deux"},
    {claim,
     "mets|mettez|garde|gardez|reserve|reservez moi un|une|le|la|deux|#|celui|celle|en|les|ca"},
    {claim, "pour moi un|une|deux|le|la|#|svp|stp"},
    {weak, "je prends|prend|veux|commande|achete|valide|reserve"},
    {weak, "pour|cest|est moi"},
    {weak, "pris|vendu|reserve|reservez|valide|adopte|jachete|jprends"},
    {weak, "a? moi svp|stp"},
    {how,
     "comment|ou on|je|faire|peut|puis|fait|est|peux on|je|pour? "
     "commander|acheter|payer|commande|achete|"
     "on|ce|paye|passer|trouver|commander|lacheter"},
    {how, "le lien svp|stp|please|pour|sil"},
    {how, "^ lien svp|stp|please? $"},
    {negation,
     "pas|jamais|plus|sans "
     "cher|pour|envie|besoin|interesse|interessee|prendre|acheter|moi|argent|veux"},
    {negation, "veux|prends|achete|commande|besoin|prend|acheterai|voulais pas|plus|jamais|rien"},
    {negation, "non merci"},
    {past, "ai|jai|recu|viens deja|recu|achete|commande|pris|de|le|la"},
    {hedge, "peut|ptet|surement|hesite|jhesite|reflechis|reflechir|bientot|prochaine etre|fois"},
    {hedge, "jhesite|hesite|ptet|ptetre"},
    {condition, "si cetait|c|j|javais|on|vous|tu|il|elle|ca|etait|le|yen|jai"},
    {third,
     "ma|mon|elle|il|mes soeur|mere|copine|copain|mari|frere|fille|amie|mec|femme|chat "
     "veut|adore|a|la|le"},
    {other_want,
     "je|j|jveux veux|veut|voudrais dormir|pleurer|voir|savoir|manger|mourir|partir|un|une|que|"
     "etre|rentrer|te|vous|aller|calin|cafe|juste|remboursement|mon|me|poser|des"},
    {joke, "blague|rigole|deconne|deconnais|plaisante"},
    {cancel, "annule|annuler|annulez|laisse ma|la|mon|tout|svp|stp|tomber|commande"},
    {question, "combien|quel|quelle|quels|quelles|quand|prix|vous|tu|cest|taille|taille|livraison"},
    {filler,
     "svp|stp|merci|bonjour|bonsoir|coucou|salut|moi|taille|couleur|la|le|les|en|oui|ok|de|du|"
     "cherie|belle|sil|vous|te|plait|alors|aussi|du"},
    {measure, "euros|euro|ans|mois|jours|heures|minutes|fois|personnes"},
    {connector, "et"},
    // German.
    {claim,
     "ich nehme|nehm|kaufe|kauf|bestelle|bestell|will|moechte|mochte|hatte "
     "es|das|die|den|eins|eine|"
     "einen|zwei|#|beide|ein|gerne|gern|bitte|alles|kaufen|bestellen|haben|davon|drei|alle"},
    {claim, "nehm|nehme|kauf|kaufe|bestelle ich|es|das|die|den|eins|zwei|#|beide"},
    {claim,
     "will|moechte|mochte|wurde ich? es|das|die|den|eins|zwei|#? kaufen|bestellen|nehmen|haben"},
    {claim, "fur mich bitte|eins|eine|zwei|#|den|das|die|auch|einmal"},
    {claim, "reservier|leg|pack|schick|gib mir eins|eine|einen|zwei|#|das|die|den|bitte|ein"},
    {claim, "bin dabei mit|#"},
    {weak, "meins|meine|gekauft|nehme|reserviert|verkauft|kaufe|bestelle|haben|genommen|nehm"},
    {weak, "ich nehme|kaufe|will|bestelle|auch|bitte|nehms|nehm"},
    {weak, "fur mich"},
    {weak, "will|muss ich? haben"},
    {how,
     "wo|wie kann|bestelle|bestell|kauf|kaufe|kriege|bekomme|bezahle|bezahl|zahle|finde "
     "man|ich|du? das|"
     "es|den|die? hier? kaufen|bestellen|bezahlen|ich|es|man|das|den|link|bekommen|zahlen"},
    {how, "link bitte|pls|zum|fur"},
    {negation,
     "nicht|nie|kein|keine|keinen|nix fur|kaufen|haben|mein|bestellen|geld|interesse|mehr|nehmen"},
    {negation,
     "will|nehme|kaufe|brauche|brauch|mochte|moechte ich|das|es|die|den|so? nicht|kein|keine|nix"},
    {negation, "nein danke"},
    {past,
     "hab|habe|haben es|das|die|den|ich|schon|gestern|mir|letzte? "
     "schon|gekauft|bestellt|bekommen|eins"},
    {past, "schon gekauft|bestellt|da|bekommen"},
    {hedge,
     "vielleicht|uberlege|evtl|eventuell|uberleg|mal|nachstes|nachste mal|sehen|schauen|ich|monat"},
    {hedge, "vielleicht|uberlege|evtl|eventuell|uberleg"},
    {condition, "wenn|falls|ware|wurde"},
    {third,
     "meine|mein|er|sie|jemand "
     "schwester|mutter|freundin|mann|frau|bruder|freund|tochter|will|kauft"},
    {other_want,
     "ich? will|muss|mochte|nehme schlafen|heulen|sehen|wissen|essen|sterben|weg|nach|heim|auch|"
     "nur|nicht|urlaub|pizza|bier|mir|mal|meine|mein|ins|in"},
    {joke, "spass|scherz|quatsch|witz"},
    {cancel, "storniere|stornieren|storno|abbestellen|streich|doch meine|mein|bitte|nicht|das"},
    {question,
     "wieviel|wie|was|welche|welcher|wann|gibt|habt|hast|ist|sind|passt|preis|grosse|kostet|wer"},
    {filler,
     "bitte|hallo|hi|danke|grosse|farbe|ich|in|mir|mal|gerne|gern|ja|auch|moin|liebe|von|davon|"
     "schon"},
    {unit, "stuck|stk|mal|paar|packung|packungen|flaschen"},
    {measure, "euro|jahre|jahr|tage|stunden|minuten|cm|uhr|leute|grad|prozent"},
    {connector, "und|sowie"},
    // Chinese, Japanese, Korean: a first handful.
    {claim,
     "我要|我买|我要买|来|要|我拍|给我来|帮我留|下单|我想买 "
     "#|一件|两件|一个|两个|这个|这件|了|个|件"},
    {weak, "我要|要了|来一件|拍了|我要买|我买|下单|想买|扣"},
    {how, "怎么|哪里|在哪|链接|在哪里 买|下单|拍|付款|在哪|呢|发一下"},
    {how, "怎么买|怎么下单|怎么拍|在哪买|哪里买|求链接|上链接|链接在哪"},
    {negation, "不|不要|别 要|买|了|拍|想"},
    {question, "多少钱|几码|有没有|什么|吗|怎么|哪"},
    {filler, "请|谢谢|主播|亲|姐|的|号|码|色|一下"},
    {unit, "件|个|套|双|瓶|盒|条"},
    {claim, "買います|購入します|ください|買う|購入 #|です|！"},
    {weak,
     "買います|購入します|買う|ください|これください|購入希望|欲しいです|購入|1つください|"
     "買いたいです"},
    {how, "どうやって|どこで 買|買えますか|買えます|購入"},
    {how, "どこで買えますか|購入方法|買い方|リンク"},
    {negation, "いらない|買わない|買いません|要らない"},
    {question, "いくら|何|ですか|ますか|どこ|いつ"},
    {filler, "お願いします|です|を|これ|の"},
    {unit, "つ|個|枚|着|本|箱"},
    {weak,
     "저요|살게요|구매|구매요|주문|주문할게요|주문이요|저도요|손|찜|구매할게요|구매합니다|주세요"},
    {claim, "살게요|구매할게요|주문할게요|주세요|구매합니다|구매요|주문이요 #|개"},
    {how, "어떻게|어디서 사요|구매|주문|결제|사나요|구매해요|주문해요"},
    {how, "링크|구매방법|주문방법 주세요|부탁|좀?"},
    {negation, "안|못 사요|살래요|살게요|사"},
    {question, "얼마|얼마예요|얼마에요|언제|무슨|있나요|인가요|사이즈|배송"},
    {filler, "요|이요|언니|좀|네|부탁드려요|감사합니다"},
    {unit, "개|장|벌|세트|켤레"},
    // Arabic.
    {weak, "اريد|ابغى|ابي|عايز|عايزه|حجز|محجوز|بدي|عاوز|عاوزه|لي|اخذته|احجزي|ابغا"},
    {claim,
     "اريد|ابغى|ابي|عايز|عايزه|بدي|عاوز|عاوزه|ابغا|حابه "
     "اشتري|اطلب|هذا|هذي|واحد|واحده|#|احجز|ده|دي|حبه|قطعه"},
    {claim, "احجزي|احجز|احجزلي|احجزيلي لي|واحد|واحده|#|هذا|قطعه|ده"},
    {how, "كيف|وين|فين|ازاي|شلون|منين اطلب|اشتري|ادفع|الطلب|اشتريه|احجز|اطلبه|الرابط"},
    {negation, "ما|لا|مش|مو|مابي اريد|ابغى|ابي|عايز|بدي|عاوز|عايزه|ابيه|اريده|حابه"},
    {question, "كم|بكم|هل|متى|ايش|وش|شو|كام|بكام|ليش|لماذا|كيف|متي|وين|فين|اين"},
    {filler, "لو|سمحت|سمحتي|من|فضلك|حبيبتي|اختي|شكرا|مقاس|لون|يا"},
    {connector, "و"},
};

constexpr NumberWord numbers[] = {
    {"one", 1},    {"two", 2},    {"three", 3}, {"four", 4},    {"five", 5},    {"six", 6},
    {"seven", 7},  {"eight", 8},  {"nine", 9},  {"ten", 10},    {"twelve", 12}, {"both", 2},
    {"couple", 2}, {"pair", 2},   {"uno", 1},   {"una", 1},     {"un", 1},      {"dos", 2},
    {"tres", 3},   {"cuatro", 4}, {"cinco", 5}, {"seis", 6},    {"siete", 7},   {"ocho", 8},
    {"nueve", 9},  {"diez", 10},  {"doce", 12}, {"par", 2},     {"ambos", 2},   {"ambas", 2},
    {"um", 1},     {"uma", 1},    {"dois", 2},  {"duas", 2},    {"quatro", 4},  {"dez", 10},
    {"satu", 1},   {"dua", 2},    {"tiga", 3},  {"empat", 4},   {"lima", 5},    {"isa", 1},
    {"dalawa", 2}, {"tatlo", 3},  {"một", 1},   {"hai", 2},     {"bốn", 4},     {"năm", 5},
    {"une", 1},    {"deux", 2},   {"trois", 3}, {"quatre", 4},  {"cinq", 5},    {"eins", 1},
    {"eine", 1},   {"einen", 1},  {"zwei", 2},  {"drei", 3},    {"vier", 4},    {"fünf", 5},
    {"หนึ่ง", 1},    {"สอง", 2},    {"สาม", 3},   {"สี่", 4},       {"ห้า", 5},      {"一", 1},
    {"两", 2},     {"二", 2},     {"三", 3},    {"兩", 2},      {"하나", 1},    {"둘", 2},
    {"두", 2},     {"한", 1},     {"세", 3},    {"docena", 12}, {"dozen", 12},
};

}  // namespace

std::span<const Phrase> other_phrases() {
    return phrases;
}
std::span<const NumberWord> number_words() {
    return numbers;
}

}  // namespace tts
