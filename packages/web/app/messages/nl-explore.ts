import { count } from './count.ts'

/** What is told of the curve of one place over time. */
export type AboutCourse = {
  what: string
  place: string
  low: string
  high: string
  mean: string
  /** When it was highest. */
  when: string
}

/** What is told of the one place that has values, or the one value of a place. */
export type AboutPlace = { what: string; place: string; value: string }

/** What is told of places that are compared. */
export type AboutPlaces = {
  what: string
  highest: string
  most: string
  lowest: string
  least: string
}

/** What is told of what is usual in a day or week. */
export type AboutPattern = {
  what: string
  place: string
  most: string
  at: string
  least: string
  atLeast: string
}

/** When one of several places is highest in a day or week. */
export type AboutTop = { place: string; most: string; at: string }

/** Between which values a place is most often. */
export type AboutBin = { place: string; from: string; to: string; share: string }

/** Texts of the page on which anyone asks questions of measurements and figures. */
export const nlExplore = {
  title: 'Verken',
  lead: 'Stel zelf een vraag aan de metingen: kies wat, waar en wanneer. U krijgt een grafiek, een tabel en één zin.',
  form: {
    title: 'Uw vraag',
    what: 'Toon',
    where: 'van',
    and: 'en',
    withThat: 'en vergelijk met',
    nowhere: '– (geen)',
    step: 'per',
    own: 'eigen periode',
    from: 'vanaf',
    to: 'tot en met',
    against: 'tegen',
    wind: 'met windrichting',
    by: 'gemeten bij',
    samePlace: 'dezelfde plek',
    show: 'Toon',
    properties: 'Gemeten',
    indicators: 'Indicatoren',
    everything: 'Overal',
    levels: { municipality: 'Gemeenten', district: 'Wijken', neighbourhood: 'Buurten' },
    stations: 'Meetpunten',
    others: 'Nu gekozen',
    choose: 'Kies',
  },
  steps: { hour: 'uur', day: 'dag', week: 'week', month: 'maand', year: 'jaar' },
  /** Many of them. */
  manySteps: { hour: 'uren', day: 'dagen', week: 'weken', month: 'maanden', year: 'jaren' },
  chooseChart: 'Kies een grafiek',
  charts: {
    lines: 'Verloop',
    compare: 'Vergelijking',
    day: 'Dagpatroon',
    week: 'Weekpatroon',
    calendar: 'Kalender',
    distribution: 'Verdeling',
    scatter: 'Samenhang',
    rose: 'Windroos',
  },
  places: {
    all: 'alle meetpunten',
    reference: 'de referentiestations',
    unnamed: (key: string) => `plek ${key}`,
  },
  about: (what: string, places: string) => `${what}: ${places}`,
  weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'] as string[],
  weekdaysShort: ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'] as string[],
  clock: ' uur',
  atHour: (hour: number) => `${hour} uur`,
  shareOf: {
    hour: 'Deel van de uren',
    day: 'Deel van de dagen',
    week: 'Deel van de weken',
    month: 'Deel van de maanden',
    year: 'Deel van de jaren',
  },
  windShare: 'Hoe vaak de wind daarvandaan kwam',
  compass: ['N', 'O', 'Z', 'W'] as string[],
  winds: [
    'het noorden',
    'het noordnoordoosten',
    'het oostnoordoosten',
    'het oosten',
    'het oostzuidoosten',
    'het zuidzuidoosten',
    'het zuiden',
    'het zuidzuidwesten',
    'het westzuidwesten',
    'het westen',
    'het westnoordwesten',
    'het noordnoordwesten',
  ] as string[],
  sentence: {
    none: (what: string, period: string) => `Er is ${period} geen waarde van ${what} op deze plek.`,
    period: (from: string, to: string) => (from === to ? `op ${from}` : `van ${from} tot en met ${to}`),
    course: (c: AboutCourse, period: string) =>
      c.low === c.high
        ? `${c.what} was bij ${c.place} ${period} steeds ${c.low}.`
        : `${c.what} lag bij ${c.place} ${period} tussen ${c.low} en ${c.high}, gemiddeld ${c.mean}. De hoogste waarde was ${c.when}.`,
    places: (p: AboutPlaces, period: string) =>
      p.most === p.least
        ? `${p.what} was ${period} gemiddeld overal ${p.most}.`
        : `${p.what} was ${period} gemiddeld het hoogst bij ${p.highest} (${p.most}) en het laagst bij ${p.lowest} (${p.least}).`,
    onePlace: (p: AboutPlace, period: string) =>
      `${p.what} was bij ${p.place} ${period} gemiddeld ${p.value}.`,
    oneFigure: (p: AboutPlace, period: string) => `${p.what} was bij ${p.place} ${period} ${p.value}.`,
    when: {
      hour: (moment: string) => `op ${moment}`,
      day: (day: string) => `op ${day}`,
      week: (day: string) => `in de week van ${day}`,
      month: (day: string) => `in de maand die begon op ${day}`,
      year: (day: string) => `in het jaar dat begon op ${day}`,
    },
    shared: (n: string, of: string, steps: string) =>
      `Dit gaat over ${n} van de ${of} ${steps}: toen is op al deze plekken gemeten.`,
    noneShared: (what: string, period: string) =>
      `${what} is ${period} nooit op al deze plekken tegelijk gemeten: hun gemiddelden zijn niet te vergelijken.`,
    surely: 'Dat verschil is groter dan de onzekerheid van beide gemiddelden.',
    unsurely: 'Dat verschil valt binnen de onzekerheid: het kan toeval zijn.',
    pattern: (p: AboutPattern) =>
      p.most === p.least
        ? `${p.what} is bij ${p.place} gemiddeld op elk moment ${p.most}.`
        : `${p.what} is bij ${p.place} gemiddeld het hoogst rond ${p.at} (${p.most}) en het laagst rond ${p.atLeast} (${p.least}).`,
    patterns: (what: string, one: AboutTop, other: AboutTop, places: number) =>
      places === 2
        ? `${what} is bij ${one.place} gemiddeld het hoogst rond ${one.at} (${one.most}) en bij ${other.place} rond ${other.at} (${other.most}).`
        : `${what} heeft van deze ${places} plekken bij ${one.place} gemiddeld de hoogste top: ${one.most}, rond ${one.at}. De laagste top is bij ${other.place}: ${other.most}, rond ${other.at}.`,
    distribution: (what: string, { place, from, to, share }: AboutBin, steps: string) =>
      `${what} lag bij ${place} het vaakst tussen ${from} en ${to}: in ${share} van de ${steps} met een waarde.`,
    distributions: (
      what: string,
      one: AboutBin,
      other: AboutBin,
      { places, steps }: { places: number; steps: string },
    ) => {
      const spot = (bin: AboutBin) =>
        `het vaakst tussen ${bin.from} en ${bin.to}, in ${bin.share} van de ${steps} met een waarde`
      return places === 2
        ? `${what} lag bij ${one.place} ${spot(one)}, en bij ${other.place} ${spot(other)}.`
        : `${what} lag van deze ${places} plekken bij ${one.place} het laagst: ${spot(one)}. Bij ${other.place} lag het het hoogst: ${spot(other)}.`
    },
    /** Also read later, in an analysis that keeps the answer. */
    running: {
      last: {
        hour: 'Het laatste uur',
        day: 'De laatste dag',
        week: 'De laatste week',
        month: 'De laatste maand',
        year: 'Het laatste jaar',
      },
      leftOut: (last: string) => `${last} liep nog toen dit werd berekend, en telt in deze zin niet mee.`,
      counted: (last: string) => `${last} liep nog toen dit werd berekend: dit kan nog veranderen.`,
    },
    partLeftOut: (steps: string) =>
      `${steps} waarvan minder dan de helft is gemeten, tellen in deze zin niet mee.`,
    scatter: (
      what: string,
      place: string,
      against: string,
      r: string,
      n: string,
      steps: string,
      strength: 'up' | 'down' | 'none',
    ) => {
      const how = {
        up: `Als ${against} hoger is, is ${what} bij ${place} meestal ook hoger`,
        down: `Als ${against} hoger is, is ${what} bij ${place} meestal lager`,
        none: `Bij ${place} hangen ${what} en ${against} nauwelijks samen`,
      }
      return `${how[strength]} (correlatie ${r}, over ${n} ${steps}). Samenhang is nog geen oorzaak.`
    },
    fewPairs: (what: string, against: string) =>
      `Er zijn te weinig momenten waarop ${what} en ${against} allebei gemeten zijn om iets te zeggen.`,
    rose: (what: string, most: string, wind: string, least: string, other: string) =>
      `${what} was het hoogst met wind uit ${wind} (${most}) en het laagst met wind uit ${other} (${least}).`,
    over: (n: string, of: string, steps: string, line: string) =>
      `In ${n} van de ${of} ${steps} lag het boven de lijn ‘${line}’.`,
    missing: (place: string, n: string, of: string, steps: string) =>
      `Bij ${place} ontbreekt een waarde in ${n} van de ${of} ${steps}.`,
    coverage: (place: string, share: string) => `Bij ${place} is ${share} van wat gemeten kon worden er.`,
  },
  notes: {
    title: 'Hoe lees ik dit?',
    mean: (steps: string) =>
      `Elke waarde is een gemiddelde per ${steps}; van meer meetpunten het gemiddelde over de meetpunten, die even zwaar tellen.`,
    figure:
      'Dit zijn de cijfers van de indicator zelf: hoe ze berekend zijn staat op de pagina van de indicator.',
    band: 'De band toont tussen welke waarden het gemiddelde ligt, met 95 procent zekerheid: uit het aantal meetpunten en hoeveel zij verschillen (t-verdeling). Met twee of drie meetpunten is de band breed: dan is het gemiddelde nog onzeker. Met één meetpunt is er geen band.',
    usual: 'De band toont waar acht van de tien waarden op dat uur lagen.',
    gaps: 'Wat ontbreekt, is open gelaten: een lijn loopt niet door over een gat.',
    singly:
      'Een gebied telt alleen meetpunten die u ook los mag zien met deze stap. Meetpunten die alleen samen met andere zijn gepubliceerd, tellen mee in indicatoren.',
    otherUnit: (place: string, n: number) =>
      `Bij ${place} ${n === 1 ? 'telt 1 meetreeks' : `tellen ${n} meetreeksen`} niet mee: in een andere eenheid gemeten.`,
    tooCoarse: (place: string, n: number) =>
      `Bij ${place} ${n === 1 ? 'telt 1 meetreeks' : `tellen ${n} meetreeksen`} niet mee: u ziet daarvan alleen dagen.`,
    noStations: (place: string) =>
      `Bij ${place} is dit in deze periode niet gemeten, of u mag het niet zien.`,
    stations: (place: string, n: number, share: string) =>
      `${place}: ${count(n, 'meetpunt', 'meetpunten')}, ${share} van de waarden is er.`,
    wind: 'De windroos laat zien hoe hoog de waarde gemiddeld was bij wind uit elke richting. Hoe verder naar buiten, hoe hoger.',
  },
  table: {
    caption: (what: string) => `De cijfers: ${what}`,
    place: 'Plek',
    n: 'Meetpunten',
    days: 'Dagen',
    count: 'Aantal',
    share: 'Deel',
    coverage: 'Dekking',
    low: 'Van',
    high: 'Tot',
    hour: 'Uur',
    weekday: 'Dag',
    between: 'Tussen',
    wind: 'Wind uit',
    rows: (from: string, to: string, of: string) => `Rij ${from} tot en met ${to} van ${of}`,
    earlier: 'Vorige rijen',
    later: 'Volgende rijen',
  },
  /** Written in pictures that are downloaded. */
  caption: {
    place: (places: string) => `Plaats: ${places}`,
    period: (from: string, to: string) => `Periode: ${from} tot en met ${to}`,
    source: (site: string, address: string) => `Bron: ${site}, ${address}`,
    data: (datasets: string) => `Gegevens: ${datasets}`,
    licence: (licences: string) => `Licentie: ${licences}`,
    made: (moment: string) => `Gemaakt op ${moment}`,
  },
  downloads: {
    title: 'Ophalen en delen',
    csv: 'De cijfers (CSV)',
    json: 'Het antwoord voor programma’s (JSON)',
    svg: 'De grafiek (SVG)',
    png: 'De grafiek (PNG)',
    spec: 'De grafiek als tekst (Vega-Lite), om te controleren of elders te tekenen',
    link: 'Vaste link naar deze vraag',
    embed: 'Voor op een andere website (HTML)',
    embedHint:
      'De grafiek staat daar met zijn bron, en wordt bij elk bezoek opnieuw getekend uit wat iedereen mag zien.',
  },
  problem: {
    more: 'Er is nog iets nodig',
    title: 'Deze vraag kan zo niet',
    nothing: 'Er is nog niets gemeten dat u mag zien. Kom later terug, of log in.',
    offers: 'Dit is er wel, en lijkt er het meest op:',
    other: 'U kunt hierboven iets anders kiezen.',
    second: 'Kies ook een tweede grootheid, om dit tegen uit te zetten.',
    noWind: 'Er is hier geen windrichting gemeten. Kies een grootheid met de windrichting in graden.',
  },
  example: 'Dit is een voorbeeld. Verander de vraag hierboven.',
  open: 'Bekijk in Verken',
}
