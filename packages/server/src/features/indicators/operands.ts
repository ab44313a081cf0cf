/** The figures that a difference or ratio is made of: which may be named, and what they are when it is computed. */
import { type Conversion, findConversion, isKnownUnit } from '@samenspel/standards/units'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { findNamedAreas } from '../areas/index.ts'
import { combines, type Mistake } from './check-definition.ts'
import type { Operand } from './definition.ts'
import type { Definition, Indicator } from './schema.ts'
import type { ResolvedOperand } from './store/combined.ts'
import { findIndicator, isOperand, readIndicator } from './store/indicators.ts'
import { findMeasure } from './store/statistics.ts'

/** What an operand is of: an indicator, or a statistic with its unit. */
type Found = { indicator: Indicator } | { measure: string; unit: string }

/** How a statistic is written in a unit. A plain number can be called by any word that is no unit itself. */
export function convertStatistic(unit: string, to: string): Conversion | undefined {
  const direct = findConversion({ symbol: unit }, { symbol: to })
  return direct ?? (unit === '1' && !isKnownUnit(to) ? { factor: 1, shift: 0 } : undefined)
}

/** What the figures of a difference or ratio are now; undefined when they do not fit each other any more. */
export async function resolveOperands(
  db: Db,
  definition: Definition,
): Promise<{ first: ResolvedOperand; second: ResolvedOperand } | undefined> {
  const { first, second } = definition
  const read = (id: string) => readIndicator(db, id)
  const [one, other] = [await findOperand(db, first, read), await findOperand(db, second, read)]
  if (!first || !second || !one || !other || listMisfits(definition, one, other).length > 0) return undefined
  const [from, to] = conversionsOf(definition, unitOf(one), unitOf(other))
  return { first: resolve(first, one, from), second: resolve(second, other, to) }
}

function resolve(operand: Operand, found: Found, conversion: Conversion | undefined): ResolvedOperand {
  const isIndicator = 'indicator' in found
  return {
    from: isIndicator ? { indicatorId: found.indicator.id } : { measure: found.measure },
    conversion,
    level: isIndicator ? found.indicator.level : null,
    place: operand.place,
    looksBack: !isIndicator || found.indicator.what === 'area-statistic',
  }
}

async function findOperand(
  db: Db,
  operand: Operand | null,
  read: (id: string) => Promise<Indicator | undefined>,
): Promise<Found | undefined> {
  if (operand?.indicatorId) {
    const indicator = await read(operand.indicatorId)
    return indicator && { indicator }
  }
  const measure = operand?.measure ?? null
  const found = measure === null ? undefined : await findMeasure(db, measure)
  return found && measure !== null ? { measure, unit: found.unit } : undefined
}

const unitOf = (found: Found) => ('indicator' in found ? found.indicator.unit : found.unit)

const SAME = { factor: 1, shift: 0 }

/**
 * How both are written: of a difference in its own unit; of a ratio the second in the unit of the first, and when they are of something else
 * each as it is, so that the unit of the ratio says what it is.
 */
export function conversionsOf(
  { what, unit }: Pick<Definition, 'what' | 'unit'>,
  first: string,
  second: string,
): [Conversion | undefined, Conversion | undefined] {
  if (what === 'difference') return [convertStatistic(first, unit), convertStatistic(second, unit)]
  return [SAME, findConversion({ symbol: second }, { symbol: first }) ?? SAME]
}

