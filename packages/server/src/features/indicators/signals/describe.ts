/** What a signal says, in one sentence. Days are those of the municipality. */
import type { Bilingual } from '../../../platform/errors.ts'
import { writeDay } from '../../../platform/written-day.ts'
import type { Signal } from '../schema.ts'

type Said = Omit<Signal, 'sentence'>

export function describeSignal(signal: Said): Bilingual {
  if (signal.kind === 'absence') return describeAbsence(signal)
  if (signal.kind === 'change') return describeChange(signal)
  return signal.kind === 'goal-missed' ? describeGoal(signal) : describeLine(signal)
}

function describeLine({ line, peakValue, ...signal }: Said): Bilingual {
  const { indicatorTitle, areaName, unit, openedAt, clearedAt, period } = signal
  const nl = writer('nl-NL', period)
  const en = writer('en-GB', period)
  const [most, at] = [peakValue, line ?? 0]
  if (most === null) {
    return {
      nl: `${indicatorTitle} in ${areaName} leek vanaf ${nl.day(openedAt)} voorbij de grens van ${nl.number(at)} ${unit}, maar door een correctie klopt dat niet meer.`,
      en: `${indicatorTitle} in ${areaName} seemed past the line of ${en.number(at)} ${unit} from ${en.day(openedAt)}, but a correction took that back.`,
    }
  }
  const past = most >= at
  return {
    nl:
      `${indicatorTitle} in ${areaName} kwam op ${nl.day(openedAt)} ${past ? 'boven' : 'onder'} de grens van ` +
      `${nl.number(at)} ${unit}; ${past ? 'hoogste' : 'laagste'} waarde ${nl.number(most)} ${unit}` +
      `${clearedAt === null ? '.' : `, voorbij sinds ${nl.day(clearedAt)}.`}`,
    en:
      `${indicatorTitle} in ${areaName} went ${past ? 'above' : 'below'} the line of ${en.number(at)} ${unit} ` +
      `on ${en.day(openedAt)}; ${past ? 'highest' : 'lowest'} value ${en.number(most)} ${unit}` +
      `${clearedAt === null ? '.' : `, over since ${en.day(clearedAt)}.`}`,
  }
}

const PERIODS = {
  nl: { hour: ['uur', 'uur'], day: ['dag', 'dagen'], month: ['maand', 'maanden'], year: ['jaar', 'jaar'] },
  en: { hour: ['hour', 'hours'], day: ['day', 'days'], month: ['month', 'months'], year: ['year', 'years'] },
} as const

function describeAbsence({ indicatorTitle, areaName, since, clearedAt, period, evidence }: Said): Bilingual {
  const nl = writer('nl-NL', period)
  const en = writer('en-GB', period)
  const count = evidence.periods ?? 0
  const number = count === 1 ? 0 : 1
  return {
    nl:
      `Er ${clearedAt === null ? 'is' : 'was'} vanaf ${nl.day(since)} geen cijfer van ${indicatorTitle} in ${areaName}: ` +
      `${count} ${PERIODS.nl[period][number]} zonder cijfer${clearedAt === null ? '.' : `, tot ${nl.day(clearedAt)}.`}`,
    en:
      `There ${clearedAt === null ? 'is' : 'was'} no figure of ${indicatorTitle} in ${areaName} from ${en.day(since)}: ` +
      `${count} ${PERIODS.en[period][number]} without a figure${clearedAt === null ? '.' : `, until ${en.day(clearedAt)}.`}`,
  }
}

function describeChange({ indicatorTitle, areaName, unit, since, evidence: { change } }: Said): Bilingual {
  const nl = writer('nl-NL', 'day')
  const en = writer('en-GB', 'day')
  if (!change)
    return {
      nl: `${indicatorTitle} in ${areaName} leek vanaf ${nl.day(since)} veranderd, maar door een correctie klopt dat niet meer.`,
      en: `${indicatorTitle} in ${areaName} seemed changed from ${en.day(since)}, but a correction took that back.`,
    }
  const { of, size, against } = change
  const up = size > 0
  const beside = {
    nl: against === 'others' ? ' ten opzichte van de andere gebieden' : '',
    en: against === 'others' ? ' compared with the other areas' : '',
  }
  if (of === 'trend') {
    return {
      nl: `${indicatorTitle} in ${areaName} ging vanaf ${nl.day(since)}${beside.nl} sneller ${up ? 'omhoog' : 'omlaag'}, of minder snel ${up ? 'omlaag' : 'omhoog'}, dan ervoor: ${nl.number(Math.abs(size))} ${unit} per jaar verschil.`,
      en: `${indicatorTitle} in ${areaName} went ${up ? 'up' : 'down'} faster, or ${up ? 'down' : 'up'} less fast,${beside.en} from ${en.day(since)} than before: ${en.number(Math.abs(size))} ${unit} a year of difference.`,
    }
  }
  return {
    nl: `${indicatorTitle} in ${areaName} is vanaf ${nl.day(since)}${beside.nl} ongeveer ${nl.number(Math.abs(size))} ${unit} ${up ? 'hoger' : 'lager'} dan ervoor.`,
    en: `${indicatorTitle} in ${areaName} is about ${en.number(Math.abs(size))} ${unit} ${up ? 'higher' : 'lower'}${beside.en} from ${en.day(since)} than before.`,
  }
}

function describeGoal({ indicatorTitle, areaName, unit, evidence: { goal } }: Said): Bilingual {
  if (!goal) {
    return {
      nl: `Een doel van ${indicatorTitle} in ${areaName} leek niet gehaald te worden; met de cijfers en het doel van nu geldt dat niet meer.`,
      en: `A goal of ${indicatorTitle} in ${areaName} seemed to be missed; with the figures and the goal of now that does not hold any more.`,
    }
  }
  const nl = writer('nl-NL', 'day')
  const en = writer('en-GB', 'day')
  const share = (locale: string) =>
    new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.min(goal.probability, 0.99))
  const by = writeDay(goal.targetDate)
  return {
    nl: `Het doel ‘${goal.title}’ (${nl.number(goal.target)} ${unit} op ${by.nl}) wordt in ${areaName} waarschijnlijk niet gehaald: kans ten minste ${share('nl-NL')}.`,
    en: `The goal ‘${goal.title}’ (${en.number(goal.target)} ${unit} by ${by.en}) will probably be missed in ${areaName}: probability at least ${share('en-GB')}.`,
  }
}

function writer(locale: string, period: Signal['period']) {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const days = new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'long',
    ...(period === 'hour' ? { timeStyle: 'short' } : {}),
  })
  return {
    number: (value: number) => numbers.format(value),
    day: (moment: string) => days.format(new Date(moment)),
  }
}
