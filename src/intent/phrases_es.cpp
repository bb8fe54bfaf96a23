#include "intent/phrase_book.hpp"

namespace tts {

namespace {

using enum PhraseKind;

constexpr Phrase phrases[] = {
    // Takes it.
    {claim, "me lo|la|los|las|le llevo|yevo|quedo|apunto|pido|compro|cojo|agarro"},
    {claim,
     "yo? me llevo|quedo|pido|apunto|compro|cojo|agarro un|una|uno|dos|el|la|los|las|ese|esa|"
     "este|esta|esos|esas|estos|estas|tres|todo|ambos|ambas|#|con|ambos|otro|otra|par"},
    {claim, "yo? lo|la|los|las llevo|yevo|compro|pido|tomo|ordeno|agarro|encargo"},
    {claim, "yo? lo|la|los|las kiero|quiero|qiero|kero|necesito|ocupo $"},
    {claim,
     "yo? lo|la|los|las kiero|quiero|qiero|necesito|ocupo|deseo ya|porfa|porfavor|por|en|comprar|"
     "todo|todos|todas|pedir|llevar|#|para|talla|con|ahora|amiga|reina|mami|x"},
    {claim,
     "yo quiero|kiero|qiero|kero un|una|uno|dos|tres|#|ese|esa|este|esta|esos|esas|eso|otro|otra"},
    {claim,
     "^ kiero|quiero|qiero|quero un|uno|una|dos|tres|#|este|esta|ese|esa|eso|otro|otra|estos|"
     "esos|esas|estas|ambos|los|las dos|2|tres|porfa|porfis|plis|por|ya|en|talla|mas|"
     "para|de|del|color|amiga|negro|roja|rojo|negra|azul|blanco|blanca|rosa|verde|beige"},
    {claim,
     "^ kiero|quiero|qiero un|uno|una|dos|tres|#|este|esta|ese|esa|eso|otro|otra|estos|esos|"
     "esas|estas|ambos $"},
    {claim,
     "^ quiero|kiero el|la|los|las rojo|roja|negro|negra|azul|blanco|blanca|verde|rosa|rosado|"
     "rosada|gris|beige|amarillo|amarilla|morado|morada|cafe|primero|primera|segundo|segunda|"
     "ultimo|ultima|grande|chico|chica|mediano|pequeno|talla|dos|tres|#|de|del|que"},
    {claim,
     "me? quiero|kiero|qiero|deseo|quisiera|gustaria|encantaria|necesito "
     "comprar|pedir|llevar|ordenar|encargar|"
     "adquirir|comprarlo|comprarla|pedirlo|pedirla|llevarme|llevarlo|llevarla|apartar|"
     "apartarlo|reservar"},
    {claim, "quiero hacer|realizar un|mi|el pedido"},
    {claim,
     "voy a comprar|pedir|llevar|llevarme|comprarlo|comprarla|llevarlo|ordenar|encargar ese|esa|"
     "el|la|uno|una|dos|este|esta|#|los|las"},
    {claim, "lo|la|los|las voy a comprar|pedir|llevar"},
    {claim, "me lo|la|los|las voy a llevar|comprar|pedir|quedar"},
    {claim,
     "apartame|apartamelo|apartamela|apartamelos|apartenme|separame|separamelo|separamela|"
     "guardame|guardamelo|guardamela|reservame|reservamelo|anotame|anotamelo|anotenme|apuntame|"
     "mandame|enviame|vendeme|encargame|empacame|ponme|poneme|dejame un|una|uno|dos|el|la|ese|"
     "esa|este|esta|#|los|las|para|por|porfa|con|ahi|en|otro|otra|talla|a|ambos|tres"},
    {claim,
     "apartame|apartamelo|apartamela|apartamelos|separamelo|separamela|guardamelo|guardamela|"
     "reservamelo|reservame|apuntamelo|apuntamela|separame|anotame|apuntame|agendame|anotamelo"},
    {claim,
     "dame|deme|damelo|damela un|una|uno|dos|tres|#|el|la|ese|esa|este|esta|los|las|otro|otra par|"
     "rojo|roja|negro|negra|azul|blanco|blanca|porfa|por|ya|talla|de|con|en"},
    {claim, "^ dame|deme|damelo|damela uno|una|dos|tres|#|ese|esa|este|esta|otro|otra $"},
    {claim, "mandame|enviame|mandeme|envieme un|una|uno|dos|#|el|ese|ese|ese|esa"},
    {claim, "pongame|ponme|poneme|echame|metele|metame|pon un|una|uno|dos|#|ese|esa|el|la"},
    {claim, "me llevo el|la|los|las|un|una *"},
    {claim,
     "anotame|apuntame|apartame|separame|guardame|resevame|reservame con|para? #|uno|una|dos"},
    {claim, "echame|echale|mandame|metele|sumame|cobrame #|uno|una|dos|otro|otra"},
    {claim, "quisiera llevar|pedir|comprar|ordenar|encargar el|la|los|las|un|una|uno|dos|#"},
    {claim, "es mio|mia"},
    {claim, "^ mio|mia|mios|mias $"},
    {claim, "ese|esa|este|esta|ese es mio|mia|para mi|pa|ami"},
    {claim, "para|pa mi un|una|uno|dos|el|la|ese|esa|este|esta|#|por|porfa|talla"},
    {claim, "^ para|pa mi|my $"},
    {claim, "uno|una|dos|tres|# para|pa mi"},
    {claim,
     "yo compro|pido|tomo|llevo|aparto|agarro|ordeno un|una|uno|dos|#|ese|esa|el|la|este|esta|"
     "los|las|todo"},
    {claim,
     "^ compro|pido|llevo|aparto|agarro|tomo|reservo|ordeno|encargo un|una|uno|dos|#|ese|esa|el|"
     "la|este|esta|los|las|tres|talla|todo"},
    {claim, "tomen|toma mi dinero"},
    {claim, "callate y toma mi dinero"},
    {claim,
     "agrega|agregame|agregalo|anade|suma|sumame|agreguen un|una|uno|dos|#|ese|esa|el|la|a|mi|al|"
     "otro|otra|este|esta"},
    {claim, "cuenta|cuenten conmigo con|para|#"},
    {claim, "ya? lo|la|los|las pedi|compre|aparte|ordene ahora|ahorita|ahora"},
    {claim, "^ los|las dos|2|tres|# porfa|por|para|mios|mias"},
    {claim, "mio|mia mio|mia"},
    {claim, "lo|la|los|las kiero|quiero|llevo a|por #"},
    {claim, "mio|mia|cf|vendido|vendida #"},
    {claim, "ocupo|necesito uno|una|dos|ese|esa|esos|#|ese|este|esta $"},
    {claim, "yo ocupo|necesito uno|una|dos|ese|esa|#|este|esta"},
    {claim, "se lo|la compro"},
    {claim, "te|le lo|la|los|las compro"},
    {claim, "te|le compro uno|una|dos|#|ese|esa|el|la|todo|los|las"},
    {claim, "lo|la|los|las agarro|aparto|reservo"},
    {claim, "listo|lista para comprar|pagar"},
    // Only with nothing else in the message.
    {weak,
     "mio|mia|mios|mias|mioo|vendido|vendida|yo|quiero|kiero|qiero|ami|dame|deme|compro|llevo|"
     "aparto|pido|apartado|apartada|confirmo|tomo|reservo|reservado|agarro|"
     "comprado|comprar|damelo|damela|lollevo|loquiero|mellevo|cogo|encargo|melollevo|lokiero"},
    {weak,
     "lo|la|los|las kiero|quiero|qiero|kero|compro|necesito|ocupo|deseo|agarro|qro|kro|quero"},
    {weak, "yo|a mi|quiero|porfa|porfavor|tambien|me|lo|uno|una"},
    {weak, "yo uno|una|dos|#"},
    {weak, "a|para|pa mi|my"},
    {weak, "me interesa|anoto|apunto|sumo|uno|lo|la"},
    {weak, "ese|esa|este|esta|eso|esos|esas|estos|estas quiero|kiero|porfa|porfavor|plis|mero|mio"},
    {weak,
     "quiero|kiero|qiero|dame|deme ese|esa|este|esta|eso|uno|una|dos|todo|todos|todas|esos|esas|"
     "estos|estas|mas|otro|otra|ambos|ambas|ya"},
    {weak,
     "quiero|kiero ese|esa|este|esta|uno|una|un color|vestido|bolso|bolsa|blusa|reloj|zapato|"
     "zapatos|conjunto|labial|pantalon|perfume|collar|set|paquete|combo|modelo|jean|short|falda|"
     "camisa|playera|polo|polera|gorra|tenis|zapatillas|sueter|abrigo|chaqueta|cartera|mochila"},
    {weak,
     "quiero|kiero el|la|los|las vestido|bolso|bolsa|blusa|reloj|conjunto|labial|pantalon|perfume|"
     "collar|set|paquete|combo|falda|camisa|playera|gorra|tenis|zapatillas|sueter|abrigo|chaqueta|"
     "cartera|mochila|jean|short|zapatos"},
    {weak, "^ # porfa|porfavor|porfis|plis|please|pls $"},
    {weak, "^ # por favor $"},
    {weak, "^ # unidades|piezas|pares|cajas|paquetes porfa|porfavor? $"},
    {weak, "^ # mas? para|pa mi $"},
    {weak, "yo yo"},
    {weak, "si? lo|la|los|las quiero si"},
    {weak, "me apunto|anoto"},
    {weak, "yo me|la|lo lo|la|los llevo|quiero|pido"},
    {weak, "vendido|vendida a? mi|amigo"},
    {weak, "un par"},
    // A question that takes it.
    {request,
     "me|nos lo|la|los|las|le? apartas|aparta|separas|separa|guardas|guarda|reservas|reserva|"
     "vendes|vende|anotas|apuntas|mandas|envias|das|pones|aparta|agregas|regala"},
    {request,
     "me das|da|vendes|regalas|mandas|envias|pones|vende|apartas uno|una|dos|#|un|el|la|ese|esa"},
    {request,
     "puedo|podria|puedes|podes|podrias pedir|comprar|llevar|llevarme|apartar|ordenar|reservar|"
     "apartarme|separarme|guardarme|apartarlo|apartarmelo|guardarmelo|encargar|agregarme"},
    {request,
     "me puedes|podrias|podes|puede apartar|guardar|separar|reservar|vender|anotar|mandar|enviar"},
    {request, "todavia|aun puedo pedir|comprar|apartar"},
    // The way to buy.
    {how,
     "como|donde|dnd|dond|komo|adonde|por se|le|la|lo|los|las|puedo|podria|hago|hacemos|podemos|"
     "puede|podria|hay? para|pa|puedo? compro|compra|comprar|pido|pedir|pago|pagar|pagas|ordeno|"
     "ordenar|compramos|comprarlo|comprarla|adquirir|adquiero|adquirirlo|pedirlo|consigo|conseguir|"
     "conseguirlo|hago|pedido|pagamos|apartar|aparto|reservar|encargo|comprarte|comprarlos|"
     "deposito"},
    {how,
     "como|donde|dnd|komo se|le|lo|la|los|las|los|las? compro|compra|comprar|pido|pide|pedir|pago|"
     "paga|pagar|ordeno|ordenar|ordena|aparto|aparta|adquiero|consigo|deposito|transfiero|reservo"},
    {how,
     "como|donde hago|hace|hacer|hay|es|realizo|realizar para|el|mi|un|la? pedido|compra|comprar|"
     "pagar|pago|pedir|pedido|comprarlo|llevarmelo|ordenar|apartar|orden"},
    {how, "link|links|enlace|liga porfa|porfavor|por|plis|pls|de|para|del|amiga|porfis|please"},
    {how, "^ link|enlace|liga|links $"},
    {how,
     "el|la|un|pasa|pasame|manda|mandame|pasen|pon|deja|comparte|pasas|envia|dame|quiero|ponga|"
     "poner el|la|un|tu? link|enlace|liga|whatsapp|wasap|numero|whats|wsp|contacto|catalogo"},
    {how,
     "donde esta|encuentro|queda|ponen|sale|veo el|la? link|enlace|liga|carrito|tienda|pagina"},
    {how,
     "donde|dnd puedo|podria|lo|la|los|las|le|se? "
     "puedo|venden|encuentro|consigo|compro|vende|puede? "
     "comprar|conseguir|encontrar|pedir|pagar|compra|adquirir|encontrarlo"},
    {how, "donde lo|la|los|las compro|compran|venden|consigo|pido|encuentro|vende"},
    {how,
     "a|al|que|cual numero|whatsapp|cuenta|wasap|whats "
     "escribo|pido|deposito|transfiero|mando|hablo|"
     "pago|contacto"},
    {how,
     "a|en que|cual cuenta|numero|pagina|tienda "
     "pago|deposito|compro|pido|transfiero|hago|escribo|es"},
    {how, "que hago|tengo que hacer|para para|pa? comprar|pedir|comprarlo|pagar"},
    {how, "por|x donde|dnd te|le|se|lo? pido|compro|compra|pago|escribo|hago|contacto"},
    {how, "no me? abre|sale|aparece|funciona|encuentro|veo el|la link|enlace|carrito|boton|liga"},
    {how, "a|por inbox|dm|privado|interno para pedir|comprar"},
    {how, "metodos|formas|medios|metodo|forma de pago"},
    {how,
     "aceptan|acepta|reciben|recibes|manejan "
     "yape|plin|nequi|transferencia|efectivo|tarjeta|tarjetas|"
     "paypal|zelle|bizum|contraentrega|mercado|oxxo|pago|pagos"},
    {how, "se? puedo|puede|podria pagar con|contra|en|a|por?"},
    {how,
     "pago|pagar|te con|por|contra|pago yape|plin|nequi|transferencia|efectivo|tarjeta|paypal|"
     "zelle|bizum|entrega"},
    // No purchase.
    {negation,
     "no|ni|nunca|jamas|tampoco|nadie yo? me? te? lo|la|los|las|le? quiero|kiero|quieren|"
     "quiere|llevo|compro|compra|compraria|pido|necesito|ocupo|comprare|compren|tomo|llevaria|"
     "pienso|quisiera|queria|deseo|interesa|gasto|voy|puedo|gustaria|agarro|aparto"},
    {negation, "no es|son|era|seria|sera mio|mia|para|mios|vendido"},
    {negation, "no lo|la|los|las compren|compres|pidan|pidas|quieran|compraria|vale|recomiendo"},
    {negation, "no me|te lo|la|los|las|llevo|interesa|lleves|convence|convencen|alcanza|gusta"},
    {negation, "no|ni gracias|loca|loco|muerta|muerto|gratis|regalado|regalada|hablar"},
    {negation, "ni|ya no|que|de gratis|regalado|lo|la|los|me|quiero|loca|loco|compro|broma|chiste"},
    {negation,
     "para|pa que|q lo|la|me|te|quiero|voy|los|las|compro|necesito|comprar|quieres? quiero|"
     "compro|necesito|voy|comprar|llevo"},
    {negation,
     "por|x que|q lo|la|compraria|iba|comprar|deberia|alguien|voy|me|tendria|quieren compro|a|"
     "llevo|compraria|comprar|quiere|llevaria|yo"},
    {negation,
     "quien compra|compraria|quiere|va|paga|pagaria|querria eso|esto|esa|ese|a|por|tanto"},
    {negation, "sin dinero|plata|lana|un|money|feria|guita"},
    {negation, "no|ni tengo|traigo|hay|cuento plata|dinero|lana|con|feria|guita|para|pisto"},
    {negation,
     "no|ni puedo|pude|podre|alcanzo|logro comprar|pagar|comprarlo|pagarlo|permitirmelo|a"},
    {negation, "ya no"},
    {negation, "quede|quedo|estoy sin|pobre"},
    {negation, "me|lo|la arrepenti|arrepiento|devolvi|devuelvo|devolver"},
    {past, "ya yo? me? lo|la|los|las compre|pedi|tengo|llego|recibi|tenia|lleve|ordene|use|pague"},
    {past,
     "ya? compre|pedi|tengo|recibi|tenia|lleve|ordene|pague "
     "el|la|uno|una|dos|ese|esa|este|esta|los|"
     "mi|hace|ayer|lo|mio|en|#|varios|varias|tres|igual|asi|la"},
    {past, "me|lo|la|los|las lo|la|los|las? compre|pedi|lleve|llego|llegaron|llegaron|quede"},
    {past, "yo? queria|quise|quisimos|compraba|pedia|pensaba|iba|estuve"},
    {past, "el|la|los|las mio|mia|mios|mias"},
    {past,
     "mio|mia ya|llego|nunca|es|me|tambien|todavia|aun|no|vino|salio|esta|quedo|duro|fue|se|tiene"},
    {past, "yo|y lo|la|los|las tengo|amo|uso|compre|pedi|vi|use"},
    {past, "la semana|vez pasada compre|pedi|lo|la"},
    {past, "hace|el|ayer un? mes|semana|dias|ano|meses|rato compre|pedi|lo|la|que"},
    {past, "lo|la|los|las quise|queria|iba|tenia|ame|vi"},
    {hedge, "tal|talvez|quizas|quiza|capaz|acaso|posiblemente|probablemente|ojala vez"},
    {hedge, "talvez|quizas|quiza|capaz|acaso|posiblemente|probablemente|ojala"},
    {hedge, "lo|la|los|las|me|voy a|voy? pienso|pensare|pensar|pensarlo|pensarla|veo|vere"},
    {hedge, "lo|la estoy|ando pensando|dudando"},
    {hedge, "a lo mejor"},
    {hedge, "de pronto|repente"},
    {hedge, "a|para la proxima|siguiente|otra"},
    {hedge, "creo que"},
    {hedge, "puede que"},
    {hedge, "no se|estoy|sabria si|segura|seguro|cual|que"},
    {hedge, "para la? otra|proxima|siguiente|despues|luego"},
    {hedge,
     "la|el|en proxima|siguiente|otro|otra|quincena semana|vez|live|mes|quincena|dia|en|ocasion"},
    {hedge, "en|otra|otro la? quincena|vez|dia|momento|ocasion"},
    {hedge,
     "cuando tenga|cobre|me|pueda|haya|llegue|junte|sea|baje|tengan|hagan|vuelva|este|den|paguen"},
    {hedge, "despues|luego|manana|algun|mas lo|la|compro|te|pido|dia|veo|tarde|adelante|aviso|me"},
    {hedge,
     "estoy|ando dudando|pensando|indecisa|indeciso|juntando|ahorrando|tentada|tentado|viendo"},
    {hedge, "me|estoy tienta|tentada|tentado|da antojo|tientas"},
    {hedge,
     "dejame|deja|tengo|voy lo|que|a? pensarlo|pensar|ver|pensarla|checar|consultar|consultarlo"},
    {hedge,
     "solo|nomas|nada mas? estoy|ando|vengo|vine|estaba viendo|mirando|a|curioseando|mirar|ver"},
    {condition,
     "si|como fuera|estuviera|tuviera|tuviese|hubiera|hubiese|costara|bajan|baja|bajas|"
     "bajara|hay|tienen|tienes|llega|fuese|viene|sale|trae|viniera|bajaran|es|"
     "tuvieran|hacen|haces|das|dan|regalan|esta|tuvieras|son|no|pudiera|cobro|queda|"
     "hicieran|alcanza|puedo|mi|el|vivo|viviera|gano"},
    {condition,
     "lo|la|los|las|me|yo lo|la? compraria|llevaria|pediria|querria|tomaria|hubiera|compre|"
     "comprara si|pero|solo|aunque|sin|comprado|llevado|cuando|a"},
    {condition, "pero si|bajan|bajas|no|esta|muy|con|en|mas|sin|que|la|el"},
    {condition, "compraria|llevaria|pediria|querria"},
    {condition, "lo|la|me|los|las quiero|llevo|compro|kiero pero|solo|cuando|regalado|gratis"},
    {condition, "gratis|regalado|regalada|regalame|regalamelo|regalen|regalenme|sorteo|rifa"},
    {condition, "cuando me|mi|te|el|haya|ya depositen|paguen|llegue|deposite|sueldo|cobre"},
    {condition, "cuando|si tenga|hay|llegue|me|baje|gane|cobre|sea|crezca"},
    {third,
     "mi|tu|su|mis|una|un|la|el hermana|hermano|mama|papa|amiga|amigo|esposo|esposa|novio|novia|"
     "prima|primo|hija|hijo|tia|abuela|suegra|vecina|jefa|cunada|mami|perro|gato|marido|sobrina|"
     "bebe|abue|madre|padre|hijos|nina|nino|mujer se? me? lo|la|los|las|ya|no|le|tiene|dice|me? "
     "quiere|"
     "compro|llevo|kiere|pidio|tiene|dijo|dice|queria|quieren|encanta|encanto|necesita|tambien|si"},
    {third,
     "ella|el|ellos|ellas|alguien|todos|todas|ustedes|nosotras|uds|otra|otro|otros|esa|quien|la|"
     "las se? lo|la|los|las|me? quiere|quieren|llevan|lleva|compran|kiere|necesita|gano|ganaron|"
     "quisiera|queria|pide|piden|quiera"},
    {third,
     "lo|la|los|las|te|le|que|tu|si|me quieres|quiere|quieren|kieres|llevas|lleva|llevan|compras|"
     "compra|compran|queres|compro|llevaron|ganaron|ganan|gano|llevo el|ella|alguien|otra|otro|mi|"
     "todos|ustedes|primero|uno|de|que|quien|aqui"},
    {third, "alguien|quien mas? lo|la|los|las? quiere|compro|ha|pidio|tiene|quiera|sabe|le"},
    {third, "dile|digan|diganle|dicen|dice|dijo|pregunta|preguntan|escribio|puso que|si|lo|q"},
    {other_want,
     "no|te|los|las|le|les|la|lo te|los|las|le|la|lo? quiero|kiero|amo|adoro mucho|amiga|tanto|"
     "mi|reina|muchisimo|un|bastante|demasiado|hermosa|bb|bebe|amor|montones|conocer|como|"
     "bonita|linda|de|desde|infinito|ver|casada"},
    {other_want, "te|los|las|les|os quiero|kiero|amo|adoro|quieren"},
    {other_want,
     "yo? lo|la|te|los|las|me? quiero|kiero|qiero|quisiera|necesito|ocupo|deseo|queria ver|saber|"
     "llorar|dormir|morir|morirme|comer|ir|irme|ser|estar|que|conocer|conocerte|hablar|"
     "preguntar|decir|vivir|viajar|bailar|jugar|aprender|verlo|verla|verte|escuchar|oir|"
     "saludo|saludos|casarme|mas|preguntarte|tener|volver|salir|entender|ganar|probar|"
     "probarlo|mandar|hacerte|darte|creer|pensar|trabajar|vacaciones|cafe|chisme|descansar|"
     "mi|verlos|saberlo|mucho|pelear|decirte|seguir|hacer|novio|dinero|agradecer|"
     "renunciar|cantar|llegar|subir|entrar|tomar|devolver|cambiar|reclamar|cancelar|"
     "informacion|info|detalles|ayuda|comentar|felicitar|felicitarte|tiempo|adoptar"},
    {other_want,
     "quiero|necesito|dame|dale|quisiera|kiero un|una|el|la|mas|mi|unas|unos novio|novia|saludo|"
     "abrazo|cafe|trabajo|vida|beso|minuto|consejo|reembolso|siesta|cerveza|vacaciones|"
     "descuento|like|corazon|perro|gato|hijo|hermana|hermanito|amiga|pareja|marido|pizza|"
     "foto|chance|segundo|rato|momento|respuesta|esposo|sugar|hombre|mama|comida|agua|paz|"
     "explicacion|aumento|devolucion|revancha|shoutout|tiempo|casa|besito|rosa|dinero|ayuda"},
    {other_want,
     "dame|dale|dime|denme|danos like|likes|follow|un|una|tu|saludo|saludos|suerte|rosas|"
     "tiempo|chance|play|amor|dinero|corazones|permiso|consejo|animo|vida|risa|miedo|asco"},
    {other_want,
     "me|lo|te llevo|llevas|llevan|quedo|voy|la muy? bien|mal|con|de|a|todo|anos|horas|viendo|"
     "dormida|esperando|aqui|callada|muda|mirando|dormido|sorpresa|susto"},
    {other_want,
     "llevo|tengo|van|faltan|hace # horas|dias|anos|minutos|meses|semanas|min|mins|hrs|h"},
    {other_want,
     "llevo horas|dias|anos|rato|tiempo|esperando|una|meses|semanas|viendo|aqui|mucho|dos"},
    {other_want,
     "hijo|amor|dios|amigo|corazon|hermano|madre|bebe|vida|cielo|rey|problema|culpa|estilo|"
     "senor|padre|pana|cosa|vecino|amiga|reina mio|mia"},
    {other_want, "mio|mia cid|amore|caro"},
    {other_want,
     "como|cuanto|donde|que|por te? pides|compras|compraste|compras|compras tu|esa|ese|tus|eso"},
    {other_want,
     "donde|como compraste|compran|aprendiste|conociste|vives|estas|te|haces|naciste|grabas|"
     "editas|puedo|consigo|hago verte|seguirte|novio|novia|ver|entrar|unirme|jugar|seguir|"
     "amigos|seguidores|verlo|escribirte|conocerte|hablar"},
    {other_want, "por favor|dios mio"},
    {other_want,
     "para mi|my es|fue|que|el|la|los|esta|no|se|gusto|gana|era|son|ya|sigue|en|esa|ese"},
    {other_want,
     "a mi|my me|no|tambien|se|ya|que|nadie|tampoco|edad|mama|novio|hermana|perro|si|nunca"},
    {other_want,
     "yo soy|estoy|tengo|no|me|vi|creo|quede|aqui|desde|que|si|en|te|ya|amo|a|digo|con|era|"
     "voy|solo|quede|fui|hice|vengo|vivo|pensando|pense|cuando|mama|opino|digo|feliz"},
    {other_want, "me interesa saber|ver|que|el|la|mas|conocer|tu|mucho|un"},
    {other_want,
     "me quedo con|aqui|a|sin|dormida|callada|viendo|hasta|un la? cara|duda|ganas|viendo|ver|"
     "rato|boca|chisme|final|fin"},
    {other_want, "vendido al|el|por|a|de"},
    {joke, "es|era|una|jaja|esta broma|bromita|chiste|joda|mentira|bromeando"},
    {joke, "broma|bromi|bromita|mentira|mentiras|bromeo|bromeando|chiste|jk"},
    {joke, "nah|na|naa|no mentira|es|era|estoy"},
    {joke, "ni en? suenos|loca|loco|muerta|muerto|borracha|borracho|drogada"},
    {joke, "en|si mis|como suenos|no"},
    {joke, "me equivoque de|en live|chat|grupo"},
    {joke, "de|en broma|chiste|joda|juego"},
    {joke, "jaja|jajaja|jajajaja no|mentira|ni|nah"},
    {joke, "dijo|lo nadie|dijo nunca"},
    {joke, "solo|estoy|ando|estaba juego|jugando|bromeando|molestando|jodiendo|chingando|de"},
    {cancel,
     "cancela|cancelo|cancelalo|cancelame|cancelenme|cancelen|anula|anulen|quita|quitame|quiten|"
     "borra|borrame|elimina|cancelar|descarta|suelta|saca|sacame mi|el|la|lo|pedido|orden|mio|mia|"
     "todo|porfa|por|de|ese|esa|uno|una|los"},
    {cancel,
     "^ cancela|cancelo|cancelado|cancelalo|cancelen|cancelame|cancelar|olvidalo|anula|anulalo $"},
    {cancel, "ya no lo|la|los|las|me|quiero|va|gracias|puedo|necesito|quiere|interesa|lo"},
    {cancel, "^ siempre no $"},
    {cancel, "siempre no lo|la|quiero|voy|me|gracias"},
    {cancel, "^ ya no $"},
    {cancel, "mejor no|otro|ya|nada"},
    {cancel, "me|cambie|cambio arrepenti|de opinion|idea"},
    {cancel, "olvidalo|olvidenlo|olvida"},
    {cancel, "lo|la|los|las|cedo dejo|cedo|suelto|libero|mio|devuelvo"},
    {cancel, "no lo quiero ya"},
    {pass, "^ paso $"},
    {pass, "yo|esta|hoy|por|mejor vez|ahora|esta|hoy? paso"},
    {pass, "por|de ahora|hoy|el momento? no|paso"},
    {pass, "paso por|de|esta|gracias|ahora"},
    {pass, "pero|mejor|hoy|ahora|ahorita hoy|ahora|ahorita|esta|por? no|ya|otro"},
    {pass, "^ no gracias? $"},
    {pass, "hoy no"},
    {pass, "no es|son mi|de|para talla|estilo|color|gusto|mi"},
    {question,
     "cuanto|cuantos|cuantas|cuando|cual|cuales|quien|quienes|donde|dnd|kuanto|cuant|cto|"
     "que|porque|como|a|k|q|qu precio|cuesta|cuestan|vale|valen|es|son|sale|salen|tallas|talla|"
     "color|colores|material|marca|tela|medidas|tamano|tiempo|dia|hora|ciudad|pais|tienen|"
     "tiene|hay|tienes|esta|estan|incluye|trae|mide|pesa|queda|demora|tarda|llega|costo|cuando"},
    {question,
     "cuanto|cuantos|cuantas|cuando|cual|cuales|quien|quienes|donde|dnd|kuanto|cuant|cto"},
    {question,
     "tiene|tienen|tienes|hay|hacen|haces|queda|quedan|viene|vienen|trae|traen|"
     "mandan|envian|envias|aceptan|sirve|aguanta|manejan|tendran"},
    {question,
     "precio|precios|tallas|medidas|colores|envio|info|informacion porfa|por|del|de|a|?|para"},
    {question, "^ precio|precios|tallas|medidas|colores|envio|envios|info|informes|costo $"},
    {question, "muestra|muestrame|ensena|ensename|puedes|podrias|a ver|mostrar|ensenar"},
    // Money and measures.
    {price,
     "precio|precios|caro|cara|caros|caras|barato|barata|carisimo|envio|envios|costo|descuento|"
     "rebaja|oferta|promo|pesos|soles|dolares|euros"},
    {size_word,
     "talla|tallas|numero|num|nro|calzo|calza|tamano|edad|nivel|capitulo|parte|temporada|"
     "minuto|cuarto|lote|episodio|dia|piso|pagina|t|tl|tall|calle|carrera|seccion|ronda"},
    {unit,
     "unidades|unidad|uds|ud|und|unds|uni|piezas|pieza|pzs|pz|pza|pzas|pares|par|paquetes|paquete|"
     "cajas|caja|sets|combos|kits|prendas|frascos|botellas|docenas|docena|de|del|mas|porfa|bolsas|"
     "juegos|porfavor|iguales|rojos|rojas|negros|negras|azules|blancos|blancas"},
    {measure,
     "pesos|soles|sol|dolares|dolar|euros|bs|lucas|mil|lempiras|quetzales|bolivares|colones|varos|"
     "anos|ano|meses|mes|dias|dia|horas|hora|minutos|minuto|semanas|semana|segundos|kilos|kilo|"
     "gramos|litros|metros|metro|cm|personas|seguidores|hijos|veces|goles|puntos|gol|gatos|"
     "perros|millones|grados|vistas|likes|rosas|cuadras|hermanos|por|partidos|ciento|vs|"
     "pm|am|lukas|cuotas|gb|pulgadas|amigas|novios|viewers"},
    {filler,
     "porfa|porfavor|por|favor|porfis|plis|pls|hola|amiga|amigo|amix|reina|hermosa|bella|linda|"
     "preciosa|mami|nena|bb|bebe|gracias|grax|ya|ahora|ahorita|si|sii|sip|yo|buenas|buenos|"
     "noches|tardes|dias|oye|amor|corazon|mi|el|la|los|las|de|del|en|talla|color|me|tambien|"
     "urgente|uff|wow|ay|ok|vale|dale|senora|senor|senorita|guapa|cielo|chica|please|para|con|"
     "un|una|numero|codigo|tu|que|jefa|jefe|patrona|bro|tia|lo|es|ese|esa|este|esta|wey|aqui|x|"
     "entonces|bueno|pues|venga|va|claro|tio|manita|mana|vecina|veci|cantidad|rapido"},
    {connector, "y|e|mas|tambien|con"},
};

}  // namespace

std::span<const Phrase> spanish_phrases() {
    return phrases;
}

}  // namespace tts
