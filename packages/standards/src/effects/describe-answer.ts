/** An answer on an effect in one or two sentences, the same for what worked, what did not, and what cannot be said. */
import type { Bilingual } from '../language/index.ts'
import { hasNaturalZero } from '../units/index.ts'
import type { Judgement } from './answer.ts'
import {
  EFFECT_CHECK_OUTCOMES,
  type EffectCheck,
  type EffectCheckKind,
  type EffectEstimate,
} from './estimate.ts'
import { findSmallestSeen } from './smallest-seen.ts'

export type Wording = {
  /** Unit of the values as it is written, such as `µg/m³`; null when there is none. */
  unit: Bilingual | null
  /** The way it was hoped to go, when that was said beforehand. */
  hoped?: 'up' | 'down'
  /** How large the effect was expected to be when it was planned, above zero, in the unit of the values. */
  expected?: number
}

/**
 * Says an answer with the effect, its 95 % interval and its relative size.
 * @param judgement with its checks when there is no effect to have them: they say what stood in the way
 */
export function describeAnswer(
  { answer, reasons, checks = [] }: Judgement & { checks?: readonly EffectCheck[] },
  effect: EffectEstimate | null,
  wording: Wording,
): Bilingual {
  if (effect?.method === 'before-and-after') return describeOnly(effect, wording)
  if (answer === 'not-assessable' || !effect) {
    return join(
      {
        nl: 'Of er een effect is, is met deze gegevens niet te zeggen.',
        en: 'Whether there is an effect cannot be told from these data.',
      },
      reasonsOf(reasons, effect?.checks ?? checks),
    )
  }
  const size = sizeOf(effect, wording)
  const range = rangeOf(effect, wording)
  if (answer === 'no-evidence') {
    return join(
      {
        nl: `Er is geen bewijs voor een effect. Gemeten is ${size.nl} dan zonder de maatregel was te verwachten${range.nl}; ${reasons.length > 0 ? 'dat houdt geen stand bij controle' : 'dat kan toeval zijn'}.`,
        en: `There is no evidence of an effect. Measured was ${size.en} than was to be expected without the intervention${range.en}; ${reasons.length > 0 ? 'that does not stand up to checks' : 'that can be chance'}.`,
      },
      reasonsOf(reasons, effect.checks),
      couldShow(effect, wording, reasons.length > 0),
    )
  }
  const sure =
    answer === 'strong-indication'
      ? { nl: 'Er is een sterke aanwijzing', en: 'There is a strong indication' }
      : { nl: 'Er is een aanwijzing', en: 'There is an indication' }
  return join(
    {
      nl: `${sure.nl} voor een effect: ${size.nl} dan zonder de maatregel was te verwachten${range.nl}.`,
      en: `${sure.en} of an effect: ${size.en} than was to be expected without the intervention${range.en}.`,
    },
    directionOf(effect, wording),
    reasonsOf(reasons, effect.checks),
  )
}

/** How much it differs, when nothing tells why. */
function describeOnly({ estimate }: EffectEstimate, { unit }: Wording): Bilingual {
  const size = (language: 'nl' | 'en') => withUnit(Math.abs(estimate), unit, language)
  return {
    nl: `Na de start is gemiddeld ${size('nl')} ${estimate < 0 ? 'minder' : 'meer'} gemeten dan ervoor. Of dat door de maatregel komt, is zo niet te zeggen.`,
    en: `After the start ${size('en')} ${estimate < 0 ? 'less' : 'more'} was measured on average than before. Whether that is because of the intervention cannot be told in this way.`,
  }
}

function join(...parts: readonly Bilingual[]): Bilingual {
  const said = parts.filter(({ nl }) => nl !== '')
  return { nl: said.map(({ nl }) => nl).join(' '), en: said.map(({ en }) => en).join(' ') }
}

/**
 * What finding nothing is worth: when the effect that was expected is smaller than what could be seen, it does not say that there is none.
 * @param isRefuted whether the data showed an effect that did not stand up to checks
 */