/** What is wrong with the statistic or the operands that a definition names, for who defines it. */
export async function findWrongOperands(
  db: Db,
  actor: Actor,
  definition: Definition,
  { id, published }: { id: string | undefined; published: boolean },
): Promise<Mistake[]> {
  if (definition.what === 'area-statistic') return findWrongMeasure(db, definition)
  if (!combines(definition)) return []
  const { first, second } = definition
  const read = (key: string) => findIndicator(db, key, organisationsOf(actor))
  const [one, other] = [await findOperand(db, first, read), await findOperand(db, second, read)]
  const mistakes = [
    ...(one || !isGiven(first) ? [] : [unknownOperand('/first', first)]),
    ...(other || !isGiven(second) ? [] : [unknownOperand('/second', second)]),
  ]
  if (id !== undefined && (await isOperand(db, id))) {
    mistakes.push({
      pointer: '/what',
      nl: 'Een ander verschil of een andere verhouding gebruikt dit cijfer. Maak er dan geen verschil of verhouding van.',
      en: 'Another difference or ratio uses this figure. Then do not make it a difference or ratio.',
    })
  }
  if (!one || !other) return mistakes
  return [
    ...mistakes,
    ...listMisfits(definition, one, other),
    ...listUnfit(definition, one, other),
    ...refuseItself(definition, one, other),
    ...(await findUnknownPlace(db, second, other)),
    ...(published ? [...refuseDraft('/first', one), ...refuseDraft('/second', other)] : []),
  ]
}

const isGiven = (operand: Operand | null) =>
  ((operand?.indicatorId ?? null) === null) !== ((operand?.measure ?? null) === null)

async function findWrongMeasure(db: Db, { measure, unit }: Definition): Promise<Mistake[]> {
  if (measure === null) return []
  const found = await findMeasure(db, measure)
  if (!found) return [unknownMeasure('/measure')]
  if (convertStatistic(found.unit, unit)) return []
  return [
    {
      pointer: '/unit',
      nl: `Dit kerncijfer is in ${found.unit}. Kies die eenheid, of een waarnaar die om te rekenen is.`,
      en: `This key figure is in ${found.unit}. Choose that unit, or one to which it can be converted.`,
    },
  ]
}

function unknownMeasure(pointer: string): Mistake {
  return {
    pointer,
    nl: 'Dit kerncijfer is er niet. Haal eerst de cijfers van de gebieden binnen.',
    en: 'There is no such key figure. Import the figures of the areas first.',
  }
}

function unknownOperand(pointer: string, operand: Operand | null): Mistake {
  if (operand?.measure) return unknownMeasure(pointer)
  return {
    pointer,
    nl: 'Dit cijfer is er niet, of u mag het niet zien.',
    en: 'There is no such figure, or you may not see it.',
  }
}

/** What decides over the figures of an indicator. In another unit they are the same. */
const OF_FIGURES = [
  'what',
  'measure',
  'property',
  'step',
  'stepCoverage',
  'statistic',
  'percentile',
  'norm',
  'normUnit',
  'spell',
  'leftOutFlags',
  'datasetIds',
  'groups',
  'period',
  'level',
  'minimumCoverage',
] as const satisfies (keyof Definition)[]

/** A figure set out against itself: also when it is named twice, as an indicator and as what that is of. */
function refuseItself({ second, level }: Definition, one: Found, other: Found): Mistake[] {
  if (second?.place || sourceOf(one, level) !== sourceOf(other, level)) return []
  return [
    {
      pointer: '/second',
      nl: 'Dit is hetzelfde cijfer als het eerste, van hetzelfde gebied: dan is het verschil altijd 0 en de verhouding altijd 1. Kies een ander cijfer, of een vast gebied.',
      en: 'This is the same figure as the first, of the same area: then the difference is always 0 and the ratio always 1. Choose another figure, or a fixed area.',
    },
  ]
}

/** Of what figures are; those of a key figure are of the level at which it is asked. */
function sourceOf(found: Found, level: Definition['level']): string {
  if (!('indicator' in found)) return JSON.stringify([found.measure, level])
  const { indicator } = found
  if (indicator.what === 'area-statistic') return JSON.stringify([indicator.measure, indicator.level])
  return JSON.stringify(OF_FIGURES.map((name) => indicator[name]))
}

/** A fixed place of the second figure that is no area, or no group of that figure. */
async function findUnknownPlace(db: Db, second: Operand | null, found: Found): Promise<Mistake[]> {
  const place = second?.place
  if (!place) return []
  const pointer = '/second/place'
  if (!('indicator' in found) || found.indicator.level !== 'group') {
    const unknown = await findNamedAreas(db, pointer, place)
    return unknown.map(({ detail }) => ({ pointer, ...detail }))
  }
  const { groups } = found.indicator
  if (groups.some(({ key }) => key === place)) return []
  const keys = groups.map(({ key }) => key).join(', ')
  return [
    {
      pointer,
      nl: `Het tweede cijfer heeft geen groep ‘${place}’. Kies een van deze: ${keys}.`,
      en: `The second figure has no group ‘${place}’. Choose one of these: ${keys}.`,
    },
  ]
}

