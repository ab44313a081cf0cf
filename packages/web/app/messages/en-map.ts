import { count } from './count.ts'
import type { nlMap } from './nl-map.ts'

/** Texts of the map that shows more than stations of now, and of the profile of an area. */
export const enMap: typeof nlMap = {
  maps: {
    kind: 'How do you want to see it?',
    kinds: {
      punten: 'Each station',
      vakken: 'Mean by hexagon',
      gebieden: 'Indicator by area',
      twee: 'Two indicators side by side',
    },
    width: 'How large are the hexagons?',
    widths: (metres) => `${metres} wide`,
    indicator: 'Which indicator?',
    other: 'And which beside it?',
    whenHint: 'Leave it empty for now.',
    day: 'The hours of a day',
    year: 'A whole year',
    labels: {
      vakken: 'Map with hexagons. The list below the map gives the same information.',
      gebieden: 'Map with areas. The list below the map gives the same information.',
      twee: 'Map with areas and two indicators. The list below the map gives the same information.',
    },
    keys: 'With the keyboard: the arrows move the map, + and − make it larger and smaller, Enter tells about what is nearest to the cross in the middle.',
    lists: {
      stations: 'All stations',
      hexagons: 'All hexagons',
      areas: 'All areas',
      two: 'All areas',
    },
    slider: 'Moment',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous',
    next: 'Next',
    stillMotion:
      'Your device asks for little motion. So the map does not play by itself; the buttons do work.',
    tooManySteps: 'So many areas and moments at once we cannot play. Choose a moment.',
    at: (moment) => `On the map and in the list: ${moment}.`,
    nothingAt: 'Nothing was measured at this moment.',
    averaged: {
      single: 'single value',
      minutes: (n) => `mean of ${count(n, 'minute', 'minutes')}`,
      hours: (n) => `mean of ${count(n, 'hour', 'hours')}`,
      days: (n) => `mean of ${count(n, 'day', 'days')}`,
      month: 'mean of the days of a month',
    },
    columns: {
      averaged: 'The value is a',
      hexagon: 'Hexagon',
      mean: 'Mean',
      stations: 'Stations',
      measuring: 'Of which measured',
      coverage: 'Hours measured',
      why: 'Why here?',
    },
    hexagon: (name, latitude, longitude) =>
      name === undefined
        ? `${latitude} north, ${longitude} east`
        : `near ${name} (${latitude}; ${longitude})`,
    tooFew: 'too few stations',
    noFigure: 'no figure',
    leftOut: (n) =>
      `${count(n, 'station is', 'stations are')} in no hexagon: the place is not known precisely enough. Choose larger hexagons.`,
    hexagonRule:
      'A hexagon has a mean only when three stations in it measured. A mean of fewer says too little of an area this large.',
    noMeans: (width) =>
      `None of the hexagons of ${width} has a mean: in none of them did three stations measure.`,
    showWider: (width) => `Show hexagons of ${width}`,
    noneWider: 'Larger hexagons have no mean here either.',
    hexagonSummary: (n, known) =>
      `${count(n, 'hexagon', 'hexagons')} with stations, of which ${known} with a mean.`,
    areaSummary: (n, known) => `${count(n, 'area', 'areas')}, of which ${known} with a figure.`,
    noIndicators: 'There are no indicators yet.',
    noThirds: 'There are too few different figures to divide areas into three groups.',
    two: {
      legend: 'What the colours mean',
      text: (first, second) =>
        `From left to right: ${first}, from low to high. From bottom to top: ${second}, from low to high. Each step is a third of the areas. Each square says how many areas it is.`,
      thirds: ['low', 'middle', 'high'],
      bounds: (title, middle, high) => `${title}: low is below ${middle}, high is from ${high}.`,
      warning: 'That two things are high together does not say that the one comes from the other.',
    },
    background: 'Show the topographic map of PDOK',
    backgroundHint: 'Your browser then asks the map of the Kadaster, which so sees what part you look at.',
    withoutBackground:
      'The topographic map of PDOK does not come through now. The rest of the map is as it should be.',
    withoutRemarks: 'Leave out remarks of people',
    backgroundSource: 'Background: BRT, Kadaster (CC BY 4.0)',
  },
  why: {
    title: (area) => `Why here? ${area}`,
    lead: 'Is it different here than elsewhere? And what else is different here? That stands side by side below.',
    noIndicator: 'There is no indicator yet for this kind of area.',
    toIndicator: 'See this indicator',
    everywhere: 'all areas',
    noFigure: (area, periods) =>
      periods === 0
        ? `There are no figures of ${area} in the last year.`
        : `There are too few figures of ${area} to compare: ${periods}.`,
    sentence: ({ area, value, place, mean, side }) => {
      if (mean === undefined) return `In ${area} it is ${value} on average.`
      const words = {
        higher: 'That is higher than',
        lower: 'That is lower than',
        same: 'That is as high as',
      }[side]
      return `In ${area} it is ${value} on average. ${words} in the other areas (${place}): there it is ${mean} on average.`
    },
    rank: (rank, areas) => `From high to low it is number ${rank} of ${areas}.`,
    period: 'Figures of',
    fromTo: (from, to) => `${from} to ${to}`,
    figures: 'Number of figures',
    others: 'Other areas',
    range: 'Lowest and highest of these',
    between: (low, high) => `${low} and ${high}`,
    leftOut: (n) =>
      `${count(n, 'area does', 'areas do')} not count: there are figures of less than half as many periods.`,
    noStatistics: 'Of these areas we know no other figures yet, such as greenery or income.',
    together: 'What goes together with this?',
    clear: (n, all) =>
      n === 0
        ? `Of ${count(all, 'characteristic', 'characteristics')} there is none that clearly goes together with this indicator.`
        : `Of ${count(all, 'characteristic', 'characteristics')} ${n} clearly ${n === 1 ? 'goes' : 'go'} together with this indicator.`,
    warning:
      'Mind: going together is no cause. Perhaps the one comes from the other, perhaps the other way round, perhaps both come from something else, such as how old a neighbourhood is. And what holds for areas need not hold for the people who live there.',
    chance: (all, n) =>
      `We compare ${count(all, 'characteristic', 'characteristics')} at once. Then on average ${n} ${n === 1 ? 'seems' : 'seem'} to go together by chance.`,
    caption: (title, place) => `Characteristics of areas beside ‘${title}’ (${place})`,
    statistic: 'Characteristic',
    here: 'Here',
    meanOfOthers: 'Mean elsewhere',
    inWords: 'Do they go together?',
    order: 'Order (Spearman)',
    line: 'Straight line (Pearson)',
    pairs: 'Areas',
    words: {
      same: 'yes: where the one is high, so is the other',
      opposite: 'yes: where the one is high, the other is low',
      none: 'not clear',
      unknown: 'too few areas',
    },
    interval: (value, low, high) => `${value} (${low} to ${high})`,
    method:
      'Between brackets is the interval of 95%. A number runs from −1 (exactly opposite) through 0 (no relation) to 1 (exactly alike). We use the mean of the figures of each area, and say yes only when the whole interval of the order is on one side of 0.',
  },
}