function couldShow(effect: EffectEstimate, { unit, expected }: Wording, isRefuted: boolean): Bilingual {
  const smallest = findSmallestSeen(effect)
  const size = expected === undefined ? null : sizeIn(effect, expected)
  if (smallest === null || size === null) return NOTHING
  const say = (value: number, language: 'nl' | 'en') => amountIn(effect, value, unit, language, true)
  if (size < smallest) {
    return {
      nl: `Verwacht was een verandering van ${say(size, 'nl')}. Zo’n kleine verandering kon deze meting niet goed laten zien: pas vanaf ${say(smallest, 'nl')} is de kans 80 %. Geen bewijs betekent hier dus niet dat de maatregel niet werkt.`,
      en: `A change of ${say(size, 'en')} was expected. These measurements could not well show a change that small: only from ${say(smallest, 'en')} on the chance is 80 %. So here no evidence does not mean that the intervention does not work.`,
    }
  }
  if (isRefuted) return NOTHING
  return {
    nl: `Was de verandering zo groot als verwacht (${say(size, 'nl')}), dan had deze meting dat met ten minste 80 % kans laten zien.`,
    en: `Had the change been as large as expected (${say(size, 'en')}), these measurements would have shown it with a chance of at least 80 %.`,
  }
}

/** A change in the unit of the values, in the scale of an estimate; null when that is a ratio to something unknown. */
function sizeIn({ scale, expected }: EffectEstimate, change: number): number | null {
  if (scale === 'difference') return change
  return expected !== null && expected > 0 ? change / expected : null
}

const NOTHING: Bilingual = { nl: '', en: '' }

function directionOf({ estimate }: EffectEstimate, { hoped }: Wording): Bilingual {
  if (!hoped) return NOTHING
  return estimate > 0 === (hoped === 'up')
    ? { nl: 'Dat is de kant op die was bedoeld.', en: 'That is the direction that was intended.' }
    : {
        nl: 'Dat is de andere kant op dan was bedoeld.',
        en: 'That is the opposite of the direction that was intended.',
      }
}

/** ‘gemiddeld 3,2 µg/m³ lager (15 %)’ */
function sizeOf(effect: EffectEstimate, { unit }: Wording): Bilingual {
  const { estimate, scale, expected } = effect
  const higher = estimate >= 0
  const size = Math.abs(estimate)
  const amount = (language: 'nl' | 'en') => amountIn(effect, size, unit, language)
  const hasPart = hasNaturalZero(unit?.nl ?? '') && !isNearNothing(effect, size)
  const relative = (language: 'nl' | 'en') =>
    scale === 'difference' && expected !== null && expected > 0 && hasPart
      ? ` (${percent(size / expected, language)})`
      : ''
  return {
    nl: `gemiddeld ${amount('nl')} ${higher ? 'hoger' : 'lager'}${relative('nl')}`,
    en: `on average ${amount('en')} ${higher ? 'higher' : 'lower'}${relative('en')}`,
  }
}

/** ‘, met een marge van 1,2 lager tot 0,4 hoger’; when only one end is known ‘, en ten minste 0,4 lager’ or ‘, en ten hoogste 1,2 hoger’. */
function rangeOf(effect: EffectEstimate, { unit }: Wording): Bilingual {
  const { low, high } = effect
  const side = (value: number, language: 'nl' | 'en') => {
    const amount = amountIn(effect, Math.abs(value), unit, language)
    return `${amount} ${language === 'nl' ? (value < 0 ? 'lager' : 'hoger') : value < 0 ? 'lower' : 'higher'}`
  }
  if (low === null || high === null) {
    const end = low ?? high
    if (end === null) return NOTHING
    // All above `low`, or all below `high`: when zero is among them, it is the most in the other direction.
    const isLeast = low === null ? end < 0 : end >= 0
    return {
      nl: `, en ten ${isLeast ? 'minste' : 'hoogste'} ${side(end, 'nl')}`,
      en: `, and at ${isLeast ? 'least' : 'most'} ${side(end, 'en')}`,
    }
  }
  // The nearest to nothing first.
  const [from, to] = Math.abs(low) <= Math.abs(high) ? [low, high] : [high, low]
  return {
    nl: `, met een marge van ${side(from, 'nl')} tot ${side(to, 'nl')}`,
    en: `, with a margin from ${side(from, 'en')} to ${side(to, 'en')}`,
  }
}

/**
 * The size of an effect, of an end of its interval, or of what it is held against: all with as many digits after the comma as the half of the interval has digits that count.
 * What would be nothing then is told as less than the least, but what somebody expected with two digits that count, as an effect without an interval.
 */
