#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// Indonesian and Malay.
constexpr Phrase phrases[] = {
    {claim,
     "saya|aku|gue|gw|sy mau|order|ambil|beli|pesan|nak|pesen|checkout|co|amik "
     "ini|itu|satu|dua|#|yang|yg|1|kak|ya|dong|sis|yang|ni"},
    {claim,
     "^ mau|nak|order|pesan|ambil|beli|pesen|keep ini|itu|satu|dua|#|yang|yg|kak|dong|sis|ya|ni"},
    {claim, "fix|fixx|keep kak|ya|#|dong|sis|order|ambil|bun|say|yang|yg|min"},
    {claim, "saya|aku|gue|gw|sy|ane|kami mau|pengen|ingin|nak beli|order|pesan|ambil|checkout|co"},
    {claim, "mau|nak yang|yg|#|satu|dua|tiga|ini|itu|sepasang|sebiji"},
    {claim,
     "keep|fix|simpan|simpen|sisain|sisakan|amankan|bungkus|kirim|masukin|catat|hold|book "
     "#|satu|dua|yang|yg|buat|untuk|ke|ini|itu|dulu|a"},
    {claim,
     "bungkus|gas|gass|gaskeun|sikat|angkut|borong "
     "#|satu|dua|yang|yg|ini|itu|kak|semua|order|checkout"},
    {claim, "untuk|buat saya|aku|gue #|satu|dua|yang|yg|ya|kak"},
    {claim, "saya|aku|gue #|satu|dua|tiga kak|ya|sis|pcs|lah|min|bang"},
    {claim, "ambik|ambek|amik|angkat #|satu|dua|yang|yg|ni|ini|tu"},
    {claim, "tambah|tambahin #|satu|dua|lagi|yang|yg"},
    {claim, "punya|punyaku|milik saya|aku|ini"},
    {claim, "langsung|otw|mo|mau co|checkout|order|bayar|transfer|tf"},
    {claim, "lock|booked|reserve #|satu|dua|yang|yg|ini|kak|a"},
    {claim, "beli|order|pesan|ambil #|satu|dua|tiga|yang|yg|ini|itu|semua|dong"},
    {claim, "siap|otw|cus|cuss|meluncur|gas transfer|tf|checkout|co|order|bayar"},
    {claim, "yang|yg * punyaku"},
    {claim, "satu|dua|tiga|#|selusin set|pcs|lusin? buat|untuk aku|saya|gue"},
    {claim,
     "masukin|masukkan|tambahin|tambah di|ke? keranjang|orderan|orderanku|pesanan|order "
     "aku|saya|gue|ya|1"},
    {claim,
     "mau|fix|fiks|keep|kip|keepin|simpenin|sisain|booking|order|odr|pesan|pesen|beli|ambil "
     "hitam|merah|putih|biru|pink|hijau|kuning|coklat|abu|navy|cream|M|L|S|XL"},
    {claim,
     "mau|beli|ambil|pesan|order|keep|booking|fix "
     "tas|baju|bajunya|tasnya|lipstik|lipstiknya|sepatu|sepatunya|dress|dressnya|kerudung|jilbab|"
     "gamis|rok|roknya|celana|semuanya|semua|yang|yg|terakhir|warna"},
    {weak,
     "fix|fixx|keep|keepp|mau|order|ambil|beli|pesan|booking|deal|checkout|co|nak|jadi|amankan|"
     "pesen|sikat|borong|angkut"},
    {weak, "saya|aku|gue|gw|sy mau|order|ambil|beli|pesan|nak|fix|keep|co"},
    {weak,
     "minat|mauu|mawu|mw|gas|gass|gaskeun|bungkus|ambik|pm|lock|setuju|angkat|reserve|saya|aku|"
     "keep"},
    {weak, "pm nak|harga"},
    {weak, "mau|nak satu|dua|#|banget|dong|itu"},
    {weak, "dong satu|#"},
    {weak, "punyaku|fiks|kip|odr|pb|cus|cuss|keepin|meluncur|siap|pesen|kipp"},
    {weak, "satu|dua|tiga|#|selusin|1|2 ya|kak|set|lusin kak?"},
    {weak, "buat|untuk aku|saya|gue"},
    {weak, "siap order|co|checkout|transfer"},
    {request, "bisa|boleh|bole keep|order|pesan|ambil|beli|titip|hold #|satu|dulu|yang|ya?"},
    {how,
     "cara|gimana|bagaimana|mcm|macam|dimana|mana|kat nya|cara|mana? "
     "order|beli|pesan|bayar|pesannya|ordernya|checkout|belinya|pesen|co|nak"},
    {how, "link|linknya kak|dong|mana|nya|min|sis"},
    {how, "beli|order|bayar di|dimana|kemana|lewat|gimana|kat mana|apa"},
    {how, "spill|share|minta link|linknya|wa|no"},
    {how,
     "cara|gimana|gmn|bagaimana|macam|mcm|kalau|klo nak|mau|cara|mana? "
     "order|beli|pesan|bayar|checkout|co|bayarnya|ordernya|pesannya|belinya|tempah"},
    {how, "link|linknya|keranjang|katalog mana|dong|kak|dimana|nya|pls|min|sis|please"},
    {how, "di|kat|dekat mana|mane boleh|bisa|nak|mau|dapat beli|order|pesan|bayar"},
    {how, "keranjang|ranjang|etalase kuning? mana|nomor|no|berapa"},
    {how, "norek|rekening|rek|qris|no nya|berapa|mana|rekening|rek|wa|apa"},
    {how, "bisa|boleh cod|transfer|tf|qris|dana|gopay|ovo|shopeepay|spay|bayar"},
    {how, "transfer|tf|bayar ke|kemana|kmn|mana|gimana|gmn"},
    {negation,
     "ga|gak|nggak|ngga|tidak|tak|bukan|jangan|gamau|gk|g|belum|jgn "
     "jadi|mau|order|beli|ambil|usah|nak|fix|jadi|minat|butuh|bisa|ada|punya|pengen|dulu"},
    {negation,
     "ga|gak|nggak|ngga|tidak|tak|bukan|jangan|gk|g|gamau|kagak|tdk|enggak "
     "mau|jadi|order|beli|ambil|usah|nak|fix|minat|butuh|perlu|suka|dulu|punya|ada|keep"},
    {negation, "takde|takda|tiada|ga|gak|tak duit|uang|punya|ada"},
    {negation, "gamau|gajadi|gausah|ogah|males|malas"},
    {past, "sudah|udah|dah|udh|sdh beli|order|punya|pesan|checkout|sampai|dapat|co|terima|nyampe"},
    {past,
     "udah|sudah|dah|udh|sdh|tadi|kemarin|baru "
     "beli|order|punya|pesan|dapat|dapet|terima|nyampe|sampai|sampe|co|ada"},
    {past, "beli|order|pesan kemarin|kemaren|bulan|minggu|tadi|semalam|tahun|lepas"},
    {hedge,
     "mungkin|nanti|pengen|pingin|pikir|mikir|kapan|tunggu|nunggu|besok "
     "dulu|gajian|deh|aja|beli|lagi"},
    {hedge, "mungkin|pengen|pingin|nunggu gajian?"},
    {hedge, "nanti|ntar|besok|kapan|lain|bulan dulu|aja|deh|kapan|kali|depan|lagi|je|la"},
    {hedge, "mikir|pikir|fikir|nabung|nunggu|tunggu dulu|dl|gajian|gaji|diskon|promo"},
    {hedge, "pengen|pingin|kepengen|teringin"},
    {hedge, "cuma|hanya|sekadar|sekedar|tengok|lihat lihat|liat|nonton|tengok|je"},
    {condition, "jika|seandainya|andai|andaikan"},
    {condition,
     "kalau|kalo|klo "
     "murah|lebih|ada|dapat|dapet|diskon|turun|gajian|punya|dikasih|harganya|free|gratis|bisa|aku|"
     "saya|boleh|dah|udah|aja|ga|bulan|jadi|kurang"},
    {third, "kakak|mama|ibu|teman|adik|suami|istri|pacar ku|saya|aku|gue mau|beli|pengen|suka"},
    {third,
     "mama|ibu|mak|adik|kakak|kawan|teman|temen|suami|istri|isteri|bini|laki|anak "
     "saya|aku|gue|ku|gw? mau|beli|pengen|suka|nak|pakai|order"},
    {third, "adikku|mamaku|temenku|suamiku|istriku|pacarku|anakku mau|beli|pengen|suka|order|udah"},
    {third, "dia|mereka|semua|semuanya|orang mau|beli|pada|order|suka|nak"},
    {other_want,
     "mau|pengen|nak|ambil "
     "tidur|nangis|tanya|nanya|lihat|liat|makan|pulang|jadi|tau|tahu|ke|nikah|tengok|napas|hikmah|"
     "hikmahnya|foto|menang|main|nonton|kemana|apa|dong|ikut|di"},
    {other_want,
     "mau|nak|pengen|ingin "
     "tidur|nangis|tanya|nanya|lihat|liat|makan|pulang|tau|tahu|ke|nikah|tengok|main|nonton|kemana|"
     "ngapain|jadi|jd|kerja|mandi|sholat|solat|curhat|minum|mati|muntah|ketawa|follow|gabung|ikut|"
     "collab|peluk|cerita|request|titip|salam|mabar|naik|kurus|kaya"},
    {other_want, "ambil hikmah|hikmahnya|positifnya|napas|nafas|foto|gambar|gaji|rapot|cuti|hati"},
    {other_want, "order lagi|ojek|gojek|makan|grab"},
    {other_want, "keep going|it|smiling|strong|streaming"},
    {joke, "bercanda|canda|becanda|boong|bohong"},
    {joke, "bercanda|canda|becanda|boong|bohong|prank|gurau|bergurau|main2|mainmain"},
    {cancel, "batal|batalkan|cancel|gajadi|ga jadi|kak|ya|dong|order|pesanan?"},
    {cancel,
     "batal|batalkan|batalin|cancel|gajadi|hapus|delete "
     "kak|ya|dong|order|pesanan|pesananku|punya|yang|saya|keep"},
    {cancel, "ga|gak|nggak|tak jadi"},
    {cancel, "^ batal|batalin|gajadi|xjadi $"},
    {pass, "^ skip|pass|lewat $"},
    {pass, "skip|lewat dulu"},
    {question,
     "berapa|brp|brapa|apa|apakah|ada|kapan|harga|harganya|ready|bisa|size|warna|ukuran|bahan"},
    {question,
     "berapa|brp|brapa|apa|apakah|ada|kapan|harga|harganya|ready|bisa|ukuran|bahan|bahannya|ori|"
     "original|masih|kenapa|siapa|bila|boleh|stok|stock|ongkir|bpom"},
    {question, "masih|ada ada|ready|stok|warna|size|lagi|diskon"},
    {price, "harga|mahal|murah|ongkir|diskon|promo|harganya|kemahalan"},
    {size_word, "size|ukuran|saiz|nomor|no|lot|kode"},
    {unit, "buah|biji|pasang|pcs|lusin|helai|keping|box|kotak|potong"},
    {unit, "helai|biji|pasang|bungkus|set|botol|kotak|pack|pak|karton|lusin|potong|lembar|unit"},
    {measure, "ribu|rb|ribuan|juta|jt|tahun|thn|hari|bulan|jam|menit|rm|orang|ringgit|rupiah|kg"},
    {measure, "ribu|rb|ratus|juta|tahun|orang|detik|kali|hari|kg|meter|cm"},
    {filler,
     "kak|kakak|sis|min|ya|dong|bun|bang|tolong|deh|sih|nih|ini|itu|yang|yg|kk|say|cantik|warna|"
     "ukuran|plis|aja|dek|bund|ukuran|kode|ni|la|lah"},
    {connector, "dan|sama|dengan|ama"},
    {connector, "dan|sama|dengan|ama|plus|campur"},
};

}  // namespace

std::span<const Phrase> indonesian_phrases() {
    return phrases;
}

}  // namespace tts
