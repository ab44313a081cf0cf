import { toPlain } from './plain.ts'

/** Words with which a text says that one thing made another, in Dutch and English. */
const CAUSAL =
  /(?<![\p{L}])(dankzij|vanwege|wegens|als gevolg van|ten gevolge van|het gevolg van|veroorza\p{L}+|oorzaak van|leidt tot|leidde tot|leidden tot|heeft geleid tot|hebben geleid tot|zorgt voor|zorgde voor|zorgden voor|heeft gezorgd voor|komt door|kwam door|komen door|doordat|omdat|effect van|werkt|werkte|werken|heeft gewerkt|hebben gewerkt|heeft (?:\p{L}+ )?geholpen|hebben (?:\p{L}+ )?geholpen|hielp|hielpen|helpt tegen|helpen tegen|een (?:groot )?succes|succesvol|verhit|verhitten|verkoelt|verkoelde|verkoelen|verlaagt|verlaagde|verhoogt|verhoogde|bracht(?:en)? verkoeling|levert? (?:\p{L}+ ){0,4}(?:verkoeling|afkoeling) op|verklaart|verklaarde|verklaren|boosdoeners?|door toedoen van|jaag(?:t|de) (?:\p{L}+ ){1,3}(?:omhoog|omlaag)|ma(?:akt|akte|ken|akten) (?:\p{L}+ ){1,3}(?:warmer|heter|koeler|kouder|schoner|viezer|vuiler|droger|natter|stiller|drukker|lawaaiiger|gezonder)|(?:warmte|hitte|koelte|kou|fijnstof|vervuiling|geluid|lawaai|herrie|water|wateroverlast) kom(?:t|en) van|geeft verkoeling|gaf verkoeling|door (?:de|het|een|ons|onze|mijn|jouw|uw|jullie|hun|zijn|haar|dit|deze|die|dat|meer|minder|extra|nieuwe?|steeds)|thanks to|because(?: of)?|due to|owing to|caused|causes|causing|led to|leads to|resulted in|results in|as a result of|effect of|impact of|made possible by|worked|works|helped|helps against|a (?:great )?success|successful|cooled down by|explains|explained by|is to blame|culprits?|makes? (?:\p{L}+ ){1,3}(?:warmer|hotter|cooler|colder|cleaner|dirtier|drier|wetter|quieter|noisier))(?![\p{L}])/iu

/** ‘Door de jaren heen’ is about time, ‘door de wijk heen’ about place, and ‘gemeten door de bewoners’ about who did it. */
const OF_TIME =
  /door (?:de|het) (?:week|weken|jaar|jaren|dag|dagen|nacht|nachten|seizoen|seizoenen|tijd|eeuw|eeuwen|bank genomen)(?![\p{L}])|door (?:de|het|een) (?:\p{L}+ ){1,2}heen(?![\p{L}])/giu
const OF_AGENT =
  /(?:gemeten|verzameld|gemaakt|geschreven|opgesteld|uitgevoerd|berekend|gedeeld|aangeleverd|geplaatst|onderhouden|beheerd|ingevuld|bekeken|gecontroleerd|gekozen|onderzocht|gevraagd|geteld) door (?:de|het|een|ons|onze|mijn|jouw|uw|jullie|hun|zijn|haar|deze|die|meer|minder|extra|nieuwe?)(?![\p{L}])/giu

/** Who or what does its work is no cause: ‘de sensoren werken goed’. */
const AT_WORK =
  /(?<![\p{L}])(?:sensor(?:en)?|meters?|meetpunt(?:en)?|meetstations?|stations?|apparat(?:en|uur)|kastjes?|app|apps|site|website|wij|we|ik|mensen|bewoners|leerlingen|vrijwilligers|sensors?|devices?|people|residents|pupils) (?:\p{L}+ ){0,2}(?:werkt|werkte|werken|gewerkt|worked|works)(?![\p{L}])/giu

/** With these a sentence says that a cause is not known, or was not looked for. */
const OPEN =
  /(?<![\p{L}])(?:misschien|wellicht|mogelijk|volgt (?:hier|hieruit|daar|daaruit|er)? ?niet(?: uit)?|niet bewezen|niet aangetoond|hoeft niet|weten we niet|weet ik niet|weten wij niet|is niet bekend|niet te zeggen|kunnen we niet zeggen|kan ik niet zeggen|we(?:et|ten) (?:nog )?niet (?:zeker )?(?:of|waarom|waardoor|wat|hoe)|niet zeggen (?:dat|of|waarom|waardoor|wat)|onbekend|onduidelijk|niet onderzocht|bewij(?:st|zen) niet|verkla(?:art|ren) (?:\p{L}+ )?niet|explains? nothing|does not explain|do not explain|toont niet aan|tonen niet aan|zegt niets over|zeggen niets over|geen oorzaak|maybe|perhaps|possibly|might|does not follow|not proven|do not know|don't know|is not known|is unknown|unclear|cannot say|can not say|cannot tell|was not studied|does not prove|do not prove|does not show|do not show|says nothing|no cause)(?![\p{L}])/iu

/**
 * The first words of a text that say that one thing made another, in a sentence that does not leave that open. It looks at words alone: it
 * can be wrong, which is why what it finds is said, never refused.
 */
export function findCause(text: string): string | undefined {
  for (const sentence of toPlain(text).split(/(?<=[.!?;])\s+|\n+/u)) {
    // A question says nothing.
    if (OPEN.test(sentence) || sentence.trimEnd().endsWith('?')) continue
    const found = CAUSAL.exec(sentence.replace(OF_TIME, '').replace(OF_AGENT, '').replace(AT_WORK, ''))
    if (found?.[1]) return found[1].toLowerCase()
  }
  return undefined
}
