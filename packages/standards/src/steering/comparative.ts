/**
 * Comparatives that stand by themselves, in Dutch and English: ‘in Zuid is het warmer’, without ‘dan’. Read with more care than those with
 * ‘dan’, because without it the words are often no claim: a question, a condition, a season, something that people say, or a word before a noun.
 */

const UP =
  'hoger|warmer|heter|natter|viezer|vuiler|vervuilder|luidruchtiger|lawaaiiger|drukker|higher|warmer|hotter|wetter|dirtier|louder|noisier'
const DOWN = 'lager|koeler|kouder|droger|schoner|stiller|rustiger|lower|cooler|colder|drier|cleaner|quieter'
const STANDS =
  'is|zijn|was|waren|ligt|liggen|lag|lagen|blijft|blijven|bleef|bleven|are|were|remains|remained|stays|stayed'

/** After it a clause ends, or a place, a reason or another clause begins: never a noun that it belongs to, nor ‘dan’. */
const NO_NOUN = String.raw`(?= *(?:$|[,)]|(?:in|op|bij|aan|langs|rond|hier|daar|overal|en|maar|want|omdat|doordat|door|volgens|sinds|since|at|near|along|around|on|here|there|everywhere|and|but|because)(?!\p{L})))`
const WORD = String.raw`[^\s.!?;:]+`

const FORMS = [
  // ‘In Zuid is het duidelijk warmer.’
  String.raw`(?<![\p{L}])(?:${STANDS})(?: ${WORD}){0,6} (?<word>${UP}|${DOWN})(?![\p{L}])${NO_NOUN}`,
  // ‘Wij zien dat het in Zuid warmer is.’
  String.raw`(?<![\p{L}])(?:dat|omdat|doordat|want)(?: ${WORD}){1,8} (?<word>${UP}|${DOWN}) (?:${STANDS})(?![\p{L}])`,
  // ‘Warmer in Zuid.’
  String.raw`^\W*(?<word>${UP}|${DOWN}) (?:in|op|bij|langs|rond|at|near|along|around|on)(?![\p{L}])`,
].map((form) => new RegExp(form, 'iu'))

const words = (list: string) => new RegExp(String.raw`(?<![\p{L}])(?:${list})(?![\p{L}])`, 'iu')

/** In a sentence with one of these nothing is claimed of places: it is open, of another moment, or of something else. */
const OPEN = [
  words('als|wanneer|indien|zodra|tenzij|hoe|of|stel|if|when|whenever|whether|unless|how|suppose'),
  words(
    'misschien|mogelijk|wellicht|kan|kunnen|zou|zouden|zal|zullen|moet|moeten|perhaps|maybe|possibly|can|could|may|might|would|will|should|must',
  ),
  words(
    'zeg|zegt|zeggen|zei|zeiden|denk|denkt|denken|vind|vindt|vinden|vermoed|vermoeden|verwacht|verwachten|hoop|hopen|say|says|said|think|thinks|thought|feel|feels|expect|expects|suspect|hope',
  ),
  words(
    String.raw`lente|zomer|zomers|herfst|winter|winters|nacht|nachts|avond|avonds|ochtend|ochtends|middag|middags|dag|overdag|weekend|weekeinde|spits|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|spring|summer|autumn|night|nights|evening|evenings|morning|mornings|afternoon|day|daytime|weekends|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|may|june|july|august|october`,
  ),
  words(
    'onzekerheid|marge|dekking|betrouwbaarheid|kans|aantal|aantallen|kosten|prijs|drempel|percentage metingen|uncertainty|margin|coverage|reliability|chance|number|numbers|cost|costs|price|threshold',
  ),
  words('geworden|wordt|worden|werd|werden|become|became|becomes|becoming|got|getting|gotten'),
]
/** With one of these it is of now beside before. */
const OVER_TIME = words(
  String.raw`sinds|sindsdien|inmiddels|vergeleken met (?:vroeger|vorig|toen)|since|by now|compared (?:to|with) (?:before|last)`,
)

/** What is claimed, by which word, and where in the text it stands. */
export type BareComparative = { kind: 'higher' | 'lower' | 'rises' | 'falls'; words: string; at: number }

/** The first comparative without ‘dan’ that says something of a place, or with ‘sinds’ of a course; undefined when there is none. */
export function findBareComparative(text: string): BareComparative | undefined {
  for (const { 0: sentence, index } of text.matchAll(/[^.!?;:\n]+[.!?;:\n]?/gu)) {
    if (sentence.endsWith('?') || OPEN.some((open) => open.test(sentence))) continue
    const said = sentence.replace(/[.!?;:\n]$/u, '').trimEnd()
    const found = FORMS.flatMap((form) => {
      const match = form.exec(said)
      const word = match?.groups?.word
      if (!match || word === undefined) return []
      return [{ word, at: index + match.index + match[0].toLowerCase().lastIndexOf(word.toLowerCase()) }]
    }).toSorted((a, b) => a.at - b.at)
    const [first] = found
    if (!first) continue
    const isUp = words(UP).test(first.word)
    const isCourse = OVER_TIME.test(said)
    return {
      kind: isCourse ? (isUp ? 'rises' : 'falls') : isUp ? 'higher' : 'lower',
      words: first.word,
      at: first.at,
    }
  }
  return undefined
}
