/** What the words of a conclusion claim, in Dutch and English. Words alone can mislead: whoever checks shows what was read in them. */
import { findBareComparative } from './comparative.ts'
import type { ClaimKind } from './model.ts'
import { toPlain } from './plain.ts'

const BEFORE = String.raw`(?<![\p{L}])`
const AFTER = String.raw`(?![\p{L}])`

/** A number of a count, such as ‘more than 3 districts’, is no level. */
const COUNTED = String.raw`(?! ?(?:wijken|buurten|gebieden|gemeenten|straten|plekken|plaatsen|meetpunten|sensoren|meters|stations|huizen|woningen|mensen|bewoners|inwoners|leerlingen|keer|uur|uren|dag|dagen|weken|maanden|jaar|jaren|districts|neighbourhoods|areas|towns|streets|places|sensors|houses|homes|people|residents|pupils|times|hours?|days?|weeks?|months?|years?)(?![\p{L}]))`
const LEVEL = String.raw`\d{1,9}(?:[.,]\d{1,9})?(?![\d.,]{0,20}\d)${COUNTED}`

/**
 * Per kind of claim the words for it. A word that is also a part of another comes after it. What is drier has less of what is measured: rain,
 * humidity, water in the soil.
 */
const WORDS: readonly (readonly [kind: ClaimKind, words: string])[] = [
  [
    'steady',
    `gelijk gebleven|bleef gelijk|blijft gelijk|onveranderd|stabiel|niet (?:aantoonbaar |duidelijk |meetbaar )?(?:veranderd|gestegen|gedaald|toegenomen|afgenomen)|(?:steeg|daalde|verandert|veranderde) niet|geen (?:stijging|daling|toename|afname|verandering)|unchanged|steady|stable|(?:did|has|have) not (?:demonstrably |measurably )?(?:change|changed|rise|risen|fall|fallen|increase|increased|decrease|decreased)|no (?:change|rise|fall|increase|decrease)`,
  ],
  [
    'above',
    String.raw`boven de (?:norm|grens|grenswaarde|lijn|streefwaarde|advieswaarde|limiet)|overschrijd\p{L}*|overschreden|above the (?:limit|norm|standard|line|target|guideline)|exceed\p{L}*|(?:boven|above|(?:hoger|meer|higher|more) (?:dan|than)) ${LEVEL}`,
  ],
  [
    'below',
    String.raw`onder de (?:norm|grens|grenswaarde|lijn|streefwaarde|advieswaarde|limiet)|vold\p{L}+ aan de (?:norm|grenswaarde|advieswaarde|streefwaarde)|below the (?:limit|norm|standard|line|target|guideline)|meets? the (?:limit|norm|standard|target|guideline)|(?:onder|below|(?:lager|minder|lower|less) (?:dan|than)) ${LEVEL}`,
  ],
  [
    'higher',
    String.raw`(?:hoger|warmer|natter|viezer|vuiler|vervuilder|luidruchtiger|meer|erger|higher|warmer|hotter|wetter|dirtier|louder|noisier|more)(?: \p{L}+){0,6} (?:dan|than)(?! \d)`,
  ],
  [
    'lower',
    String.raw`(?:lager|koeler|kouder|droger|schoner|stiller|rustiger|minder|lower|cooler|colder|drier|cleaner|quieter|less|fewer)(?: \p{L}+){0,6} (?:dan|than)(?! \d)`,
  ],
  [
    'rises',
    String.raw`gestegen|stijgt|stijgen|steeg|stegen|stijging|toegenomen|neemt toe|nemen toe|nam toe|namen toe|toename|(?:hoger|warmer|natter|vuiler|viezer|meer|drukker) geworden|(?:wordt|werd|worden) (?:steeds )?(?:hoger|warmer|natter|vuiler|viezer|meer|drukker)|rose|risen|rises|rising|rise|increas\p{L}+|went up|grew|grown|(?:got|become|became) (?:warmer|hotter|higher|wetter|dirtier|busier)`,
  ],
  [
    'falls',
    String.raw`gedaald|daalt|dalen|daalde|daalden|daling|afgenomen|neemt af|nemen af|nam af|namen af|afname|(?:lager|koeler|kouder|droger|schoner|stiller|minder|rustiger) geworden|(?:wordt|werd|worden) (?:steeds )?(?:lager|koeler|kouder|droger|schoner|stiller|minder|rustiger)|fell|fallen|falls|falling|fall|declin\p{L}+|decreas\p{L}+|dropped|drops|went down|(?:got|become|became) (?:cooler|colder|drier|lower|cleaner|quieter)`,
  ],
]

