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
    hexagon: (latitude, longitude) => `around ${latitude} north, ${longitude} east`,
    tooFew: 'too few stations',
    noFigure: 'no figure',
    leftOut: (n) =>
      `${count(n, 'station is', 'stations are')} in no hexagon: the place is not known precisely enough. Choose larger hexagons.`,
    hexagonRule:
      'A hexagon has a mean only when three stations in it measured. A mean of fewer says too little of an area this large.',
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
    backgroundSource: 'Background: BRT, Kadaster (CC BY 4.0)',
  },
}