function refuseDraft(pointer: string, found: Found): Mistake[] {
  if (!('indicator' in found) || found.indicator.published) return []
  const { title } = found.indicator
  return [
    {
      pointer,
      nl: `‘${title}’ is nog niet gepubliceerd. Publiceer die eerst, zodat iedereen kan zien waar dit cijfer van komt.`,
      en: `‘${title}’ is not published yet. Publish it first, so that everybody can see what this figure comes from.`,
    },
  ]
}

const LENGTHS = ['hour', 'day', 'month', 'year'] as const
const HOLDING: Record<Definition['level'], readonly Definition['level'][]> = {
  neighbourhood: ['neighbourhood', 'district', 'municipality'],
  district: ['district', 'municipality'],
  municipality: ['municipality'],
  group: ['group'],
}

/** Where two figures do not fit: another period or level, or one that is made of two itself. */
function listMisfits(definition: Definition, first: Found, second: Found): Mistake[] {
  const { period, level } = definition
  const mistakes: Mistake[] = []
  const [firstPeriod, secondPeriod] = [periodOf(first), periodOf(second)]
  for (const [pointer, found] of [['/first', first] as const, ['/second', second] as const]) {
    if ('indicator' in found && combines(found.indicator)) {
      mistakes.push({
        pointer,
        nl: 'Dit cijfer is zelf een verschil of verhouding. Kies een cijfer dat dat niet is.',
        en: 'This figure is a difference or ratio itself. Choose one that is not.',
      })
    }
  }
  if (firstPeriod !== period) {
    mistakes.push({
      pointer: '/period',
      nl: 'Kies dezelfde periode als die van het eerste cijfer.',
      en: 'Choose the same period as that of the first figure.',
    })
  }
  if (LENGTHS.indexOf(secondPeriod) < LENGTHS.indexOf(period)) {
    mistakes.push({
      pointer: '/second',
      nl: 'Het tweede cijfer is van een kortere periode dan het eerste. Kies een van dezelfde periode, of een langere.',
      en: 'The second figure is of a shorter period than the first. Choose one of the same period, or a longer one.',
    })
  }
  if ('indicator' in first ? first.indicator.level !== level : level === 'group') {
    mistakes.push({
      pointer: '/level',
      nl: 'Kies dezelfde gebieden als die van het eerste cijfer.',
      en: 'Choose the same areas as those of the first figure.',
    })
  }
  if (needsPlace(definition, second)) {
    mistakes.push({
      pointer: '/second/place',
      nl: 'Het tweede cijfer is van andere gebieden. Zeg van welk gebied of welke groep het is.',
      en: 'The second figure is of other areas. Say of which area or group it is.',
    })
  }
  return mistakes
}

const periodOf = (found: Found) => ('indicator' in found ? found.indicator.period : 'year')

/** Whether it does not follow from the area of the first figure of which area the second is. */
function needsPlace({ level, second }: Definition, found: Found): boolean {
  if (second?.place) return false
  const other = 'indicator' in found ? found.indicator.level : level === 'group' ? 'municipality' : level
  return !HOLDING[level].includes(other)
}

/** Units that cannot be brought to that of the difference; a ratio can be of any two. */
function listUnfit(definition: Definition, first: Found, second: Found): Mistake[] {
  const [one, other] = conversionsOf(definition, unitOf(first), unitOf(second))
  if (one && other) return []
  const wrong = one ? unitOf(second) : unitOf(first)
  return [
    {
      pointer: '/unit',
      nl: `Een cijfer in ${wrong} is niet om te rekenen naar ${definition.unit}. Van een verschil moeten beide cijfers dat zijn.`,
      en: `A figure in ${wrong} cannot be converted to ${definition.unit}. Of a difference both figures must be.`,
    },
  ]
}
