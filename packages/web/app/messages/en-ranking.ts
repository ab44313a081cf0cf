import { count } from './count.ts'
import type { nlRanking } from './nl-ranking.ts'

/** Texts about the order of areas by an indicator, in English. */
export const enRanking: typeof nlRanking = {
  title: 'Where is it highest?',
  lead: (period: string) => `All areas side by side, of ${period}.`,
  running: 'This period is not over: the order can still change.',
  top: (s: { period: string; areas: string; many: boolean; value: string }) =>
    s.many
      ? `${s.period}: the value is highest in ${s.areas}. Which of these is the highest cannot be said: their difference is within the uncertainty.`
      : `${s.period}: the value is highest in ${s.areas}, ${s.value}.`,
  many: (n: number) => `${n} areas`,
  toList: 'See the whole ranking',
  none: 'There are no figures yet to compare areas by.',
  noneAt: (period: string) => `Of ${period} there are no figures.`,
  shared:
    'Place 1 is the highest value. A range, such as 2–4, means that areas share these places: their difference is within the uncertainty. Of every twenty areas that are the same, one still seems to differ.',
  unknown: (n: number, all: number) =>
    n === all
      ? 'How uncertain these figures are is not known, for example because there is one station. Small differences then say nothing.'
      : `Of ${count(n, 'area', 'areas')} it is not known how uncertain the figure is, for example because there is one station. Of these only the value counts.`,
  without: (n: number) => (n === 1 ? 'Of 1 area there is no value:' : `Of ${n} areas there is no value:`),
  notMeasured: 'not measured',
  tooFew: (share: string) => `too little measured (${share})`,
  noValue: 'cannot be computed',
  others: (n: number) => `and ${n} others`,
  otherMoments:
    'The figures are of different periods, so they are not put in order. Choose a day or year to compare them.',
  sort: 'Order',
  sorts: {
    hoog: 'Highest first',
    laag: 'Lowest first',
    naam: 'By name',
    dekking: 'Best measured first',
  },
  columns: {
    position: 'Place',
    margin: 'Uncertainty',
    yearBefore: 'A year before',
    more: 'Look further',
  },
  position: (from: number, to: number, all: number) =>
    from === to ? `${from} of ${all}` : `${from}–${to} of ${all}`,
  inOrder: (from: number, to: number, all: number, level: string) =>
    from === to
      ? `From high to low: place ${from} of ${all} ${level}`
      : `From high to low: place ${from} to ${to} of ${all} ${level}, their difference is within the uncertainty`,
  levels: {
    municipality: 'municipalities',
    district: 'districts',
    neighbourhood: 'neighbourhoods',
    group: 'groups',
  },
  changes: {
    higher: (value: string) => `higher than ${value}`,
    lower: (value: string) => `lower than ${value}`,
    unclear: (value: string) => `no clear difference with ${value}`,
  },
  why: 'Why here?',
  trend: 'Is it going up or down?',
  check: 'Is that right?',
  of: (area: string) => ` (${area})`,
  when: 'Choose a day in the period',
  whenHour: 'Choose a day and hour',
  previous: 'Previous period',
  next: 'Next period',
  download: 'Get this ranking (JSON)',
}