function amountIn(
  effect: EffectEstimate,
  size: number,
  unit: Bilingual | null,
  language: 'nl' | 'en',
  isExpected = false,
): string {
  const isRatio = effect.scale === 'ratio'
  const decimals = decimalsOf(effect)
  const isLess = !isExpected && isNearNothing(effect, size)
  if (decimals === null || (isNearNothing(effect, size) && !isLess)) {
    return isRatio ? percent(size, language) : withUnit(size, unit, language)
  }
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const number = isLess ? 10 ** -decimals : size * (isRatio ? 100 : 1)
  const text = `${isLess ? LESS_THAN[language] : ''}${number.toLocaleString(LOCALES[language], digits)}`
  return isRatio ? `${text} %` : `${text}${unit ? ` ${unit[language]}` : ''}`
}

const LESS_THAN = { nl: 'minder dan ', en: 'less than ' } as const

/** The digits after the comma by which the half of the interval has two digits that count; null without an interval. */
function decimalsOf({ scale, low, high }: EffectEstimate): number | null {
  const half = low === null || high === null ? 0 : ((scale === 'ratio' ? 100 : 1) * (high - low)) / 2
  return half > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(half)))) : null
}

/** Of something that would be written as nothing with the digits of the interval. */
function isNearNothing(effect: EffectEstimate, size: number): boolean {
  const decimals = decimalsOf(effect)
  const shown = effect.scale === 'ratio' ? 100 * size : size
  return size > 0 && decimals !== null && Number(shown.toFixed(decimals)) === 0
}

const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const

function withUnit(value: number, unit: Bilingual | null, language: 'nl' | 'en'): string {
  return `${plain(value, language)}${unit ? ` ${unit[language]}` : ''}`
}

function percent(ratio: number, language: 'nl' | 'en'): string {
  return `${plain(100 * ratio, language)} %`
}

/** A number of two digits that count, or whole. */
export function plain(value: number, language: 'nl' | 'en'): string {
  const digits = value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 }
  return value.toLocaleString(LOCALES[language], digits)
}

function reasonsOf(reasons: readonly EffectCheckKind[], checks: readonly EffectCheck[]): Bilingual {
  const said = reasons.flatMap((kind) => {
    const ofKind = checks.filter((each) => each.kind === kind && each.outcome !== 'sound')
    const worst = Math.max(...ofKind.map(({ outcome }) => EFFECT_CHECK_OUTCOMES.indexOf(outcome)))
    const worstOnes = ofKind.filter(({ outcome }) => EFFECT_CHECK_OUTCOMES.indexOf(outcome) === worst)
    // That something was not tried at all can be the reason too.
    return worstOnes.length > 0 ? worstOnes : [{ kind, outcome: 'untried' as const, figures: {} }]
  })
  const sentences = new Map(said.map(describeCheckOfEffect).map((each) => [each.nl, each]))
  return join(...sentences.values())
}

/** What a check that is not sound says to a reader; nothing of one that is. */
export function describeCheckOfEffect({ kind, outcome, reason }: EffectCheck): Bilingual {
  if (outcome === 'sound') return NOTHING
  if (kind === 'data-quality') return QUALITY[reason ?? ''] ?? QUALITY['few-values'] ?? NOTHING
  return (outcome === 'untried' ? UNTRIED[kind] : (PARTS[reason ?? ''] ?? CHECKS[kind])) ?? NOTHING
}

const QUALITY: Record<string, Bilingual> = {
  'few-values': {
    nl: 'Er zijn te weinig metingen voor of na de start.',
    en: 'There are too few measurements before or after the start.',
  },
  'too-early': {
    nl: 'Er is na de start nog te kort gemeten.',
    en: 'The time that was measured after the start is still too short.',
  },
  'few-areas': {
    nl: 'Er zijn te weinig gebieden om mee te vergelijken.',
    en: 'There are too few areas to compare with.',
  },
  'starts-differ': {
    nl: 'De gebieden met de maatregel begonnen niet tegelijk.',
    en: 'The areas with the intervention did not begin at the same time.',
  },
  'no-variation': {
    nl: 'Alle metingen zijn gelijk.',
    en: 'All measurements are the same.',
  },
  'sensor-replaced': {
    nl: 'Een sensor is vervangen. Een verandering kan daardoor komen.',
    en: 'A sensor was replaced. That can be the cause of a change.',
  },
  calibrated: {
    nl: 'Een sensor is opnieuw geijkt. Een verandering kan daardoor komen.',
    en: 'A sensor was calibrated again. That can be the cause of a change.',
  },
  moved: {
    nl: 'Een sensor is verplaatst. Een verandering kan daardoor komen.',
    en: 'A sensor was moved. That can be the cause of a change.',
  },
  'method-changed': {
    nl: 'Er is anders gemeten of geteld. Een verandering kan daardoor komen.',
    en: 'Measuring or counting was done otherwise. That can be the cause of a change.',
  },
  'gap-at-start': {
    nl: 'Rond de start ontbreken metingen.',
    en: 'Measurements around the start are missing.',
  },
  'much-missing': {
    nl: 'Er ontbreken veel metingen.',
    en: 'Many measurements are missing.',
  },
  'season-unknown': {
    nl: 'Er is minder dan twee jaar gemeten. Dan is een verandering niet goed te onderscheiden van het seizoen.',
    en: 'Less than two years were measured. Then a change is hard to tell from the season.',
  },
  'season-before': {
    nl: 'Voor de start is minder dan twee jaar gemeten. Of de gebieden in het ene seizoen meer verschillen dan in het andere, is dan niet te zien.',
    en: 'Less than two years were measured before the start. Then it cannot be seen whether the areas differ more in one season than in another.',
  },
  'season-of-difference': {
    nl: 'Er is minder dan twee jaar gemeten. Of de gebieden in het ene seizoen meer verschillen dan in het andere, is dan niet te zien.',
    en: 'Less than two years were measured. Then it cannot be seen whether the areas differ more in one season than in another.',
  },
}

