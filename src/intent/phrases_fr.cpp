#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// French.
constexpr Phrase phrases[] = {
    {claim,
     "je|j le|la|les|l|en? prends|prend|achete|veux|commande|reserve|voudrais|prendrai "
     "le|la|les|un|une|deux|#|celui|celle|ca|tout|svp|stp|acheter|commander|prendre|en|bien|cette|"
     "ce"},
    {claim, "je le|la|les|l prends|prend|achete|veux|commande|reserve|garde"},
    {claim, "j|j en prends|veux|achete un|une|deux|#|le|la"},
    {claim, "jen|jachete|jprends veux|prends|prend|le|la|#|un|une|voudrais|deux"},
    {claim,
     "mets|mettez|garde|gardez|reserve|reservez moi un|une|le|la|deux|#|celui|celle|en|les|ca"},
    {claim, "pour moi un|une|deux|le|la|#|svp|stp"},
    {claim,
     "je|j le|la|les|l|en|vais|veux bien|te|vous? le|la|les|l|en? "
     "prends|prend|prendre|achete|acheter|commande|commander|reserve|reserver|prendrai|valide|"
     "craque "
     "un|une|deux|#|le|la|les|celui|celle|ca|tout|svp|stp|en|bien|cette|ce|pour|aussi|ces|trois"},
    {claim,
     "je vais|veux|voudrais|souhaite|aimerais|compte bien|vous|te|l|le|la|les|en|un? "
     "prendre|acheter|commander|reserver|passer|laisser"},
    {claim, "je|j le|la|les|l|en prends|prend|achete|commande|reserve|garde|veux|prendrai|valide"},
    {claim, "jla|jle|jles|jen prends|prend|veux|voudrais"},
    {claim,
     "je prends|prend|veux|voudrais|commande|achete|reserve "
     "le|la|les|l|un|une|deux|#|celui|celle|tout|ce|cette|ca|ces|trois"},
    {claim,
     "mets|mettez|garde|gardez|reserve|reservez|envoie|envoyez|vends|ajoute|ajoutez|note|notez|"
     "prepare|emballe|mettre moi|m|men un|une|le|la|deux|#|celui|celle|en|les|ca|de"},
    {claim,
     "mets|mettez|garde|gardez|reserve|reservez|note|notez|ajoute moi|la|le|en|un|une "
     "de|cote|moi|pour|#|un|une|deux|panier"},
    {claim, "un|une|deux|trois|# pour moi|nous|ma|mon"},
    {claim, "pour moi un|une|le|la|deux|#|celui|celle|ce|cette|en|taille|aussi"},
    {claim, "c|cest|elle|il|celle|celui est|a|pour? moi|mien|mienne"},
    {claim, "le|la mien|mienne"},
    {claim,
     "jachete|jacheterai|jprends|jveux|jreserve|jcommande|jvalide "
     "un|une|le|la|les|deux|#|celui|celle|tout|ca|l|ce"},
    {claim, "j|je ajoute|mets au|dans|mon|le|la panier|mon"},
    {claim, "et|encore|rajoute|ajoute un|une|deux|#|moi autre|en|de|plus"},
    {claim, "allez|ok|bon|go|oui je|j prends|prend|craque|commande|achete"},
    {weak, "je prends|prend|veux|commande|achete|valide|reserve"},
    {weak, "pour|cest|est moi"},
    {weak, "pris|vendu|reserve|reservez|valide|adopte|jachete|jprends"},
    {weak, "a? moi svp|stp"},
    {weak, "je|j prends|prend|veux|commande|achete|valide|reserve|craque|note|adopte"},
    {weak,
     "pris|vendu|reserve|reservez|valide|adopte|jachete|jprends|adjuge|preneuse|preneur|prise|"
     "vendue|mien|mienne|commande|jveux|go"},
    {weak, "c|cest est? pris|note|vendu|pour|moi|a"},
    {weak, "pour|a moi"},
    {weak, "moi aussi|svp|stp|please|un|une|#|deux"},
    {weak, "un|une|deux|# svp|stp|please|pour"},
    {weak, "je|j le|la|les|l|en veux|voudrais"},
    {weak, "vendu a? moi"},
    {request,
     "je|on|jpeux peux|peut|pourrais|puis en|l|le|la|les|encore|t|vous|avoir? "
     "prendre|acheter|commander|avoir|reserver"},
    {request,
     "tu|vous|peux|pouvez peux|pouvez|pourrais|pourriez|me|m|tu|vous me|m|le|la|en|men|l? "
     "garder|reserver|mettre|envoyer|vendre|mettez"},
    {request, "possible d|de en|l|le|la? avoir|prendre|reserver|commander|acheter"},
    {how,
     "comment|ou on|je|faire|peut|puis|fait|est|peux on|je|pour? "
     "commander|acheter|payer|commande|achete|on|ce|paye|passer|trouver|commander|lacheter"},
    {how, "le lien svp|stp|please|pour|sil"},
    {how, "^ lien svp|stp|please? $"},
    {how,
     "comment|ou|par on|je|faire|peut|puis|fait|est|peux|ca|se|dois|faut|quoi "
     "on|je|pour|il|ce|que|fait|passe|l|faut? "
     "commander|acheter|payer|commande|achete|on|ce|paye|passer|trouver|passe|regler|reserver|"
     "trouve|lacheter|cliquer"},
    {how, "comment|ou commander|acheter|payer|reserver|commande|achete|paye|regler|trouver"},
    {how,
     "le|un|du|mets|envoie|donne|mettez|t|cest|balance|ton|votre|il le|un|moi|est|as|quoi? "
     "lien|site|rib|paypal"},
    {how, "lien svp|stp|please|pour|sil|du|de"},
    {how, "^ lien $"},
    {how, "quel|cest|c est|quoi|ton|votre? site|lien|boutique|adresse"},
    {how, "paiement|paypal|virement|cb|carte|paylib|lydia possible|accepte|ok|comment"},
    {how,
     "prenez|acceptez|accepte|prends|faites vous|tu|paypal|la|le|les? "
     "paypal|cb|carte|cheques|cheque|especes|virement"},
    {how, "on|je paye|paie|regle comment|ou|par"},
    {negation,
     "pas|jamais|plus|sans "
     "cher|pour|envie|besoin|interesse|interessee|prendre|acheter|moi|argent|veux"},
    {negation, "veux|prends|achete|commande|besoin|prend|acheterai|voulais pas|plus|jamais|rien"},
    {negation, "non merci"},
    {negation,
     "pas|jamais|plus|sans|aucun|aucune "
     "cher|pour|envie|besoin|interesse|interessee|prendre|acheter|moi|argent|veux|sous|budget|fan|"
     "convaincue|mon|du|commander"},
    {negation,
     "n|ne|je|j|jen|en? "
     "veux|prends|achete|commande|ai|prend|acheterai|voulais|suis|aime|peux|acheterais|paye|"
     "prendrai|cherche|jachete|jveux|voudrais pas|plus|jamais|rien|aucun"},
    {negation, "non|no merci|pas|jamais|je"},
    {negation,
     "plus|pas|zero|sans|plein|a|fauchee|fauche d|de|un|une? "
     "argent|sous|thune|thunes|sec|rond|budget|euro"},
    {past, "ai|jai|recu|viens deja|recu|achete|commande|pris|de|le|la"},
    {past,
     "ai|jai|lai|avais|javais deja|bien|l|en|la|le|les? recu|achete|commande|pris|prise|eu|recue"},
    {past,
     "ai|jai|lai|ma|mon|j l|le|la|deja|en|commande? "
     "recu|achete|commande|pris|deja|arrive|arrivee|est"},
    {past, "deja achete|pris|commande|recu|une|un|eu|la|le|mien|mienne"},
    {past, "l|la|les|en ai|a deja|depuis|recu|achete|un|une"},
    {hedge, "peut|ptet|surement|hesite|jhesite|reflechis|reflechir|bientot|prochaine etre|fois"},
    {hedge, "jhesite|hesite|ptet|ptetre"},
    {hedge,
     "peut|ptet|surement|hesite|jhesite|reflechis|reflechir|bientot|prochaine|prochain|attends|"
     "demain|verrai|verra|voir|prochainement|mois|semaine|plus|probablement|eventuellement "
     "etre|fois|encore|mois|live|la|le|que|peut|tard|prochain|prochaine|un|entre|si|paye|demain"},
    {hedge, "jhesite|hesite|ptet|ptetre|peutetre|surement|jreflechis"},
    {hedge,
     "j|je hesite|reflechis|attends|verrai|regarde|vais|vois "
     "y|voir|reflechir|encore|juste|attendre|seulement|si|avec|demander"},
    {hedge, "j aimerais|adorerais|voudrais bien|tellement|trop|pouvoir"},
    {hedge, "je vais|dois reflechir|voir|attendre|demander"},
    {condition, "si cetait|c|j|javais|on|vous|tu|il|elle|ca|etait|le|yen|jai"},
    {condition,
     "si "
     "cetait|c|j|javais|on|vous|tu|il|elle|ca|etait|le|yen|jai|seulement|je|la|jamais|y|un|etais"},
    {condition, "acheterais|prendrais|prendrai|aurais|serait"},
    {third,
     "ma|mon|elle|il|mes soeur|mere|copine|copain|mari|frere|fille|amie|mec|femme|chat "
     "veut|adore|a|la|le"},
    {third,
     "ma|mon|mes "
     "soeur|mere|copine|copain|mari|frere|fille|amie|mec|femme|chat|pere|fils|tante|cousine|"
     "voisine|belle|collegue|chien|mamie|meuf|ami en|l|la|le|a|sœur|va|mere? "
     "veut|adore|a|la|le|prend|voulait|achete|aime|en|commande|dit|prendrait|demande"},
    {third,
     "elle|il|elles|ils|tout|qui|quelqu en|le|la|l|les|monde|un|a? "
     "veut|veulent|achete|prend|prennent|veux|voulez|prenez|commande"},
    {other_want,
     "je|j|jveux veux|veut|voudrais "
     "dormir|pleurer|voir|savoir|manger|mourir|partir|un|une|que|etre|rentrer|te|vous|aller|calin|"
     "cafe|juste|remboursement|mon|me|poser|des"},
    {other_want,
     "je|j|jveux veux|veut|voudrais|prends|prend|voulais|aimerais juste|trop|bien|pas|mon|ma? "
     "dormir|pleurer|voir|savoir|manger|mourir|partir|que|etre|rentrer|te|vous|aller|calin|cafe|"
     "juste|remboursement|mon|me|poser|des|soin|note|bus|metro|train|douche|temps|vacances|mec|"
     "rire|parler|apprendre|boire|danser|comprendre|gagner|plaisir|la|route|connaitre|une|un "
     "bus|metro|train|douche|temps|calin|mec|pause|note|chat|chien|copine|copain|bisou|reponse|"
     "remboursement|dedicace|biere|cafe|verre|argent|route|vie|photo|parole|peur|pizza|verite|"
     "retraite|sieste|chanson|revanche"},
    {other_want,
     "je|j|jveux veux|veut|voudrais|voulais|aimerais juste|trop|bien? "
     "dormir|pleurer|voir|savoir|manger|mourir|partir|que|etre|rentrer|te|vous|aller|me|poser|rire|"
     "parler|apprendre|boire|danser|comprendre|gagner|connaitre|mon|demander|vivre|jouer|chanter"},
    {other_want,
     "prends|prend|prenez soin|ton|ta|le|la|un|une|des|votre "
     "temps|bus|metro|douche|vacances|train|route|nouvelles|note|pause"},
    {other_want, "on prend|se|va"},
    {other_want, "je te prends|prend|garde|veux|commande"},
    {other_want, "pour moi c|cest|il|elle|vous|tu|la|ca"},
    {other_want, "garde|gardez le|la|ton|ta|peche|moral|sourire|ca"},
    {joke, "blague|rigole|deconne|deconnais|plaisante"},
    {joke,
     "blague|rigole|deconne|deconnais|plaisante|plaisantais|rigolais|deco|jdeconne|blaguais|"
     "jrigole|blagues|troll"},
    {cancel, "annule|annuler|annulez|laisse ma|la|mon|tout|svp|stp|tomber|commande"},
    {cancel,
     "annule|annuler|annulez|laisse|annulation|retire|enleve|supprime "
     "ma|la|mon|tout|svp|stp|tomber|commande|le|mien|moi|de"},
    {cancel, "^ annule|annulez|annuler|annulation $"},
    {cancel, "change|changee d|davis|avis"},
    {cancel, "finalement|en non|pas|fait"},
    {cancel, "j|je en|le|la|l? veux plus"},
    {pass, "je|j passe mon|pour|tour|cette"},
    {pass, "pas aujourdhui|ce|maintenant|cette"},
    {pass, "^ passe|non|nope $"},
    {question, "combien|quel|quelle|quels|quelles|quand|prix|vous|tu|cest|taille|taille|livraison"},
    {question,
     "combien|quel|quelle|quels|quelles|quand|prix|vous|tu|cest|livraison|pourquoi|reste|taille|"
     "qui|est|ca|dispo|ya|il|as|avez "
     "ca|est|sont|il|en|y|quoi|vous|des|le|la|coute|tu|combien|taille|dispo|une|un|a|du|ce"},
    {question,
     "combien|quand|pourquoi|quelle|quel|quels|quelles|prix|dispo|livraison|laquelle|lequel"},
    {price, "prix|cher|chere|promo|reduction|cout|frais|livraison|solde|soldes|remise"},
    {size_word, "taille|pointure|numero|lot|ref|reference|article|t|n"},
    {unit,
     "pieces|piece|paires|paire|boites|boite|lots|paquets|paquet|flacons|pots|tubes|exemplaires"},
    {measure, "euros|euro|ans|mois|jours|heures|minutes|fois|personnes"},
    {measure,
     "euros|euro|ans|mois|jours|heures|minutes|fois|personnes|balles|balle|centimes|min|vues|kg|"
     "degres|pourcent|h"},
    {filler,
     "svp|stp|merci|bonjour|bonsoir|coucou|salut|moi|taille|couleur|la|le|les|en|oui|ok|de|du|"
     "cherie|belle|sil|vous|te|plait|alors|aussi|du"},
    {filler,
     "svp|stp|merci|bonjour|bonsoir|coucou|salut|taille|couleur|la|le|les|en|oui|ok|de|du|cherie|"
     "belle|sil|vous|te|plait|alors|aussi|allez|bon|go|please|trop|beau|jolie|noir|noire|ma|mon|j|"
     "je|l|d|et|un|cette|ce|celui|celle|ci|ouiii|hop|numero|ref|rouge|moi|pour"},
    {connector, "et"},
    {connector, "et|plus|avec"},
};

}  // namespace

std::span<const Phrase> french_phrases() {
    return phrases;
}

}  // namespace tts
