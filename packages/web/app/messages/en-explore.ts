import { count } from './count.ts'
import type {
  AboutBin,
  AboutCourse,
  AboutPattern,
  AboutPlace,
  AboutPlaces,
  AboutTop,
  nlExplore,
} from './nl-explore.ts'

/** The same in English. */
export const enExplore: typeof nlExplore = {
  title: 'Explore',
  lead: 'Ask the measurements a question of your own: choose what, where and when. You get a chart, a table and one sentence.',
  form: {
    title: 'Your question',
    what: 'Show',
    where: 'of',
    and: 'and',
    withThat: 'and compare with',
    nowhere: '– (none)',
    step: 'per',
    own: 'own period',
    from: 'from',
    to: 'up to and including',
    against: 'against',
    wind: 'with wind direction',
    by: 'measured at',
    samePlace: 'the same place',
    show: 'Show',
    properties: 'Measured',
    indicators: 'Indicators',
    everything: 'Everywhere',
    levels: { municipality: 'Municipalities', district: 'Districts', neighbourhood: 'Neighbourhoods' },
    stations: 'Stations',
    others: 'Chosen now',
    choose: 'Choose',
  },
  steps: { hour: 'hour', day: 'day', week: 'week', month: 'month', year: 'year' },
  manySteps: { hour: 'hours', day: 'days', week: 'weeks', month: 'months', year: 'years' },
  chooseChart: 'Choose a chart',
  charts: {
    lines: 'Over time',
    compare: 'Comparison',
    day: 'Day pattern',
    week: 'Week pattern',
    calendar: 'Calendar',
    distribution: 'Distribution',
    scatter: 'Relation',
    rose: 'Wind rose',
  },
  places: {
    all: 'all stations',
    reference: 'the reference stations',
    unnamed: (key: string) => `place ${key}`,
  },
  about: (what: string, places: string) => `${what}: ${places}`,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekdaysShort: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  clock: ':00',
  atHour: (hour: number) => `${hour}:00`,
  shareOf: {
    hour: 'Share of the hours',
    day: 'Share of the days',
    week: 'Share of the weeks',
    month: 'Share of the months',
    year: 'Share of the years',
  },
  windShare: 'How often the wind came from there',
  compass: ['N', 'E', 'S', 'W'],
  winds: [
    'the north',
    'the north-northeast',
    'the east-northeast',
    'the east',
    'the east-southeast',
    'the south-southeast',
    'the south',
    'the south-southwest',
    'the west-southwest',
    'the west',
    'the west-northwest',
    'the north-northwest',
  ],
  sentence: {
    none: (what: string, period: string) => `There is no value of ${what} ${period} at this place.`,
    period: (from: string, to: string) =>
      from === to ? `on ${from}` : `from ${from} up to and including ${to}`,
    course: (c: AboutCourse, period: string) =>
      c.low === c.high
        ? `${c.what} was ${c.low} all the time at ${c.place} ${period}.`
        : `${c.what} at ${c.place} lay between ${c.low} and ${c.high} ${period}, with a mean of ${c.mean}. The highest value was ${c.when}.`,
    places: (p: AboutPlaces, period: string) =>
      p.most === p.least
        ? `The mean of ${p.what} was ${p.most} everywhere ${period}.`
        : `The mean of ${p.what} ${period} was highest at ${p.highest} (${p.most}) and lowest at ${p.lowest} (${p.least}).`,
    onePlace: (p: AboutPlace, period: string) =>
      `${p.what} at ${p.place} was ${p.value} on average ${period}.`,
    oneFigure: (p: AboutPlace, period: string) => `${p.what} at ${p.place} was ${p.value} ${period}.`,
    when: {
      hour: (moment: string) => `on ${moment}`,
      day: (day: string) => `on ${day}`,
      week: (day: string) => `in the week of ${day}`,
      month: (day: string) => `in the month that began on ${day}`,
      year: (day: string) => `in the year that began on ${day}`,
    },
    shared: (n: string, of: string, steps: string) =>
      `This is about ${n} of the ${of} ${steps}: then all these places were measured.`,
    noneShared: (what: string, period: string) =>
      `${what} was never measured at all these places at once ${period}: their means cannot be compared.`,
    surely: 'That difference is larger than the uncertainty of both means.',
    unsurely: 'That difference is within the uncertainty: it can be chance.',
    pattern: (p: AboutPattern) =>
      p.most === p.least
        ? `${p.what} at ${p.place} has a mean of ${p.most} at every moment.`
        : `${p.what} at ${p.place} is highest around ${p.at} (${p.most}) and lowest around ${p.atLeast} (${p.least}), on average.`,
    patterns: (what: string, one: AboutTop, other: AboutTop, places: number) =>
      places === 2
        ? `${what} is on average highest around ${one.at} at ${one.place} (${one.most}), and around ${other.at} at ${other.place} (${other.most}).`
        : `${what} has the highest mean peak of these ${places} places at ${one.place}: ${one.most}, around ${one.at}. The lowest peak is at ${other.place}: ${other.most}, around ${other.at}.`,
    distribution: (what: string, { place, from, to, share }: AboutBin, steps: string) =>
      `${what} at ${place} lay most often between ${from} and ${to}: in ${share} of the ${steps} with a value.`,
    distributions: (what, one, other, { places, steps }) => {
      const spot = (bin: AboutBin) =>
        `most often between ${bin.from} and ${bin.to}, in ${bin.share} of the ${steps} with a value`
      return places === 2
        ? `${what} at ${one.place} lay ${spot(one)}, and at ${other.place} ${spot(other)}.`
        : `${what} was lowest of these ${places} places at ${one.place}: ${spot(one)}. It was highest at ${other.place}: ${spot(other)}.`
    },
    running: {
      last: {
        hour: 'The last hour',
        day: 'The last day',
        week: 'The last week',
        month: 'The last month',
        year: 'The last year',
      },
      leftOut: (last) =>
        `${last} was still running when this was computed, and is left out of this sentence.`,
      counted: (last) => `${last} was still running when this was computed: this can change.`,
    },
    partLeftOut: (steps) => `${steps} of which less than half was measured are left out of this sentence.`,
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
        up: `When ${against} is higher, ${what} at ${place} is mostly higher too`,
        down: `When ${against} is higher, ${what} at ${place} is mostly lower`,
        none: `At ${place} ${what} and ${against} hardly go together`,
      }
      return `${how[strength]} (correlation ${r}, over ${n} ${steps}). A correlation is not yet a cause.`
    },
    fewPairs: (what: string, against: string) =>
      `There are too few moments at which both ${what} and ${against} were measured to say anything.`,
    rose: (what: string, most: string, wind: string, least: string, other: string) =>
      `${what} was highest with wind from ${wind} (${most}) and lowest with wind from ${other} (${least}).`,
    over: (n: string, of: string, steps: string, line: string) =>
      `In ${n} of the ${of} ${steps} it was above the line ‘${line}’.`,
    missing: (place: string, n: string, of: string, steps: string) =>
      `At ${place} a value is missing in ${n} of the ${of} ${steps}.`,
    coverage: (place: string, share: string) => `At ${place} ${share} of what could be measured is there.`,
  },
  notes: {
    title: 'How do I read this?',
    mean: (steps: string) =>
      `Each value is a mean per ${steps}; of several stations the mean over the stations, each counting the same.`,
    figure:
      'These are the figures of the indicator itself: how they are computed is on the page of the indicator.',
    band: 'The band shows between which values the mean lies, with 95 per cent certainty: from the number of stations and how much they differ (t-distribution). With two or three stations the band is wide: the mean is uncertain then. With one station there is no band.',
    usual: 'The band shows where eight of ten values at that hour lay.',
    gaps: 'What is missing is left open: a line does not go on across a gap.',
    singly:
      'An area counts only stations that you may also see by themselves at this step. Stations that are published only together with others, count in indicators.',
    otherUnit: (place: string, n: number) =>
      `At ${place} ${n === 1 ? '1 series does' : `${n} series do`} not count: measured in another unit.`,
    tooCoarse: (place: string, n: number) =>
      `At ${place} ${n === 1 ? '1 series does' : `${n} series do`} not count: you see days only of it.`,
    noStations: (place: string) => `At ${place} this was not measured in this period, or you may not see it.`,
    stations: (place: string, n: number, share: string) =>
      `${place}: ${count(n, 'station', 'stations')}, ${share} of the values is there.`,
    wind: 'The rose shows how high the value was on average with wind from each direction. The further out, the higher.',
  },
  table: {
    caption: (what: string) => `The figures: ${what}`,
    place: 'Place',
    n: 'Stations',
    days: 'Days',
    count: 'Count',
    share: 'Share',
    coverage: 'Coverage',
    low: 'From',
    high: 'To',
    hour: 'Hour',
    weekday: 'Day',
    between: 'Between',
    wind: 'Wind from',
    rows: (from: string, to: string, of: string) => `Rows ${from} to ${to} of ${of}`,
    earlier: 'Previous rows',
    later: 'Next rows',
  },
  caption: {
    place: (places: string) => `Place: ${places}`,
    period: (from: string, to: string) => `Period: ${from} to ${to}`,
    source: (site: string, address: string) => `Source: ${site}, ${address}`,
    data: (datasets: string) => `Data: ${datasets}`,
    licence: (licences: string) => `Licence: ${licences}`,
    made: (moment: string) => `Made on ${moment}`,
  },
  downloads: {
    title: 'Download and share',
    csv: 'The figures (CSV)',
    json: 'The answer for programs (JSON)',
    svg: 'The chart (SVG)',
    png: 'The chart (PNG)',
    spec: 'The chart as text (Vega-Lite), to check it or draw it elsewhere',
    link: 'Permanent link to this question',
    embed: 'For another website (HTML)',
    embedHint:
      'The chart stands there with its source, and is drawn again at each visit from what everybody may see.',
  },
  problem: {
    more: 'Something more is needed',
    title: 'This question is not possible like this',
    nothing: 'Nothing was measured yet that you may see. Come back later, or sign in.',
    offers: 'This does exist, and comes nearest:',
    other: 'You can choose something else above.',
    second: 'Choose a second property as well: against what do you want to set this out?',
    noWind: 'No wind direction was measured here. Choose a property with the wind direction in degrees.',
  },
  example: 'This is an example. Change the question above.',
  open: 'Open in Explore',
}
