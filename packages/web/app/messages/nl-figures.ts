import { count } from './count.ts'
import { nlIndicatorMethod } from './nl-indicator-method.ts'

/** On which side of a line a value is. */
export type SideOfLine = 'above' | 'on' | 'below'

const SIDES = { above: 'daarboven', on: 'daar precies op', below: 'daaronder' } as const

/** What is told of a signal, or of several of one indicator and one day. */
export type AboutSignal = {
  /** Above or below. */
  side: string
  line: string
  /** When it was past the line for the first time. */
  began: string
  /** When it was past the line for the last time, if not only when it began. */
  last: string | null
  /** Highest or lowest value. */
  most: string
  peak: string
  /** When that was, if it was more than once past the line. */
  peakWhen: string | null
  /** The area of that value, when there are several. */
  where: string | null
}

/** What is told of the rule by which an indicator gives a signal; lines are written with their unit. */
export type SignalRuleWords = {
  above: boolean
  line: string
  /** In how many periods in a row, and the word for that many. */
  periods: number
  period: string
  /** At or past this line, on the safe side, a signal is over. */
  clear: string
}

/** Texts about indicators and the signals they give. */
export const nlFigures = {
  goals: {
    from: 'Nu of bij de start',
    to: 'Doel',
    before: (date: string) => `vóór ${date}`,
    measuredBy: 'Gemeten met',
    baseline: (value: string, date: string | null) =>
      `De beginstand is ${value}${date ? ` (tot en met ${date})` : ''}.`,
    noBaseline: 'De beginstand is nog niet bekend.',
    over: 'De einddatum is voorbij',
    aim: (value: string, date: string, lower: boolean) =>
      `Het doel is ${lower ? 'hoogstens' : 'minstens'} ${value}, uiterlijk ${date}.`,
    indicator: 'de indicator',
    latest: (value: string, when: string, areas: number) =>
      `Laatste stand${areas > 1 ? ` in het ongunstigste van ${areas} gebieden` : ''}: ${value} (${when}).`,
    worst: (since: string, value: string, when: string) =>
      `Ongunstigste stand sinds ${since}: ${value} (${when}).`,
    progress: (share: string) =>
      `${share} van de weg naar het doel is afgelegd. We kijken naar de ongunstigste stand van een heel jaar.`,
    reached: 'Het doel is gehaald, een heel jaar lang.',
    worse: 'De stand is slechter dan bij het begin.',
    unknown: {
      'no-indicator': null,
      'no-areas':
        'De indicator heeft geen cijfers over het gebied van dit doel: dat is kleiner dan de gebieden van de indicator, of heeft ze niet.',
      'no-figures': 'Er zijn nog geen cijfers waarmee we dit doel kunnen volgen.',
      outdated: 'Het laatste cijfer is meer dan een jaar oud. Daarom weten we niet hoe ver we nu zijn.',
      'other-unit':
        'De cijfers hebben een andere eenheid dan het doel. Daarom kunnen we niet zeggen hoe ver we zijn met dit doel.',
      'no-baseline': 'Zonder beginstand kunnen we niet zeggen hoe ver we zijn met dit doel.',
      'baseline-undated':
        'We weten niet van welke dag de beginstand is. Daarom kunnen we niet zeggen hoe ver we zijn met dit doel.',
      'nothing-since-baseline':
        'Er zijn nog geen cijfers van na de beginstand. Daarom weten we nog niet hoe ver we zijn met dit doel.',
      'less-than-a-year':
        'Na de beginstand is nog geen heel jaar gemeten. Daarom weten we nog niet hoe ver we zijn met dit doel.',
      'too-few-figures':
        'Van het laatste jaar zijn er te weinig cijfers. Daarom kunnen we niet zeggen hoe ver we zijn met dit doel.',
    },
    measuredIn: (measured: number, areas: number) =>
      `In ${measured} van de ${areas} gebieden is genoeg gemeten.`,
    progressLabel: 'Voortgang naar het doel',
    /** The answer in a line, after the name of the goal. */
    short: {
      progress: (share: string) => `${share} van de weg`,
      reached: 'gehaald, een heel jaar lang',
      worse: 'slechter dan bij het begin',
      unknown: 'niet te zeggen',
    },
  },
  ...nlIndicatorMethod,
  indicators: {
    title: 'Indicatoren',
    lead: 'Een indicator is een cijfer per gebied en per periode, altijd op dezelfde manier berekend.',
    none: 'Er zijn nog geen indicatoren.',
    chooseArea: 'Kies een gebied',
    chart: (title: string, area: string) => `${title} in ${area}`,
    noValues: 'Er zijn nog geen waarden in deze periode.',
    latestPeriod: 'Laatste periode',
    lines: 'Lijnen in de grafiek',
    lineKinds: { norm: 'Norm', target: 'Doel', signal: 'Signaalgrens' },
    how: 'Zo is het berekend',
    statistics: {
      mean: 'gemiddelde',
      sum: 'som, gemiddeld over de meetpunten',
      minimum: 'laagste waarde',
      maximum: 'hoogste waarde',
      percentile: 'percentiel',
      'share-above': 'deel van de tijd boven de norm',
      'count-above': 'aantal boven de norm',
      'count-from': 'aantal op of boven de norm',
      'count-below': 'aantal onder de norm',
      excess: 'som van wat boven de norm ligt',
      'sum-from': 'som van wat op of boven de norm ligt',
      'energetic-mean': 'energetisch gemiddelde (geluid)',
    },
    periods: { hour: 'uur', day: 'dag', month: 'maand', year: 'jaar' },
    periodsMany: { hour: 'uur', day: 'dagen', month: 'maanden', year: 'jaar' },
    perPeriod: (period: string, level: string) => `per ${period}, per ${level}`,
    coverageRule: (share: string) =>
      `Een waarde telt pas als ten minste ${share} van de verwachte metingen er is. Anders laten we een gat in de lijn.`,
    leftOut: 'Doet niet mee',
    leftOutRule: (series: number, unit: string) =>
      series === 1
        ? `1 meetreeks telt niet mee: de eenheid is niet om te rekenen naar ${unit}.`
        : `${series} meetreeksen tellen niet mee: hun eenheid is niet om te rekenen naar ${unit}.`,
    percentileRule: (p: number) => `Het ${p}e percentiel: ${p} procent van de metingen ligt lager.`,
    shareRule: (norm: string) => `Het deel van de metingen boven ${norm}.`,
    goodDirection: { lower: 'Lager is beter.', higher: 'Hoger is beter.' },
    signalRule: (r: SignalRuleWords) =>
      `Er komt een signaal als de waarde ${r.periods === 1 ? `één ${r.period}` : `${r.periods} ${r.period} achter elkaar`} ${r.above ? 'boven' : 'onder'} ${r.line} is. ` +
      `Het signaal is voorbij zodra de waarde ${r.clear} of ${r.above ? 'lager' : 'hoger'} is.`,
    above: 'boven',
    below: 'onder',
    version: (n: number) => `Versie ${n} van de definitie`,
    property: 'Wat is gemeten',
    method: 'Rekenwijze',
    running: 'loopt nog',
    stillRunning: 'Deze periode loopt nog: de waarde kan nog veranderen.',
    coverage: 'Dekking',
    hours: 'Uren met metingen',
    stations: 'Meetpunten',
    challenge: 'Hoort bij de opgave',
    signals: 'Signalen van deze indicator',
    download: 'Haal deze cijfers op (JSON)',
    downloadCsv: 'Download deze cijfers (CSV)',
    sentence: (s: {
      area: string
      title: string
      when: string
      value: string
      line?: { kind: string; title: string; value: string; side: SideOfLine }
    }) =>
      `${s.title} in ${s.area}: ${s.value} (${s.when}).${s.line ? ` ${s.line.kind} ‘${s.line.title}’ is ${s.line.value}: de waarde ligt ${SIDES[s.line.side]}.` : ''}`,
    signalLine: (line: string, side: SideOfLine) =>
      `De signaalgrens is ${line}: de waarde ligt ${SIDES[side]}.`,
    range: (low: string, high: string) => `In de getoonde periode lag de waarde tussen ${low} en ${high}.`,
    gaps: (n: number) => `Van ${count(n, 'periode', 'perioden')} is er geen waarde.`,
    noSentence: (area: string) => `Van ${area} is er in deze periode geen waarde.`,
  },
  signals: {
    title: 'Signalen',
    lead: 'Een signaal ontstaat als een indicator een grens passeert. Een signaal vraagt om een besluit, ook als dat is om niets te doen. Is de waarde vóór het besluit weer goed, dan staat dat erbij.',
    none: 'Er zijn geen signalen.',
    states: {
      open: 'wacht op besluit',
      cleared: 'voorbij, zonder besluit',
      decided: 'besluit genomen',
      withdrawn: 'ingetrokken',
    },
    groups: {
      open: 'Wacht op een besluit',
      cleared: 'Voorbij zonder besluit',
      decided: 'Besluit genomen',
      withdrawn: 'Ingetrokken na een correctie',
    },
    all: {
      cleared: 'Alle signalen die voorbijgingen zonder besluit',
      decided: 'Alle signalen met een besluit',
    },
    opened: 'Begonnen',
    cleared: 'Hersteld',
    stillOpen: 'nog niet',
    band: 'De grijze band in de grafiek is de tijd waarover dit signaal gaat.',
    staysOpen:
      'De waarde is weer aan de goede kant van de grens. Dit signaal blijft open tot de waarde verder hersteld is, of tot er een besluit over is.',
    last: 'Voor het laatst voorbij de grens',
    line: 'Grens',
    waiting: (n: number) =>
      n === 0 ? 'wacht sinds vandaag op een besluit' : `wacht al ${count(n, 'dag', 'dagen')} op een besluit`,
    decision: 'Besluit',
    noDecision: 'Er is nog geen besluit over dit signaal.',
    preparing: 'besluit in voorbereiding',
    preparingText: 'Er wordt een besluit voorbereid.',
    areas: {
      BU: (n: number) => count(n, 'buurt', 'buurten'),
      WK: (n: number) => count(n, 'wijk', 'wijken'),
      GM: (n: number) => count(n, 'gemeente', 'gemeenten'),
    },
    above: 'boven',
    below: 'onder',
    highest: 'Hoogste waarde',
    lowest: 'Laagste waarde',
    when: {
      hour: (moment: string) => `op ${moment}`,
      day: (day: string) => `op ${day}`,
      month: (month: string) => `in ${month}`,
      year: (year: string) => `in ${year}`,
    },
    about: (s: AboutSignal) =>
      `${s.last ? `Voor het eerst ${s.began}` : s.began} ${s.side} de grens van ${s.line}${s.last ? `, voor het laatst ${s.last}` : ''}. ` +
      `${s.most}: ${s.peak}${s.where ? ` in ${s.where}` : ''}${s.peakWhen ? `, ${s.peakWhen}` : ''}.`,
    seen: 'Wat zagen we?',
    name: (indicator: string, area: string) => `${indicator} in ${area}`,
  },
}
