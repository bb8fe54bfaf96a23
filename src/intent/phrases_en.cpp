#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

constexpr Phrase phrases[] = {
    // Takes it.
    {claim, "ill|imma take|have|grab|buy|cop|get it|this|that|these|those|one|two|them|both|#"},
    {claim, "ill|imma take|have|grab|buy|cop|get the|a|an|another|all"},
    {claim, "i will take|have|grab|buy|get it|this|that|these|them|one|both|the|a|#"},
    {claim, "im|were buying|copping|getting|taking it|this|that|these|one|them|both|the|a|two|#"},
    {claim, "im buying|copping|taking"},
    {claim, "im gonna|going to? buy|get|take|order|cop|grab it|this|that|one|them|the|a|these|#"},
    {claim, "i want to|2 buy|order|purchase|cop"},
    {claim, "i wanna|wana buy|order|purchase|cop"},
    {claim, "i want it|this|these|them|both|#"},
    {claim, "i want that|the|a|an one|#"},
    {claim, "i want one|two|three|another"},
    {claim, "^ want it|this|one|both|these|# $"},
    {claim, "i need it|this|these|both|# $"},
    {claim, "i need to buy|order|get|have this|it|that|these|one"},
    {claim, "id like|love to? buy|order|purchase|get"},
    {claim, "i would|wud like|love to buy|order|purchase|get"},
    {claim, "id like one|two|this|it|#|both"},
    {claim, "i would like one|two|this|it|#|both"},
    {claim, "count me in for #"},
    {claim, "put me down|in for"},
    {claim, "sign me up for #|one|it|this|a|two"},
    {claim, "add|throw it|this|that|one|# to my|the cart|order|bag|box|pile"},
    {claim, "add to cart"},
    {claim, "^ adding to cart|bag $"},
    {claim, "shut up and take my money"},
    {claim, "take my money"},
    {claim, "ring|bag|box|wrap me|it|that up"},
    {claim, "dibs|dibz on? it|this|that|one|the|#"},
    {claim, "save|hold|reserve|keep|set one|it|this|that|the|#|me aside? for me"},
    {claim, "save|hold|reserve|keep|send|ship|give|get|sell|pack me one|it|this|that|two|a|the|#"},
    {claim, "claim|claiming it|this|that|one|the|#"},
    {claim, "sold to me"},
    {claim, "its|thats mine"},
    {claim, "mine mine"},
    {claim, "^ mine|sold|dibs $"},
    {claim, "need this|it in my life"},
    {claim, "ready to buy|pay|order|checkout"},
    {claim, "take|buying|ordering|copping it|one|two|this|both|# now|rn|please|pls|today"},
    {claim, "^ buying|ordering|copping it|one|this|both|# $"},
    {claim, "buying rn|now"},
    {claim, "just ordered"},
    {claim, "checking out"},
    {claim, "ordering now|rn"},
    {claim, "one|two|three|four|five|# for me"},
    {claim, "me as well i want"},
    {claim, "order me|us #|one|a|some|another|the"},
    {claim, "i want in"},
    {claim, "^ cf|c.f|sold|claim|claimed|dibs|mine #"},
    {claim, "cf"},
    // Only with nothing else in the message.
    {weak,
     "mine|sold|dibs|claim|claimed|keep|fix|want|take|buy|buying|me|gimme|copped|cop|need|mines"},
    {weak, "confirm|confirmed|order|reserve|grab|grabbing|lock|locked|book|booked|snag|snagged"},
    {weak,
     "want|need|take|buy|keep|get|claim|grab|snag|buying|taking|getting|gimme it|this|that|one"},
    {weak,
     "want|need|take|buy|keep|get|claim|grab|snag|buying|taking|getting|gimme both|all|these"},
    {weak, "want it|this so|really bad|badly"},
    {weak, "i want|need|take|buy"},
    {weak, "my size|color"},
    {weak, "me me"},
    {weak, "me please|pls|plz"},
    {weak, "+ #"},
    {weak, "^ # please|pls|plz|plss $"},
    {weak, "^ # pcs|pc|pieces|units|sets|packs|pairs please|pls|plz? $"},
    {weak, "^ # more please|pls|plz $"},
    {weak, "for me"},
    {weak, "add|adding"},
    {weak, "yes me|mine|please|pls|plz i want?"},
    {weak, "i take|ll it|this|one|#"},
    {weak, "me want|take|too"},
    {weak, "gimme|give me #"},
    {weak, "last one mine"},
    // A question that takes it.
    {request, "can|could|may i|we|u|you get|have|buy|order|take|grab|claim|reserve|purchase"},
    {request, "can|could|may i still? get|have|buy|order|claim one|it|this|#|a|the"},
    {request,
     "can|could|will u|you save|hold|reserve|send|ship|set|keep|add|order|pack|give me|one|it"},
    {request, "can|could u|you put|set one|it|this|#|me aside|down|to"},
    {request, "is it too late to get|buy|order|claim"},
    // The way to buy.
    {how,
     "where|how|wheres|hows do|can|could|to|should|would i|we|you|u|one|someone? buy|order|"
     "purchase|pay|checkout|shop|place|claim|cop it|this|that|these|one|an|the|mine|here?"},
    {how, "where|how do|can|to|would i|we|you|u? send|make|transfer the? payment|money"},
    {how, "how|where do|can i|we|u get|have|find|grab one|it|this|that|these|mine"},
    {how, "how i|we|to|u buy|pay|order|purchase|get|claim|checkout"},
    {how, "where i|to|can buy|pay|order|purchase|shop"},
    {how, "how|where does one|it buy|order|pay"},
    {how, "link|links please|pls|plz|plss|pleaseee|for|to|in"},
    {how,
     "drop|send|post|share|whats|wheres|need|give|pin|put me? the|a|ur|your? link|website|shop"},
    {how, "^ link|links|linkk|url $"},
    {how, "the link please|pls|plz|for|to"},
    {how, "is|where there a|the? link|website|shop|store"},
    {how, "checkout|payment|order|buy link"},
    {how, "where is|s the? link|cart|checkout|basket"},
    {how, "the? link isnt|not|doesnt|wont work|working|open"},
    {how, "how do|can i|we claim|checkout"},
    {how, "whats your|the|ur cashapp|venmo|paypal|zelle|website|site|link"},
    {how, "dm|message|inbox|text you|u|me to|for buy|order|purchase|details|payment|link"},
    {how, "what|which site|website|app can|do i|we buy|order|get"},
    // No purchase.
    {negation,
     "i? dont|do|wont|not|aint|cant|cannot|never|wouldnt|didnt not? want|need|wanna|take|"
     "buy|claim|order|buying|getting|taking|get|like|even|really"},
    {negation, "dont|do|please never|not? buy|order|get|take|claim|trust this|it|that|from|these"},
    {negation, "not|never|aint gonna|going|about to? buy|buying|get|getting|take|taking|cop|mine"},
    {negation, "im|were|was not|never buying|taking|getting|gonna|going|interested|sold|copping"},
    {negation, "i wont|will|would|never be|never|not? buying|buy|get|take|order|purchase"},
    {negation, "no one|body wants|want|is|will|would|buys|buy"},
    {negation, "nobody wants|want|is|will|would|buys|buy|asked|needs"},
    {negation, "not|isnt|wasnt|never|aint mine|sold|for|worth"},
    {negation,
     "why would|should i|anyone|someone|you|u|we|people|anybody buy|want|pay|need|get|order"},
    {negation,
     "who would|tf|the|is|wants|buys|buying|even hell|f? buy|buying|buys|want|wants|this|pay"},
    {negation, "cant|cannot|couldnt|can not afford|buy|get|order|pay|justify|take"},
    {negation, "no|stop need|want|wanting|buying|thanks|thank|thx"},
    {negation, "i? have no|zero money|cash|space|room"},
    {negation, "too broke|poor|expensive to|for buy|me|get"},
    {negation, "as if i|id|ill"},
    {negation, "do not want|need|buy|order|take|get|claim|trust"},
    {negation, "i hate|refuse|regret to|buying|that"},
    {negation, "instead of buying|getting"},
    {negation, "before i? buy|buying|order|ordering|i"},
    {past,
     "i? just|already|finally|have|ive|i got|bought|ordered|received|have|purchased|took|own "
     "it|this|one|two|mine|the|that|these|them|last|yesterday|from|mines"},
    {past, "i? already|have|ive bought|ordered|got|received|have #"},
    {past, "i bought|ordered|got|purchased|received|had|took|wanted|copped"},
    {past, "i have|own|had this|it|that|one|two|#|the|mine|these|3 already|in|from|too|at|before?"},
    {past,
     "mine|mines just|already|finally|came|arrived|is|was|broke|has|got|still|never|hasnt|"
     "looks|works|fits|fell|took|cost|did|does|are|lasted|shrunk|ripped|goes|had"},
    {past,
     "bought|ordered|got|purchased|copped mine|it|this|one|these|two|them|last|yesterday|the|"
     "already"},
    {past, "love|loving|loved|wearing|using|like|adore mine|mines"},
    {past, "i|we used to"},
    {past, "i sold|keep|fix|claimed|paid"},
    {past, "sold mine|my|out|him|her|it|them"},
    {past, "got mine"},
    {past, "was going|gonna to? buy|get"},
    {hedge,
     "i? might|may|maybe|perhaps|probably|possibly|think|guess|consider|considering|thinking"},
    {hedge, "ill|i|let me will? think|see|decide|check|wait|sleep|pass|consider|ask|look|watch"},
    {hedge, "not sure|today|now|yet|this|tonight|really|convinced|rn|for"},
    {hedge, "next time|payday|week|month|paycheck|live|year"},
    {hedge, "one|some|another day"},
    {hedge, "maybe|perhaps later|tomorrow|next|one|someday|not|if|ill|i"},
    {hedge, "thinking about|of|if"},
    {hedge, "tempted|tempting|debating|undecided|hesitating"},
    {hedge, "still|im deciding|thinking|debating|saving|on|waiting"},
    {hedge, "later|someday|eventually|wish"},
    {hedge, "i wish|hope|could|should|almost"},
    {hedge, "wait|waiting for|until|till payday|sale|discount|my"},
    {condition,
     "if|when|once|unless|until it|i|my|its|they|you|u|only|the|this|there|that|your|we|were"},
    {condition,
     "would|id|wouldve|couldve|ill buy|get|take|order|cop|have it|this|one|#? if|but|when|"
     "unless|once"},
    {condition,
     "i would|wouldve|couldve|woulda|shouldve|shoulda|coulda have? bought|buy|taken|get"},
    {condition, "if|had i had money|cash|space"},
    {condition, "give|send|gift me? it|one|this|that|#? for free"},
    {condition, "for free"},
    {condition, "ill give you|u #"},
    {third,
     "my|his|her|their sister|mom|mum|brother|friend|wife|husband|girlfriend|boyfriend|dad|"
     "mother|daughter|son|cousin|kid|kids|boss|neighbor|bf|gf|cat|dog|bestie|aunt|sis|grandma "
     "wants|bought|has|loves|needs|got|would|said|says|is|keeps|will|ordered|took|asked|hates"},
    {third,
     "she|he|they|everyone|everybody|somebody|someone|people|yall|who wants|bought|buying|need|"
     "needs|take|took|got|said|says|claimed|sold|keeps|buys|want|ordered|is|are|will"},
    {third,
     "you|u guys|should|can|could|need|want|wanna|guys|must|have|gotta|ll to? buy|want|take|get|"
     "order|need"},
    {third, "do you|u|yall guys? want|need"},
    {third, "makes|make me want|wanna"},
    {third, "told|made|makes me|him|her to? buy"},
    {other_want,
     "i? want|wanna|need|take|like|love to see|know|sleep|cry|die|eat|go|watch|be|hear|"
     "learn|play|meet|marry|pee|ask|talk|say|leave|live|work|win|scream|dance|sing|look|"
     "think|understand|join|try|laugh|visit|move|travel|go"},
    {other_want,
     "i? want|wanna|need see|know|sleep|cry|die|eat|go|watch|be|hear|play|meet|win|dance|"
     "understand|marry|scream"},
    {other_want,
     "i? need|want|take a|an|the|some|more|my|your|ur nap|break|job|drink|coffee|hug|vacation|"
     "shower|boyfriend|girlfriend|life|haircut|beer|friend|friends|sleep|holiday|raise|"
     "answer|refund|pizza|burger|sugar|picture|pic|photo|screenshot|seat|look|selfie|"
     "minute|sec|moment|rematch|rest|hint|shoutout|song|help|moderator|win|kiss|ride|"
     "walk|shot|bath|guess|therapist|doctor|husband|wife|dog|cat|new|tattoo|bath|hand"},
    {other_want,
     "i? want|need|wanted you|u|him|her|help|them|sleep|money|food|coffee|answers|sugar|"
     "therapy|jesus|pizza|water|peace|everything|more|some|nothing|refund|my|your|his|to"},
    {other_want, "ill take|have|get that|it|this as|over|personally|back|from|easy|to"},
    {other_want,
     "take|takes|taking|took care|it|this|a|that|your|notes|my|time|off|me|over|easy easy|"
     "time|personally|back|to|off|out|slow|seriously|chill"},
    {other_want, "ill be|get|have|take back|there|right|going|here|home|ready|fired|fat|to to?"},
    {other_want,
     "keep it|this|that|up|going|calm|on|in|talking|streaming|playing|trying|singing up|"
     "real|going|coming|simple|moving|rolling|100|a|pushing?"},
    {other_want, "fix your|ur|the|it|my|that|this|his|audio|mic|camera|lag|sound|lighting"},
    {other_want, "a|friend|brother|sister|child|be|mom|baby|love|miss|sorry|valentine of? mine"},
    {other_want,
     "can|could|may i|we|you|u get|have|take a|an|some|the shoutout|hello|hi|hug|follow|amen|"
     "look|close|closer|break|moment|shout|wave|heart|birthday|discount|picture|lower|deal|"
     "better|cheaper|refund|view|zoom|demo|photo"},
    {other_want,
     "can|could|may i|we|you|u get|have some|an|much|a water|food|music|love|amen|likes|likes|"
     "follows|sleep|w|f|rip"},
    {other_want,
     "can you take|buy|order|get|give me|us|it|off|a me? off|the|out|look|home|tour|"
     "closer|love|money|robux|coins|skin|skins"},
    {other_want,
     "how|where|why do|can|did|would|to|does you|u|he|she|they|i|we get|have|buy|order|pay "
     "so|that|your|his|her|up|followers|famous|there|to|good|rich|away|over|started|rid|"
     "better|this many|a girlfriend|boyfriend|ur|taxes|rent|married"},
    {other_want,
     "how to|do i|you? get|buy a|an|rid|friends|girlfriend|boyfriend|crypto|bitcoin|house|"
     "followers|rich|abs|viral|diamond|ranked|that skin|skins|started|unbanned|coins"},
    {other_want,
     "buy|get|send|gift me|us a|an|some|the|robux|dinner|lunch|house|car|drink|coffee|skin"},
    {other_want,
     "get|getting|got it|this|that|me|over started|out|together|right|now|done|wrong|going|"
     "lol|bro|girl|queen"},
    {other_want, "sold your|his|their|her|him|me|us|soul|out|them|it"},
    {other_want,
     "i need|want it|this|that to|so|explained|again|back|over|gone|fixed|loud|done to?"},
    {other_want, "mine craft|field|is|too|are|sweeper|shaft|cart"},
    {other_want, "order in|of|up|66|and in?"},
    {other_want, "in order to"},
    {other_want, "out of order"},
    {other_want,
     "add|follow me|my|us|back|him|her|friend on|back|insta|snap|discord|please|as|to|in"},
    {other_want,
     "claim|claiming|claims that|to|he|she|they|its|the|your|free|reward|rewards|victory|title"},
    {other_want, "last|next|first|that|this|which|what order|buy"},
    {other_want, "for me its|to|personally|and|it|the|this|is|because"},
    {joke, "jk|jkjk|kidding|joking|sike|psych"},
    {joke, "just|im|was|only kidding|joking|playing|trolling|messing"},
    {joke, "in my|your dreams|imagination|head"},
    {joke, "said no one|nobody ever?"},
    {joke, "not really lol|haha"},
    {joke, "lol|haha no|nope|nah|not"},
    {joke, "wrong chat|stream|live"},
    {cancel,
     "cancel|undo|remove|unclaim|release|delete my|mine|it|the|that|order|claim|please|one|all"},
    {cancel, "^ cancel|unclaim|nvm|nevermind $"},
    {cancel, "never mind"},
    {cancel, "nevermind|nvm"},
    {cancel, "i? changed|change my mind"},
    {cancel, "dont want it|this|that|mine anymore|any|no"},
    {cancel, "take|drop me|mine|my|it off|out|back|order"},
    {cancel, "let it|mine go"},
    {cancel, "give|sell mine|it to someone|the|somebody"},
    {pass, "^ pass|nope|nah|no $"},
    {pass, "ill|im|gonna have|going|hard to? pass|skip|skipping|passing"},
    {pass, "hard pass"},
    {pass, "no|nah thanks|thank|ty|thx|im|not you?"},
    {pass, "not for|today|tonight|my|interested|this|worth me?"},
    {pass, "but not|no today|now|this|rn|for|tonight|buying"},
    {pass, "not my size|color|style|thing|taste|type"},
    {pass, "skip|next|wait|just looking|browsing|watching"},
    {question, "how much|many|long|big|small|old|often|far|tall|heavy|thick"},
    {question,
     "whats|what|wats is|are|s|r? the|this|that|ur? price|size|sizes|color|colors|colours|"
     "material|brand|shipping|cost|difference|fabric|return|warranty|length|weight"},
    {question,
     "do|does|did|is|are|will|would|can|could|has|have you|u|it|this|that|they|there|these|"
     "the|anyone|we|i|those|she|he|yall"},
    {question, "what|which|when|why|who|where|whats|whos|wheres|whens|hows|wat|wats|whose"},
    {question, "any|got|still other|more|available|in|left|discount|size|sizes|colors|restock"},
    {question, "price|size|sizes|colors|shipping|material|stock please|pls|plz|check"},
    {question, "tell|show me|us the|more|price"},
    // Money and measures.
    {price,
     "price|prices|cost|costs|expensive|cheap|cheaper|overpriced|shipping|discount|pricey|"
     "worth|dollars|bucks|sale"},
    {size_word,
     "size|sz|sizes|no|number|us|uk|eu|age|level|lvl|lot|item|season|episode|page|top|part|"
     "day|day|lap|chapter|grade|round|channel|iphone|ps|version|room|route|episode|week"},
    {unit,
     "pcs|pc|pieces|piece|pieces|units|unit|pairs|pair|packs|pack|sets|set|boxes|box|bottles|"
     "bottle|of|items|qty|each|x|ea|dozen|more|bundles|bundle|pls|please|plz"},
    {measure,
     "dollars|dollar|bucks|usd|cents|k|euro|euros|pounds|percent|min|mins|minutes|minute|hours|"
     "hour|hrs|days|day|weeks|week|months|month|years|year|yrs|am|pm|kg|lbs|lb|cm|mm|inch|inches|"
     "ft|ml|oz|g|mph|people|viewers|likes|followers|subs|kids|times|goals|points|th|st|nd|rd|"
     "stars|cats|dogs|kills|wins|rounds|gb|tb|ghz|fps|hp|cal|million|thousand|hundred|gifts|"
     "roses|coins|gb|feet|miles|sec|secs|seconds|degrees|watts|volts|players|vs|oclock|up"},
    {filler,
     "please|pls|plz|plss|pleaseee|hi|hello|hey|sis|girl|babe|bro|dear|maam|sir|queen|thanks|"
     "thank|you|thx|ty|now|rn|ok|okay|yes|yess|yeah|yep|omg|wow|asap|for|me|here|hun|love|so|"
     "oh|god|the|too|tks|yas|yay|host|miss|mami|just|in|a|mam|luv|sure|right|yup|size|colour|"
     "color|one|of|with|my|ur|order|code|number|item|lol|also|it|qty|quantity|x"},
    {connector, "and|plus|also|n|&|,|+|then|with"},
};

}  // namespace

std::span<const Phrase> english_phrases() {
    return phrases;
}

}  // namespace tts
