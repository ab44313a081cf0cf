/** What makes no sense in the definition of an indicator, decided from its values alone. */
import { COUNTING, WITH_NORM } from '@samenspel/standards/indicators'
import type { Bilingual } from '../../platform/errors.ts'
import { ALWAYS_LEFT_OUT, type Group, type Operand } from './definition.ts'
import type { Definition, SignalRule } from './schema.ts'

export type Mistake = { pointer: string } & Bilingual

/** Whether a figure is made of two others. */
export const combines = ({ what }: Pick<Definition, 'what'>): boolean =>
  what === 'difference' || what === 'ratio'

/** What makes no sense in a definition. */
export function checkDefinition(definition: Definition): Mistake[] {
  const { what, signalRule } = definition
  return [
    ...(what === 'property' ? checkMeasuring(definition) : checkOthers(definition)),
    ...(what === 'area-statistic' ? checkAreaStatistic(definition) : []),
    ...(combines(definition) ? checkOperands(definition) : []),
    ...refuseUnused(definition),
    ...(signalRule ? checkSignalRule(signalRule) : []),
    ...checkWatchRules(definition),
  ]
}

function checkMeasuring(definition: Definition): Mistake[] {
  const { property, statistic, percentile, norm, normUnit, step, period, leftOutFlags } = definition
  const mistakes: Mistake[] = []
  if (property === '') {
    mistakes.push({
      pointer: '/property',
      nl: 'Kies wat er gemeten is.',
      en: 'Choose what was measured.',
    })
  }
  if (statistic === 'percentile' && percentile === null) {
    mistakes.push({
      pointer: '/percentile',
      nl: 'Geef aan welk percentiel: een getal van 0 tot 100.',
      en: 'Say which percentile: a number from 0 to 100.',
    })
  }
  if (WITH_NORM.includes(statistic) && norm === null) {
    mistakes.push({
      pointer: '/norm',
      nl: 'Geef de norm waarmee een waarde vergeleken wordt.',
      en: 'Give the norm with which a value is compared.',
    })
  }
  if (COUNTING.includes(statistic) && normUnit === null) {
    mistakes.push({
      pointer: '/normUnit',
      nl: 'Geef de eenheid van de norm, bijvoorbeeld µg/m³.',
      en: 'Give the unit of the norm, for example µg/m³.',
    })
  }
  if (step !== 'none' && period === 'hour') {
    mistakes.push({
      pointer: '/step',
      nl: 'Eerst een waarde per dag, en dan een cijfer per uur, kan niet. Kies een dag of langer.',
      en: 'A value per day first, and then a figure per hour, is impossible. Choose a day or longer.',
    })
  }
  if (ALWAYS_LEFT_OUT.some((flag) => !leftOutFlags.includes(flag))) {
    mistakes.push({
      pointer: '/leftOutFlags',
      nl: 'Waarden die niet kunnen of afgekeurd zijn, tellen nooit mee. Laat range en manual in de lijst staan.',
      en: 'Values that cannot be or were rejected never count. Keep range and manual in the list.',
    })
  }
  return [...mistakes, ...checkSpell(definition), ...checkGroups(definition)]
}

function checkSpell({ spell, statistic, step, period, norm }: Definition): Mistake[] {
  if (!spell) return []
  const mistakes: Mistake[] = []
  if (statistic !== 'count-from' || step === 'none' || period !== 'year') {
    mistakes.push({
      pointer: '/spell/days',
      nl: 'Dagen achter elkaar tellen kan alleen als het aantal dagen met de norm of meer, eerst per dag, en per jaar. Kies dat, of laat dit leeg.',
      en: 'Days in a row can be counted only as the number of days with the norm or more, first per day, and per year. Choose that, or leave this empty.',
    })
  }
  if (spell.peakDays > spell.days) {
    mistakes.push({
      pointer: '/spell/peakDays',
      nl: `Geef ten hoogste ${spell.days}: het zijn dagen uit dezelfde reeks.`,
      en: `Give at most ${spell.days}: they are days of the same row.`,
    })
  }
  if (norm !== null && spell.peak < norm) {
    mistakes.push({
      pointer: '/spell/peak',
      nl: 'Geef de norm of meer: elke dag van de reeks heeft die al.',
      en: 'Give the norm or more: each day of the row has that already.',
    })
  }
  return mistakes
}

function checkGroups({ level, groups }: Definition): Mistake[] {
  if (level !== 'group') return []
  if (groups.length === 0) {
    return [
      {
        pointer: '/groups',
        nl: 'Geef ten minste één groep sensoren, of kies een soort gebied.',
        en: 'Give at least one group of sensors, or choose a kind of area.',
      },
    ]
  }
  return groups.flatMap((group, index) => checkGroup(group, index, groups))
}

function checkGroup({ key, datasetIds, thingIds }: Group, index: number, all: readonly Group[]): Mistake[] {
  const mistakes: Mistake[] = []
  if (datasetIds.length === 0 && thingIds.length === 0) {
    mistakes.push({
      pointer: `/groups/${index}/thingIds`,
      nl: 'Deze groep is leeg. Kies datasets of meetpunten.',
      en: 'This group is empty. Choose datasets or stations.',
    })
  }
  if (all.findIndex((other) => other.key === key) < index) {
    mistakes.push({
      pointer: `/groups/${index}/key`,
      nl: `Er is al een groep ‘${key}’.`,
      en: `There is a group ‘${key}’ already.`,
    })
  }
  return mistakes
}

