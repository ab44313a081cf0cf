import type { Messages } from './nl.ts'

/**
 * The form before "je" of verbs that lose their t there. A verb that stands before "u" and ends in t is in this table or in {@link KEPT}; a
 * test says so of every text.
 */
const BEFORE_JE: Record<string, string> = {
  bekijkt: 'bekijk',
  bent: 'ben',
  beoordeelt: 'beoordeel',
  beslist: 'beslis',
  beantwoordt: 'beantwoord',
  bewaart: 'bewaar',
  controleert: 'controleer',
  doet: 'doe',
  gaat: 'ga',
  gebruikt: 'gebruik',
  geeft: 'geef',
  haalt: 'haal',
  hebt: 'heb',
  herstelt: 'herstel',
  hoort: 'hoor',
  kiest: 'kies',
  krijgt: 'krijg',
  kunt: 'kun',
  leest: 'lees',
  logt: 'log',
  maakt: 'maak',
  meldt: 'meld',
  neemt: 'neem',
  nodigt: 'nodig',
  noemt: 'noem',
  schrijft: 'schrijf',
  schuift: 'schuif',
  slaat: 'sla',
  stelt: 'stel',
  stuurt: 'stuur',
  tekent: 'teken',
  trekt: 'trek',
  verandert: 'verander',
  vertrouwt: 'vertrouw',
  vervangt: 'vervang',
  verwijdert: 'verwijder',
  voegt: 'voeg',
  vraagt: 'vraag',
  vult: 'vul',
  werkt: 'werk',
  wijkt: 'wijk',
  wilt: 'wil',
  wist: 'wis',
  zegt: 'zeg',
  ziet: 'zie',
  zoekt: 'zoek',
  zoomt: 'zoom',
  zorgt: 'zorg',
}

/** Words that end in t and stay before "je": the stem of the verb does too, or it is no verb. */
export const KEPT = ['dat', 'laat', 'meet', 'tot', 'verwacht', 'voordat', 'want', 'wat', 'weet', 'zet']

/** Words after which "u" is who it is about, not who does something. */
const ABOUT = 'aan|door|met|op|over|van|voor'

/** The same text, said to somebody of whom we say "je". What is not to anybody stays as it is. */
export function sayJe(text: string): string {
  return text
    .replace(new RegExp(`(?<![\\p{L}])(${ABOUT}) u\\b`, 'gu'), '$1 jou')
    .replace(/\b(\p{L}+t) u\b/gu, (_, verb: string) => `${beforeJe(verb)} je`)
    .replace(/\b([Aa])lleen u\b/g, '$1lleen jij')
    .replace(/\buzelf\b/g, 'jezelf')
    .replace(/\bUw\b/g, 'Je')
    .replace(/\bhet uwe\b/g, 'dat van jou')
    .replace(/\bde uwe\b/g, 'die van jou')
    .replace(/\buw\b/g, 'je')
    .replace(/\bU\b/g, 'Je')
    .replace(/\bu\b/g, 'je')
}

function beforeJe(verb: string): string {
  const form = BEFORE_JE[verb.toLowerCase()] ?? verb.toLowerCase()
  return verb.charAt(0) === verb.charAt(0).toLowerCase() ? form : form.charAt(0).toUpperCase() + form.slice(1)
}

/**
 * The Dutch texts for pupils. What people wrote, such as the title of an analysis, comes into a text as an argument and stays as it was
 * written.
 */
export function sayJeInAll(messages: Messages): Messages {
  return sayJeIn(messages) as Messages
}

function sayJeIn(part: unknown): unknown {
  if (typeof part === 'string') return sayJe(part)
  if (typeof part === 'function') return (...given: unknown[]) => around(part(...given), given)
  if (Array.isArray(part)) return part.map(sayJeIn)
  if (part === null || typeof part !== 'object') return part
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, sayJeIn(each)]))
}

/** A text that was made with these arguments; of other things that a function makes nothing is changed. */
function around(made: unknown, given: readonly unknown[]): unknown {
  if (typeof made !== 'string') return made
  const own = textsIn(given).filter((each) => sayJe(each) !== each && made.includes(each))
  const [first] = own.toSorted((one, other) => other.length - one.length)
  return first === undefined
    ? sayJe(made)
    : made
        .split(first)
        .map((each) => around(each, given))
        .join(first)
}

/** All texts in the arguments, also of those that are objects. */
function textsIn(given: unknown): string[] {
  if (typeof given === 'string') return given === '' ? [] : [given]
  return given === null || typeof given !== 'object' ? [] : Object.values(given).flatMap(textsIn)
}
