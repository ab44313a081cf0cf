import { count } from './count.ts'

/** Texts about the order of areas by an indicator. */
export const nlRanking = {
  title: 'Waar is het het hoogst?',
  lead: (period: string) => `Alle gebieden naast elkaar, van ${period}.`,
  running: 'Deze periode loopt nog: de volgorde kan nog veranderen.',
  top: (s: { period: string; areas: string; many: boolean; value: string }) =>
    s.many
      ? `${s.period}: de waarde is het hoogst in ${s.areas}. Welke daarvan het hoogst is, is niet te zeggen: het verschil valt binnen de onzekerheid.`
      : `${s.period}: de waarde is het hoogst in ${s.areas}, ${s.value}.`,
  many: (n: number) => `${n} gebieden`,
  toList: 'Bekijk de hele ranglijst',
  none: 'Er zijn nog geen cijfers om gebieden mee te vergelijken.',
  noneAt: (period: string) => `Van ${period} zijn er geen cijfers.`,
  shared:
    'Plaats 1 is de hoogste waarde. Staat er een reeks, zoals 2–4, dan delen gebieden die plaatsen: hun verschil valt binnen de onzekerheid. Van elke twintig gebieden die gelijk zijn, lijkt er zo toch één te verschillen.',
  unknown: (n: number, all: number) =>
    n === all
      ? 'Van deze cijfers is niet bekend hoe onzeker ze zijn, bijvoorbeeld omdat er één meetpunt is. Kleine verschillen zeggen dan niets.'
      : `Van ${count(n, 'gebied is', 'gebieden zijn')} niet bekend hoe onzeker het cijfer is, bijvoorbeeld omdat er één meetpunt is. Daarvan telt alleen de waarde.`,
  without: (n: number) =>
    n === 1 ? 'Van 1 gebied is er geen waarde:' : `Van ${n} gebieden is er geen waarde:`,
  notMeasured: 'niet gemeten',
  tooFew: (share: string) => `te weinig gemeten (${share})`,
  noValue: 'niet te berekenen',
  others: (n: number) => `en ${n} andere`,
  otherMoments:
    'De cijfers zijn van verschillende perioden. Daarom staat er geen volgorde bij. Kies een dag of jaar om ze te vergelijken.',
  sort: 'Volgorde',
  sorts: {
    hoog: 'Hoogste eerst',
    laag: 'Laagste eerst',
    naam: 'Op naam',
    dekking: 'Best gemeten eerst',
  },
  columns: {
    position: 'Plaats',
    margin: 'Onzekerheid',
    yearBefore: 'Een jaar eerder',
    more: 'Verder kijken',
  },
  position: (from: number, to: number, all: number) =>
    from === to ? `${from} van ${all}` : `${from}–${to} van ${all}`,
  inOrder: (from: number, to: number, all: number, level: string) =>
    from === to
      ? `Van hoog naar laag: plaats ${from} van ${all} ${level}`
      : `Van hoog naar laag: plaats ${from} tot en met ${to} van ${all} ${level}, het verschil valt binnen de onzekerheid`,
  levels: { municipality: 'gemeenten', district: 'wijken', neighbourhood: 'buurten', group: 'groepen' },
  changes: {
    higher: (value: string) => `hoger dan ${value}`,
    lower: (value: string) => `lager dan ${value}`,
    unclear: (value: string) => `geen duidelijk verschil met ${value}`,
  },
  why: 'Waarom hier?',
  trend: 'Wordt het meer of minder?',
  check: 'Klopt dat?',
  of: (area: string) => ` (${area})`,
  when: 'Kies een dag in de periode',
  whenHour: 'Kies een dag en uur',
  previous: 'Vorige periode',
  next: 'Volgende periode',
  download: 'Haal deze ranglijst op (JSON)',
}