const PATTERNS = WORDS.map(
  ([kind, words]) => [kind, new RegExp(`${BEFORE}(?:${words})${AFTER}`, 'iu')] as const,
)

const DENIALS = new RegExp(
  `${BEFORE}(?:niet|geen|nergens|nooit|nauwelijks|zonder|noch|not|no|never|nowhere|hardly|without|neither|cannot|\\p{L}+n['’]t)(?![\\p{L}\\d])`,
  'iu',
)
/** That something was not seen or shown, before what was not: ‘er is geen bewijs dat het fijnstof hier is gedaald’. */
const NOT_SHOWN = new RegExp(
  `${BEFORE}(?:${String.raw`(?:niet|geen|no|not|nor|cannot)(?: \p{L}+){0,3} (?:te (?:zien|zeggen|merken|meten|bewijzen)|aan te tonen|vast te stellen|bewijs|bewijzen|aanwijzing|aanwijzingen|gebleken|aangetoond|bewezen|evidence|proof|signs?|indications?|clear|proven|shown|seen|say|tell|conclude)|onduidelijk|unclear`})(?:,? \\p{L}+){0,2},? (?:dat|of|that|whether|if)${AFTER}`,
  'iu',
)

/** So many words before and after what is claimed a denial of it can stand. */
const NEAR = 3

/** Whether what stands at a place in a text is denied in the same sentence, as far as can be told: rather too soon than too late. */
function isDenied(text: string, at: number, length: number): boolean {
  const sentence =
    text
      .slice(0, at)
      .split(/[.!?;:\n]/)
      .at(-1) ?? ''
  if (NOT_SHOWN.test(sentence)) return true
  const before = sentence.trim().split(/\s+/).slice(-NEAR)
  const after = (text.slice(at + length).split(/[.!?;:\n]/)[0] ?? '').trim().split(/\s+/).slice(0, NEAR)
  return DENIALS.test(`${before.join(' ')} | ${after.join(' ')}`)
}

/**
 * What is claimed first in a text, and the number that it is above or below when one is named; undefined when nothing is found, or when it is
 * denied: that something is not so is no claim of the opposite.
 */
export function findClaimKind(written: string): { kind: ClaimKind; line?: number } | undefined {
  const text = toPlain(written)
  const found = PATTERNS.flatMap(([kind, pattern]): { kind: ClaimKind; words: string; at: number }[] => {
    const match = pattern.exec(text)
    return match ? [{ kind, words: match[0], at: match.index }] : []
  })
  const bare = findBareComparative(text)
  if (bare) found.push(bare)
  // Of two that begin at the same word the one that comes first in the list: ‘niet gestegen’ is not ‘gestegen’.
  const [first] = found.toSorted((a, b) => a.at - b.at)
  if (!first || (first.kind !== 'steady' && isDenied(text, first.at, first.words.length))) return undefined
  const [line] = /\d+(?:[.,]\d+)?$/.exec(first.words) ?? []
  return { kind: first.kind, ...(line !== undefined && { line: Number(line.replace(',', '.')) }) }
}

const EVERYWHERE = new RegExp(
  `${BEFORE}(?:${String.raw`(?:in |voor )?(?:de|onze) (?:hele|gehele) (?:stad|gemeente|wijk|regio|buurt)|heel [A-Z]\p{L}+|overal|alle (?:buurten|wijken|gebieden|inwoners)|everywhere|the (?:whole|entire) (?:town|city|municipality|district|region)|all (?:neighbourhoods|districts|areas|residents)`})${AFTER}`,
  'iu',
)

/** Whether a text says something of all places. */
export function saysEverywhere(text: string): boolean {
  return EVERYWHERE.test(toPlain(text))
}

const NO_DIFFERENCE = new RegExp(
  `${BEFORE}(?:${String.raw`geen (?:\p{L}+ )?verschil(?:len)?|verschil(?:t|len|de|den) (?:\p{L}+ )?niet|niet (?:\p{L}+ )?verschillend|even (?:warm|koel|koud|hoog|laag|schoon|vuil|vies|druk|stil|droog|nat)|no (?:\p{L}+ )?differences?|(?:do|does|did) not differ|as (?:warm|cool|cold|high|low|clean|dirty|busy|quiet|dry|wet) as`})${AFTER}`,
  'iu',
)

/** Whether a text says that places do not differ. */
export function saysNoDifference(text: string): boolean {
  return NO_DIFFERENCE.test(toPlain(text))
}