/** What is not of measurements has nothing of how hours become a figure. */
function checkOthers({ property, step, level, what }: Definition): Mistake[] {
  const mistakes: Mistake[] = []
  if (property !== '') {
    mistakes.push({
      pointer: '/property',
      nl: 'Dit cijfer wordt niet van metingen gemaakt. Laat leeg wat er gemeten is.',
      en: 'This figure is not made of measurements. Leave empty what was measured.',
    })
  }
  if (step !== 'none') {
    mistakes.push({
      pointer: '/step',
      nl: 'Alleen van metingen maken we eerst een waarde per dag.',
      en: 'Only of measurements a value per day is made first.',
    })
  }
  if (level === 'group' && what === 'area-statistic') {
    mistakes.push({
      pointer: '/level',
      nl: 'Een kerncijfer is van een gebied, niet van een groep sensoren.',
      en: 'A key figure is of an area, not of a group of sensors.',
    })
  }
  return mistakes
}

function checkAreaStatistic({ measure, period }: Definition): Mistake[] {
  const mistakes: Mistake[] = []
  if (measure === null) {
    mistakes.push({ pointer: '/measure', nl: 'Kies welk kerncijfer.', en: 'Choose which key figure.' })
  }
  if (period !== 'year') {
    mistakes.push({
      pointer: '/period',
      nl: 'Een kerncijfer is er per jaar.',
      en: 'A key figure is of a year.',
    })
  }
  return mistakes
}

function checkOperands({ first, second }: Definition): Mistake[] {
  return [
    ...checkOperand('first', first),
    ...checkOperand('second', second),
    ...(first?.place
      ? [
          {
            pointer: '/first/place',
            nl: 'Alleen het tweede cijfer kan van een vast gebied zijn: het eerste is van elk gebied zelf.',
            en: 'Only the second figure can be of a fixed area: the first is of each area itself.',
          },
        ]
      : []),
  ]
}

function checkOperand(name: 'first' | 'second', operand: Operand | null): Mistake[] {
  const given = [operand?.indicatorId, operand?.measure].filter((each) => (each ?? null) !== null)
  if (given.length === 1) return []
  return [
    {
      pointer: `/${name}`,
      nl: 'Kies een indicator of een kerncijfer, een van de twee.',
      en: 'Choose an indicator or a key figure, one of the two.',
    },
  ]
}

/** What was said that is not used in such a figure: nothing is left out silently. */
function refuseUnused(definition: Definition): Mistake[] {
  const { what, measure, first, second, groups, level } = definition
  const unused = [
    { pointer: '/measure', is: measure !== null && what !== 'area-statistic' },
    { pointer: '/first', is: first !== null && !combines(definition) },
    { pointer: '/second', is: second !== null && !combines(definition) },
    { pointer: '/groups', is: groups.length > 0 && (level !== 'group' || what !== 'property') },
  ]
  return unused.flatMap(({ pointer, is }) =>
    is
      ? [
          {
            pointer,
            nl: 'Dit hoort niet bij zo’n cijfer. Laat het leeg.',
            en: 'This does not belong to such a figure. Leave it empty.',
          },
        ]
      : [],
  )
}

/** What in a signal rule contradicts itself. */
export function checkSignalRule(rule: SignalRule): Mistake[] {
  if (!isOnWrongSide(rule)) return []
  return [
    {
      pointer: '/signalRule/clearLine',
      nl: 'De herstelgrens ligt aan de verkeerde kant van de signaalgrens.',
      en: 'The clear line lies on the wrong side of the signal line.',
    },
  ]
}

/** What makes no sense in the rules for other signals. */
function checkWatchRules({ watchRules, period }: Pick<Definition, 'watchRules' | 'period'>): Mistake[] {
  return watchRules.flatMap((rule, index) => {
    const pointer = `/watchRules/${index}`
    if (watchRules.findIndex(({ kind }) => kind === rule.kind) < index) {
      return [
        {
          pointer,
          nl: 'Van elke soort kan er één regel zijn.',
          en: 'There can be one rule of each kind.',
        },
      ]
    }
    if (rule.kind === 'change' && period === 'year') {
      return [
        {
          pointer,
          nl: 'Van cijfers per jaar zijn er te weinig om een verandering te herkennen. Kies een kortere periode.',
          en: 'There are too few figures per year to recognise a change. Choose a shorter period.',
        },
      ]
    }
    if (rule.kind === 'goal-missed' && period === 'hour') {
      return [
        {
          pointer,
          nl: 'Een verwachting per uur reikt niet tot een doel. Kies een dag of langer.',
          en: 'A forecast per hour does not reach a goal. Choose a day or longer.',
        },
      ]
    }
    return []
  })
}

function isOnWrongSide({ line, clearLine, direction }: SignalRule): boolean {
  return direction === 'above' ? clearLine > line : clearLine < line
}
