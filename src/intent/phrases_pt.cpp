#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

// Portuguese, as in Brazil.
constexpr Phrase phrases[] = {
    {claim,
     "eu quero|kero|qro um|uma|dois|duas|esse|essa|este|esta|#|o|a|os|as|comprar|pedir|levar|sim"},
    {claim,
     "vou|quero querer|levar|comprar|pegar|pedir|ficar|fazer "
     "um|uma|dois|duas|esse|essa|o|a|com|#|este|esta|os|as|dos|das|todos"},
    {claim,
     "^ quero|qro|kero "
     "comprar|levar|pedir|um|uma|dois|duas|#|esse|essa|este|esta|o|a|mais|dos|das"},
    {claim,
     "separa|reserva|guarda|anota|manda|coloca|bota|poe|ve|da|embrulha "
     "um|uma|o|a|esse|essa|dois|duas|#|ai|pra|para|mais"},
    {claim, "gostaria|queria de? comprar|pedir|levar|adquirir|encomendar"},
    {claim, "e|esse|essa meu|minha"},
    {claim, "me ve|veja|da|manda|separa|reserva um|uma|dois|duas|esse|essa|o|a|#"},
    {claim, "pra|para mim um|uma|esse|essa|dois|o|a|#|ai|por"},
    {claim, "levo|compro|pego um|uma|esse|essa|dois|duas|#|o|a|este|esta|os|todos"},
    {claim, "fico com um|uma|esse|essa|dois|o|a|#|este|esta"},
    {claim, "quero|kero|qro levar|comprar|pedir|encomendar|reservar|garantir|encomenda"},
    {claim, "fecha|fechei|fechado comigo|pra|para|um|uma|dois|duas|#"},
    {claim,
     "me? "
     "vende|manda|separa|reserva|guarda|pega|bota|poe|coloca|anota|marca|embrulha|inclui|adiciona "
     "um|uma|dois|duas|#|esse|essa|mais|o|a|os|as pra|para|no|na|por? "
     "mim|carrinho|pedido|sacola|favor"},
    {claim,
     "pode separar|reservar|mandar|embrulhar|anotar|guardar|colocar "
     "um|uma|dois|duas|#|pra|esse|essa|o|a"},
    {claim, "ja|to comprando|pagando|finalizando"},
    {claim, "acabei de pagar|comprar|fechar"},
    {claim, "to|estou levando|comprando|pegando um|uma|dois|duas|#|esse|essa|o|a|os|as|tudo"},
    {claim, "leva|manda|separa tudo pra mim"},
    {claim, "garante|garanta o|a|um|uma|# meu|minha|pra"},
    {claim, "essa|esse|este|esta|o ultimo|ultima e meu|minha"},
    {claim, "eu fico|levo|pego|compro|arremato com|o|a|esse|essa|um|uma|#|os|as"},
    {weak, "meu|minha|quero|kero|qro|levo|compro|pego|fechado|vendido|reserva|separa|eu|fico"},
    {weak, "eu quero|levo|compro|pego|kero|qro"},
    {weak, "e|pra|para meu|minha|mim"},
    {weak, "quero|kero|levo sim|muito|esse|essa|este|esta|tudo|todos|agora|ja"},
    {weak, "vou querer|levar|comprar|pegar"},
    {weak, "arremato|arrematado|garanto|garanti|vendido|separado|reservado|partiu|fechou|bora"},
    {weak, "pra mim por? favor|pf|pfv"},
    {weak, "me ve|separa|reserva|anota"},
    {weak, "^ um|uma|dois|duas|# pra mim $"},
    {weak, "^ um|uma|dois|duas|# por favor $"},
    {weak, "me quero|quer"},
    {request,
     "separa|guarda|reserva|consegue|pode|posso pra|para|separar|reservar|comprar|pedir|me? mim"},
    {request,
     "pode|consegue|tem|da como|pra? separar|reservar|guardar|mandar um|uma|pra|esse|essa|o|a"},
    {how,
     "como|onde|aonde faco|compra|compro|comprar|pago|pagar|peco|pedir|encontro|posso|eu|fazer "
     "para|pra|eu|o|pedido? comprar|compro|compra|pedido|pagar|pago|pedir|adquirir|isso|esse"},
    {how, "como|onde|aonde eu? compro|comprar|compra|pago|peco|pedir"},
    {how, "manda|passa|cade|qual|quero|coloca o|a? link|pix|chave|site|zap|whatsapp"},
    {how, "aceita|posso|pode pagar? pix|cartao|no"},
    {how,
     "qual|passa|manda|me a|o|seu|sua? chave|link|pix|zap|whats|whatsapp|site|endereco|numero"},
    {how, "link|pix por? favor|pf|pfv|gente|moca"},
    {how, "tem link|site|loja"},
    {how,
     "onde|como vejo|acho|encontro|entro|clico|finalizo pra|para|o|no? comprar|link|site|carrinho"},
    {negation, "nao|nunca|nem|n eu? vou|quero|levo|compro|querer|preciso|gostei|posso"},
    {negation, "nao obrigada|obrigado|e|foi|quero"},
    {negation,
     "nao|n|nem|nunca vou|quero|levo|compro|preciso|da|posso|tenho|gosto|curti|curto|curtir|serve"},
    {negation, "quero|preciso nao"},
    {negation, "to|estou sem|dura dinheiro|grana|duro"},
    {negation, "sem grana|dinheiro|condicoes"},
    {past, "ja|eu ja? comprei|tenho|pedi|recebi|levei"},
    {past, "o|a meu|minha"},
    {past,
     "meu|minha chegou|veio|deus|ja|nunca|mae|irma|amor|filho|filha|amiga|marido|senhor|pai|nossa"},
    {past, "ja|acabei|eu? comprei|recebi|ganhei|pedi|tenho|possuo|levei"},
    {past, "chegou|veio o|a meu|minha"},
    {past, "comprei|recebi|pedi|ganhei mes|semana|ontem|ano|um|uma|o|a|esse|essa|na|no|pra|da"},
    {hedge, "talvez|quem|acho|vou sabe|que|pensar|ver"},
    {hedge, "talvez|quando|semana receber|que|salario"},
    {hedge, "to|estou|fiquei pensando|indecisa|indeciso|na|em? duvida"},
    {hedge, "vou|deixa|preciso pensar|ver|esperar|aguardar|falar"},
    {hedge, "mes|semana|live|vez que vem"},
    {hedge, "proximo|proxima mes|live|vez|semana"},
    {hedge, "depois|amanha eu|vejo|compro|vou|quem"},
    {hedge, "quem sabe|dera"},
    {hedge, "so|apenas olhando|vendo|assistindo"},
    {hedge, "quando|assim cair|que|receber|eu|sair"},
    {condition, "se fosse|tivesse|baixar|for|eu|der|voce|tiver"},
    {condition, "se fosse|tivesse|baixar|for|eu|voce|tiver|der|houver|ficasse|abaixar"},
    {condition, "queria|quem ter|poder|dera"},
    {condition, "compraria|levaria|pegaria"},
    {third,
     "minha|meu irma|irmao|mae|amiga|marido|filha|filho|namorada|namorado quer|comprou|queria|tem"},
    {third,
     "minha|meu|a|o "
     "sogra|sogro|chefe|vizinha|tia|prima|filha|esposa|mulher|namorada|cunhada|avo|neta "
     "quer|comprou|ama|tem|usa|pediu"},
    {third, "ela|ele|todo|voces|vcs|todos quer|querem|comprou|mundo|compram"},
    {other_want,
     "eu? quero|kero|queria|preciso "
     "dormir|chorar|ver|saber|ir|morrer|comer|ser|que|te|falar|conhecer|voce|casar|viajar|ferias|"
     "aprender|um|cafe namorado|cafe|beso|beijo|oi|abraco"},
    {other_want,
     "eu? quero|kero|queria|preciso "
     "dormir|chorar|ver|saber|ir|morrer|comer|ser|que|falar|conhecer|voce|casar|viajar|ferias|"
     "aprender|reembolso|devolver|trocar|meu"},
    {other_want, "manda|da|me um|uma? oi|salve|beijo|abraco|alo|salvee"},
    {other_want,
     "eu? quero|kero|qro|queria|preciso de? um|uma|o|a|esse|essa? "
     "beijo|abraco|ferias|descanso|emprego|cafe|namorado|marido|colo|tempo|paz|agua|comida|sorteio|"
     "oi|alo|salve|cabelo|pele|vida|corpo|casa|show|gol|jogo|energia"},
    {other_want,
     "eu? quero|queria "
     "que|te|muito|mais|ser|estar|ficar|morar|casar|sair|jogar|cantar|assistir|ouvir|ver|falar"},
    {other_want, "nao? quero meu dinheiro|reembolso"},
    {joke, "brincadeira|brinks|zoeira|mentira|brincando|zuera"},
    {joke, "brincadeira|brinks|zoeira|zoando|mentirinha|zuando|brincadeirinha"},
    {cancel, "cancela|desisto|desisti|tira|cancelar o|a|meu|minha|pedido"},
    {cancel, "^ cancela|desisto|desisti|cancelar $"},
    {cancel,
     "cancela|desisto|desisti|tira|cancelar|retira|remove o|a|meu|minha|pedido|esse|essa|da"},
    {cancel, "nao quero mais"},
    {cancel, "mudei de ideia"},
    {pass, "^ passo $"},
    {pass, "hoje|dessa|agora nao|vez"},
    {pass, "deixa|fica pra|para proxima|depois"},
    {question, "quanto|qual|quais|tem|quando|onde|como|aceita|faz|entrega|qto|qnt|e|da"},
    {question,
     "quanto|qual|quais|tem|quando|serve|veste|vem|estica|desbota|encolhe|aceita|faz|entrega|"
     "parcela|frete|envia|manda|chega"},
    {question, "tem|vem|faz|e em|de|no|pra|preto|outra|outro|desconto|tamanho"},
    {price, "preco|caro|cara|barato|barata|valor|frete|desconto|promocao"},
    {size_word, "tamanho|tam|numero|num"},
    {unit,
     "unidades|unidade|pares|caixas|caixa|pecas|peca|kits|kit|potes|pote|pacotes|und|unid|"
     "conjuntos|frascos"},
    {measure,
     "reais|real|conto|contos|mil|anos|horas|hora|minutos|dias|meses|pila|pessoas|graus|"
     "centimetros"},
    {filler,
     "obrigada|obrigado|oi|ola|moca|moco|vc|voce|pfv|pf|tamanho|cor|agora|tb|tbm|gente|querida"},
    {connector, "e|mais"},
};

}  // namespace

std::span<const Phrase> portuguese_phrases() {
    return phrases;
}

}  // namespace tts
