import type { nlLimits } from './nl-limits.ts'

/** Texts about the limits by which values are judged. */
export const enLimits: typeof nlLimits = {
  title: 'When do we doubt a value?',
  text: 'We check every value. A value beyond a limit gets a mark of doubt. We never remove or change a value.',
  none: 'There are no measurements in this dataset yet. You see the limits here once there are.',
  property: 'What is measured?',
  tests: {
    range: 'Cannot occur',
    constant: 'Unchanged for too long',
    rate: 'Changes too fast',
    outlier: 'Outlier',
    spatial: 'Unlike the neighbours',
  },
  off: 'not looked at',
  usual: (text) => `usual: ${text}`,
  range: (least, most) => `outside ${least} to ${most}`,
  constant: (hours) => `equal for ${hours} hours`,
  rate: (change, minutes) => `more than ${change} in ${minutes} minutes`,
  outlier: (times, least) => `more than ${times} times the spread (at least ${least})`,
  spatial: (kilometres) => `stations within ${kilometres} km`,
  gapTitle: 'Gaps in the measurements',
  gapText:
    'For gaps there is nothing to set. We see a gap when nothing comes for more than three times as long as is usual for that station.',
  page: {
    title: (property) => `Limits for ${property}`,
    lead: 'These limits hold for this dataset only. Empty the fields of a part when we should not look at it.',
    after:
      'When you save, all values of the dataset are judged again. That begins within an hour and can take longer with many measurements. Nothing disappears: only the marks of doubt change.',
    rests: 'What the usual limits rest on:',
    noDefaults:
      'We have no usual limits for these measurements. As long as you fill in nothing, we do not judge them.',
    reset: 'Back to the usual limits',
    otherUnits: (unit, others) =>
      `Note: these limits are meant for ${unit}. This dataset also has series in ${others}. Those are judged with the same numbers.`,
    noUnit: 'values without a unit',
    inUnit: (unit) => `In ${unit}.`,
    usual: (value) => `Usual: ${value}.`,
    usualOff: 'Usually we do not look at this.',
    explain: {
      range: 'A value beyond these limits cannot be. The sensor is almost certainly broken.',
      constant:
        'When a value stays exactly the same for long, the sensor may be stuck. Real air and real water always change a little.',
      rate: 'When a value jumps faster than is possible in reality, something is wrong.',
      outlier:
        'We compare a value with the fifteen days before it. When it is much further off than usual, and the neighbours do not see that, it is an outlier.',
      spatial:
        'We compare a station with stations nearby, over thirty days. It should roughly go up and down with them, and be about as high.',
    },
  },
  fields: {
    'range.minimum': { label: 'Lowest value that can be' },
    'range.maximum': { label: 'Highest value that can be' },
    'constant.hours': { label: 'After how many hours equal do we doubt?' },
    'rate.change': { label: 'Largest change that can be' },
    'rate.minutes': { label: 'Within how many minutes?' },
    'outlier.deviations': { label: 'How many times the usual spread may it be?' },
    'outlier.spread': { label: 'Least spread that counts' },
    'spatial.kilometres': { label: 'Up to how many kilometres are they neighbours?' },
    'spatial.correlation': { label: 'How strongly must it move along? From −1 to 1' },
    'spatial.similarity.distribution': {
      label: 'How differently may the values be distributed? From 0 to 1',
    },
    'spatial.similarity.times': {
      label: 'How many times the usual difference between neighbours may it be?',
    },
    'spatial.similarity.least': { label: 'A smaller difference never counts' },
  },
}
