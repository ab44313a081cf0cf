import type { nlDatastream } from './nl-datastream.ts'

/** Texts of the page about one series of measurements, in English. */
export const enDatastream: typeof nlDatastream = {
  kicker: 'Series of measurements',
  stale: 'This series gets no new measurements now.',
  latest: 'Latest value',
  course: 'Over time',
  about: 'About these figures',
  choosePeriod: 'Choose a period',
  zooms: { dag: 'Day', week: 'Week', maand: 'Month', jaar: 'Year' },
  previous: { dag: 'Day before', week: 'Week before', maand: 'Month before', jaar: 'Year before' },
  next: { dag: 'Day after', week: 'Week after', maand: 'Month after', jaar: 'Year after' },
  toNow: 'Go to now',
  period: (from, to) => `From ${from} to ${to}`,
  sentence: (title, low, high, mean) =>
    low === high
      ? `${title}: ${low} in all measurements of this period.`
      : `${title} was between ${low} and ${high} in this period. The mean was ${mean}.`,
  none: 'There are no measurements in this period. Choose another period.',
  noneUsable: 'There are measurements in this period, but none of them can be right. Below you see why.',
  unit: 'Unit',
  noUnit: 'none',
  shows: 'Each point is',
  averaging: { raw: 'one measurement', hour: 'the mean of an hour', day: 'the mean of a day' },
  steps: { raw: 'measurements', hour: 'hours', day: 'days' },
  coverage: 'Coverage',
  covered: (share, steps, values) => `${share} of the ${steps} have a value, from ${values} measurements`,
  values: (values) => `${values} measurements`,
  mean: 'Mean',
  low: 'Lowest',
  high: 'Highest',
  count: 'Measurements',
  downloadTitle: 'Get the figures',
  downloadShown: 'These figures (CSV)',
  downloadRaw: (format) => `All measurements in this period (${format})`,
  downloadAll: 'All measurements of this series (CSV)',
  restore: 'Do you want to keep or share exactly this period?',
  restoreLink: 'Permanent link to this period',
  open: 'See the whole series',
  flags: {
    title: 'How reliable are these measurements?',
    column: 'Judgement',
    good: 'good',
    unjudged: 'not judged',
    some: (n) => (n === 1 ? '1 doubtful' : `${n} doubtful`),
    names: {
      range: 'Impossible',
      constant: 'Stays the same',
      rate: 'Changes too fast',
      outlier: 'Far from usual',
      correlation: 'Does not follow the area',
      similarity: 'Unlike the area',
      manual: 'Rejected',
    },
    none: 'We found nothing strange in these measurements.',
    sentence: (values, of) =>
      `There is doubt about ${values} of the ${of} measurements. The chart has a diamond (◇) there. We do not remove such measurements.`,
    zoomIn: 'Choose the view by day to see why we doubt.',
    rule: 'Judge measurements',
    rulings: 'This is how people judged:',
    ruled: {
      good: (from, to) => `From ${from} up to ${to}: good.`,
      bad: (from, to) => `From ${from} up to ${to}: rejected.`,
    },
    withdrawn: (when) => `withdrawn on ${when}`,
  },
  calibration: {
    is: {
      raw: (uncertainty) =>
        `These are raw values. The thin grey line is the same series after calibration (uncertainty ± ${uncertainty}).`,
      calibrated: (uncertainty) =>
        `These values are calibrated: corrected with a reference station (uncertainty ± ${uncertainty}). The thin grey line is what the sensor itself gave.`,
    },
    other: { raw: 'See the calibrated values', calibrated: 'See the raw values' },
  },
}