const CHECKS: Partial<Record<EffectCheckKind, Bilingual>> = {
  'likeness-left': {
    nl: 'Metingen lijken meer op elkaar dan het model weet.',
    en: 'Measurements resemble each other more than the model knows.',
  },
  outliers: {
    nl: 'Er zijn uitschieters.',
    en: 'There are outliers.',
  },
  'spread-change': {
    nl: 'Na de start lopen de metingen meer of minder uiteen dan ervoor.',
    en: 'After the start measurements differ more or less from each other than before.',
  },
  'placebo-time': {
    nl: 'Ook bij een verzonnen eerdere start is zo’n verschil te zien.',
    en: 'Such a difference shows at pretended earlier starts as well.',
  },
  'placebo-space': {
    nl: 'Ook op plekken zonder de maatregel is zo’n verschil te zien.',
    en: 'Such a difference shows in places without the intervention as well.',
  },
  windows: {
    nl: 'Met een andere periode of een ander model is het effect veel kleiner of andersom.',
    en: 'With another period or model the effect is much smaller or the opposite.',
  },
  donors: {
    nl: 'Het effect hangt af van de gekozen vergelijkingsgebieden.',
    en: 'The effect depends on the areas that were chosen for comparison.',
  },
  comparison: {
    nl: 'De gebieden waarmee is vergeleken lijken te weinig op die met de maatregel.',
    en: 'The areas that were compared with are too unlike those with the intervention.',
  },
  'error-model': {
    nl: 'Als het gewone niveau zelf schommelt, kan het toeval zijn.',
    en: 'If the usual level itself wanders, it can be chance.',
  },
  'parallel-trends': {
    nl: 'Vóór de start ontwikkelden de vergeleken gebieden zich al verschillend.',
    en: 'The areas that are compared already developed differently before the start.',
  },
}

/** Checks of which there are several of one kind, by reason. */
const PARTS: Record<string, Bilingual> = {
  noise: {
    nl: 'De gebieden waarmee is vergeleken schommelen veel meer of veel minder dan die met de maatregel.',
    en: 'The areas that were compared with vary much more or much less than those with the intervention.',
  },
  balance: {
    nl: 'In de gebieden waarmee is vergeleken is het cijfer veel hoger of lager dan in die met de maatregel.',
    en: 'In the areas that were compared with the figure is much higher or lower than in those with the intervention.',
  },
  fit: {
    nl: 'Het mengsel waarmee is vergeleken volgde vóór de start het gebied met de maatregel niet goed.',
    en: 'The mixture that was compared with did not follow the area with the intervention well before the start.',
  },
  'fit-unsure': {
    nl: 'Het is niet zeker welk mengsel van gebieden het beste past.',
    en: 'It is not certain which mixture of areas fits best.',
  },
  'spill-over': {
    nl: 'Zonder de gebieden naast die met de maatregel is de uitkomst anders.',
    en: 'Without the areas next to those with the intervention the outcome is another.',
  },
}

const UNTRIED: Partial<Record<EffectCheckKind, Bilingual>> = {
  'placebo-time': {
    nl: 'Voor de start is te kort gemeten om een verzonnen start te proberen.',
    en: 'Too little was measured before the start to try a pretended one.',
  },
}
