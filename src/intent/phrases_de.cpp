#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// German.
constexpr Phrase phrases[] = {
    {claim,
     "ich nehme|nehm|kaufe|kauf|bestelle|bestell|will|moechte|mochte|hatte "
     "es|das|die|den|eins|eine|einen|zwei|#|beide|ein|gerne|gern|bitte|alles|kaufen|bestellen|"
     "haben|davon|drei|alle"},
    {claim, "nehm|nehme|kauf|kaufe|bestelle ich|es|das|die|den|eins|zwei|#|beide"},
    {claim,
     "will|moechte|mochte|wurde ich? es|das|die|den|eins|zwei|#? kaufen|bestellen|nehmen|haben"},
    {claim, "fur mich bitte|eins|eine|zwei|#|den|das|die|auch|einmal"},
    {claim, "reservier|leg|pack|schick|gib mir eins|eine|einen|zwei|#|das|die|den|bitte|ein"},
    {claim, "bin dabei mit|#"},
    {claim,
     "ich "
     "nehm|nehme|nehms|kauf|kaufe|kaufs|bestelle|bestell|bestells|will|moechte|mochte|hatte|hol|"
     "hole|wurde|reserviere mir|auch|dann|gern|gerne|jetzt|noch|bitte? "
     "es|das|die|den|eins|eine|einen|zwei|#|beide|ein|alles|davon|drei|alle|mal|diese|diesen|"
     "dieses|noch|gern|gerne|kaufen|bestellen|haben"},
    {claim,
     "nehm|nehme|nehms|kauf|kaufe|bestelle|bestell|hol|hole|will|mochte|hatt|hatte|brauch "
     "ich|es|das|die|den|eins|zwei|#|beide|alle|gern|gerne|mir|alles"},
    {claim,
     "will|moechte|mochte|wurde|muss|hatte|hatt ich|gern|gerne? "
     "gern|gerne|auch|es|das|die|den|eins|zwei|#|ein|eine|einen|diese|diesen|noch? "
     "bitte|gern|gerne|auch|davon? kaufen|bestellen|nehmen|haben|reservieren|mitbestellen"},
    {claim,
     "hatte|hatt|wurde|mochte gern|gerne|auch eins|eine|einen|zwei|#|das|die|den|ein|diese|noch"},
    {claim, "fur mich|mir bitte|eins|eine|zwei|#|den|das|die|auch|einmal|einen|noch|nochmal"},
    {claim, "einmal|zweimal|# bitte? fur|das|die|den|in|bitte mich|in|schwarz|rot|rosa|grosse"},
    {claim,
     "reservier|reserviere|leg|pack|schick|gib|schreib|merk|halt|notier|buch mir|bitte|mal? "
     "eins|eine|einen|zwei|#|das|die|den|bitte|ein|auf|weg|zuruck|davon"},
    {claim, "bin|ich|dabei dabei|bin mit|#"},
    {claim, "geht|gehort|ist an|mir|fur|zu mich|mir"},
    {claim, "verkauft an mich"},
    {claim, "das|die|der|es ist|gehort meins|meine|meiner|mir"},
    {claim, "kommt|pack|leg in|es|das|die|den den|in? warenkorb|korb|wagen"},
    {claim, "nochmal|noch eins|eine|einen|zwei|# bitte|fur|davon|mehr"},
    {claim, "ich auch eins|eine|einen|zwei|#"},
    {claim, "her damit"},
    {claim, "shut|nimm mein geld"},
    {weak, "meins|meine|gekauft|nehme|reserviert|verkauft|kaufe|bestelle|haben|genommen|nehm"},
    {weak, "ich nehme|kaufe|will|bestelle|auch|bitte|nehms|nehm"},
    {weak, "fur mich"},
    {weak, "will|muss ich? haben"},
    {weak,
     "meins|gekauft|nehme|reserviert|verkauft|kaufe|bestelle|haben|genommen|nehm|bestellt|gebongt|"
     "meine|meiner|deal|nehms|gekooft|will|zugeschlagen"},
    {weak, "ich nehme|kaufe|will|bestelle|auch|bitte|nehms|nehm|mochte"},
    {weak, "fur|an mich"},
    {weak, "will|muss ich? haben"},
    {weak, "eins|zwei|drei|eine|einen|# bitte|fur|gern|gerne"},
    {weak, "bin dabei"},
    {weak, "ich ich"},
    {weak, "das|die|den|es|eins will|nehm|nehme|kauf|mochte ich|es"},
    {request,
     "kann|konnte|kannst|konntest|darf|gibst|legst|reservierst|schickst|machst ich|du|man|mir "
     "mir|noch|auch|eins|bitte|das|die|den|eine|einen? eins|eine|einen|zwei|#|das|die|den|noch? "
     "haben|kaufen|bestellen|reservieren|zurucklegen|nehmen|weglegen|schicken|zuruck|bekommen"},
    {how,
     "wo|wie kann|bestelle|bestell|kauf|kaufe|kriege|bekomme|bezahle|bezahl|zahle|finde "
     "man|ich|du? das|es|den|die? hier? "
     "kaufen|bestellen|bezahlen|ich|es|man|das|den|link|bekommen|zahlen"},
    {how, "link bitte|pls|zum|fur"},
    {how,
     "wo|wie|womit|wohin "
     "kann|bestelle|bestell|kauf|kaufe|kriege|bekomme|bezahle|bezahl|zahle|finde|krieg|"
     "funktioniert|geht|lauft|komme|uberweise man|ich|du|das|die|den|dann|hier|es|mit|ran? "
     "das|es|den|die|bezahlen|bestellen|kaufen|hier? "
     "kaufen|bestellen|bezahlen|ich|es|man|das|den|link|bekommen|zahlen|bestellung|zahlung|hier|"
     "her"},
    {how, "link bitte|pls|zum|fur|please|dazu|her|bidde"},
    {how,
     "wo|gibt|hast|habt ist|es|du|ihr|der|den|einen|n|nen? "
     "link|shop|laden|webshop|onlineshop|website"},
    {how, "^ link|shop $"},
    {how, "paypal|klarna|kreditkarte|rechnung|vorkasse moglich|ok|geht|auch|oder|adresse"},
    {how,
     "kann|geht|nehmt|akzeptiert man|ich|ihr|das|auch? mit|auf|per|paypal|klarna "
     "paypal|rechnung|karte|klarna|raten"},
    {how, "wie|wo bestellen|kaufen|bezahlen|zahlen"},
    {negation,
     "nicht|nie|kein|keine|keinen|nix fur|kaufen|haben|mein|bestellen|geld|interesse|mehr|nehmen"},
    {negation,
     "will|nehme|kaufe|brauche|brauch|mochte|moechte ich|das|es|die|den|so? nicht|kein|keine|nix"},
    {negation, "nein danke"},
    {negation,
     "nicht|nie|kein|keine|keinen|nix|niemals "
     "fur|kaufen|haben|mein|bestellen|geld|interesse|mehr|nehmen|meins|meine|bedarf|brauche|bock|"
     "kohle|leisten"},
    {negation,
     "will|nehme|kaufe|brauche|brauch|mochte|moechte|nehm|kauf|bestelle|wurde|bestell|kann|konnte|"
     "muss|werde ich|das|es|die|den|so|mir|sowas|aber|eh|davon|gar? das|es|mir|gar|aber? "
     "nicht|kein|keine|nix|nie|nichts|keinen"},
    {negation, "nein|ne|nee danke|will|brauch"},
    {negation, "wer|warum|wieso braucht|kauft|soll|sollte|will|wurde denn|sowas|das|man|ich|so"},
    {negation, "bin|total pleite|blank|broke"},
    {past,
     "hab|habe|haben es|das|die|den|ich|schon|gestern|mir|letzte? "
     "schon|gekauft|bestellt|bekommen|eins"},
    {past, "schon gekauft|bestellt|da|bekommen"},
    {past,
     "hab|habe|haben|hatte|wir "
     "es|das|die|den|ich|schon|gestern|mir|letzte|eins|bereits|auch|davon|meins|meine|letztes? "
     "schon|gekauft|bestellt|bekommen|eins|eine|zwei|es|das|seit|letzte|mir"},
    {past,
     "schon|bereits|gestern|letzte|letztes gekauft|bestellt|da|bekommen|eins|woche|mal|eine|zwei"},
    {past,
     "mein|meine|meins|meiner ist|kam|war|kommt|hat|sind|gestern|schon "
     "angekommen|da|schon|gestern|kaputt|super|toll|gut"},
    {hedge,
     "vielleicht|uberlege|evtl|eventuell|uberleg|mal|nachstes|nachste mal|sehen|schauen|ich|monat"},
    {hedge, "vielleicht|uberlege|evtl|eventuell|uberleg"},
    {hedge,
     "vielleicht|uberlege|evtl|eventuell|uberleg|mal|nachstes|nachste|morgen|spater|schau|warte|"
     "grubel|vllt "
     "mal|sehen|schauen|ich|monat|noch|auf|vielleicht|erst|uberlegen|gehalt|woche|live|eins"},
    {hedge, "vielleicht|uberlege|evtl|eventuell|uberleg|vllt|jein|hm"},
    {hedge,
     "muss|will|werde|erst ich|es|das|noch|mal|erst? uberlegen|schauen|nachdenken|gucken|warten"},
    {hedge, "nachsten|nachste|nachstes|ende monat|woche|mal|live"},
    {hedge, "nur|schau|guck gucken|schauen|mal|nur"},
    {hedge, "bin|noch am|noch|mir? uberlegen|unsicher|unschlussig"},
    {condition, "wenn|falls|ware"},
    {condition, "wenn|falls|ware es|ich|das|ihr|du|die|der|man|nur|genug"},
    {condition, "bei|ab|fur # euro|nehm|nehme|kauf"},
    {condition, "wurde ich? sofort? nehmen|kaufen|bestellen wenn"},
    {third,
     "meine|mein|er|sie|jemand "
     "schwester|mutter|freundin|mann|frau|bruder|freund|tochter|will|kauft"},
    {third,
     "meine|mein|er|sie|jemand|unsere|die|ne "
     "schwester|mutter|freundin|mann|frau|bruder|freund|tochter|will|kauft|oma|sohn|kollegin|"
     "chefin|mama|papa|nachbarin|tante|katze|hund "
     "will|hat|liebt|braucht|kauft|mochte|fragt|bestellt|das|schon"},
    {third,
     "er|sie|ihr|alle|jeder|wer|du "
     "kauft|wollen|will|nimmt|kaufen|nehmen|habt|hat|mochte|willst|kaufst"},
    {other_want,
     "ich? will|muss|mochte|nehme "
     "schlafen|heulen|sehen|wissen|essen|sterben|weg|nach|heim|auch|nur|nicht|urlaub|pizza|bier|"
     "mir|mal|meine|mein|ins|in"},
    {other_want,
     "ich? will|muss|mochte|nehme|nehm|brauch|brauche|hatte "
     "jetzt|nur|auch|mal|gern|gerne|einen|eine|ein|ne|n? "
     "schlafen|heulen|sehen|wissen|essen|sterben|weg|nach|heim|nur|urlaub|pizza|bier|mir|mal|meine|"
     "mein|ins|bus|bahn|dusche|kaffee|pause|kuscheln|freund|freundin|gehen|hause|trinken|tanzen|"
     "lernen|geld|antwort|ruhe|sagen|fragen|gewinnen|arbeiten|dich|euch|auch|bett|feierabend|hund|"
     "katze|umarmung|auto|zug|u|ab"},
    {other_want, "nimm|nehmt dir|dich|es|euch zeit|nicht|leicht"},
    {other_want,
     "meine guete|gute|freunde|lieben|liebe|damen|mutter|fresse|nase|meinung|erste|zweite"},
    {other_want, "kein deal"},
    {joke, "spass|scherz|quatsch|witz"},
    {joke, "spass|scherz|quatsch|witz|spassle|scherzchen|verarscht|ironie"},
    {cancel, "storniere|stornieren|storno|abbestellen|streich|doch meine|mein|bitte|nicht|das"},
    {cancel,
     "storniere|stornieren|storno|abbestellen|streich|doch|stornier|loschen|losch|rausnehmen|nimm|"
     "vergiss meine|mein|bitte|nicht|das|die|meins|bestellung|alles|raus|mich"},
    {cancel, "^ storno|stornieren|abbestellen $"},
    {cancel, "doch nicht|lieber"},
    {cancel, "hab|habs|habe mir|es|ichs anders|mir uberlegt|anders"},
    {cancel, "will|mochte es|ich|ihn|sie? nicht|doch nicht? mehr"},
    {pass, "heute|diesmal|jetzt nicht|nix"},
    {pass, "ich passe|raus"},
    {pass, "^ passe|nee|nein|raus $"},
    {question,
     "wieviel|wie|was|welche|welcher|wann|gibt|habt|hast|ist|sind|passt|preis|grosse|kostet|wer"},
    {question,
     "wieviel|wie|was|welche|welcher|wann|gibt|habt|hast|ist|sind|passt|preis|grosse|kostet|wer|"
     "warum|fallt|geht|kann|kommt|bleibt|welches|wieso|versand|noch|lauft"},
    {price, "preis|teuer|billig|gunstig|kostet|kosten|versand|rabatt|gunstiger|billiger"},
    {size_word, "grosse|gr|nummer|nr|artikel|artikelnummer|kleidergrosse|groesse|platz"},
    {unit, "stuck|stk|mal|paar|packung|packungen|flaschen"},
    {unit, "stuck|stk|mal|paar|packung|packungen|flaschen|sets|dosen|tuben|boxen|st"},
    {measure, "euro|jahre|jahr|tage|stunden|minuten|cm|uhr|leute|grad|prozent"},
    {measure,
     "euro|euros|jahre|jahr|tage|stunden|minuten|cm|uhr|leute|grad|prozent|kilo|monate|zuschauer|"
     "sekunden|tore"},
    {filler,
     "bitte|hallo|hi|danke|grosse|farbe|ich|in|mir|mal|gerne|gern|ja|auch|moin|liebe|von|davon|"
     "schon"},
    {filler,
     "bitte|hallo|hi|danke|grosse|farbe|in|mir|mal|gerne|gern|ja|auch|moin|liebe|von|davon|schon|"
     "dann|ok|jetzt|sofort|noch|schwarz|rot|blau|weiss|rosa|biddee|mega|geil|super|toll|liebes|"
     "susse|huhu|halt|einfach|das|die|den|ein|eine|einen|ne|n|so|oh|wow|dir|gruppe|direkt|gleich|"
     "jaa|bidde|fur|mich"},
    {connector, "und|sowie"},
    {connector, "und|sowie|plus|mit"},
};

}  // namespace

std::span<const Phrase> german_phrases() {
    return phrases;
}

}  // namespace tts
