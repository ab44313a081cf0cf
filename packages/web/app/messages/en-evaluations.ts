import { count } from './count.ts'
import type { nlEvaluations } from './nl-evaluations.ts'

export const enEvaluations: typeof nlEvaluations = {
  title: 'Measured effects',
  lead: 'Did it help? For each intervention it can be measured what changed, also when nothing changed.',
  none: 'There are no measured effects yet.',
  noneFound: 'There are no measured effects that match.',
  followUp: 'From decision to lesson',
  filter: {
    answer: 'Answer',
    challenge: 'Challenge',
    area: 'Area',
    all: 'All',
    everywhere: 'Everywhere',
  },
  answers: {
    'strong-indication': 'strong indication of an effect',
    indication: 'indication of an effect',
    'no-evidence': 'no evidence of an effect',
    'not-assessable': 'not assessable',
  },
  answerMeans: {
    'strong-indication':
      'Chance hardly explains this difference, and none of the checks that could be done speaks against it. Whether the difference is large, the number tells.',
    indication: 'There is a difference, but not everything is certain. Below is where the doubt lies.',
    'no-evidence':
      'There is no difference, or it can be chance. That does not prove that the intervention does not work.',
    'not-assessable': 'These data cannot tell whether the intervention helped.',
  },
  scale: 'The four possible answers',
  states: {
    draft: 'draft',
    published: 'published',
    withdrawn: 'withdrawn',
  },
  answerTitle: 'The answer',
  estimate: 'Measured difference',
  interval: 'Margin (95%)',
  range: (from, to) => `${from} to ${to}`,
  noInterval: 'cannot be determined',
  atLeast: (from) => `${from} or more`,
  atMost: (to) => `${to} or less`,
  share: (share) => `${share} of what was to be expected`,
  chance: 'Chance of such a difference without an effect',
  chanceOf: (p) => (p.startsWith('<') ? `less than ${p.slice(1)}` : p),
  plannedEffect: 'Expected beforehand',
  measuredWith: 'Measured with',
  measuredIn: 'Areas with the intervention',
  comparedWith: 'Compared with',
  comparedNone: 'no other areas',
  period: 'Period',
  periodOf: (before, after) => `${before} periods before the start and ${after} after it`,
  picture: {
    title: 'What was measured?',
    name: (indicator) => `${indicator}: measured, and expected without the intervention`,
    measured: 'measured',
    expected: 'expected without the intervention',
    compared: 'areas without the intervention',
    start: 'start',
    low: 'margin, low',
    high: 'margin, high',
    when: 'Period',
    sentence: (start, measured, expected) =>
      `Since the start (${start}) the measured average is ${measured}. Without the intervention ${expected} was to be expected.`,
    only: (start) => `The intervention began: ${start}.`,
    band: 'The area around the dashed line is the margin: with 95% certainty the figure would have been in it.',
    difference: {
      title: 'The difference, enlarged',
      name: 'The difference between what was measured and what was to be expected',
      measured: 'measured difference',
      expected: 'no difference',
      zero: 'The line at zero is what was to be expected without the intervention, the area around it the margin.',
      zeroOnly: 'The line at zero is what was to be expected without the intervention.',
      outside: (start, outside, count) =>
        `Since the start (${start}) the measured figure is outside the margin in ${outside === 0 ? 'none' : outside} of the ${count} periods. One period says little; all of them together give the answer above.`,
    },
    none: 'There is no chart of this: there are too few figures.',
  },
  how: 'How do we know?',
  methodTitle: (method) => `How it was computed: ${method}`,
  methods: {
    'before-and-after': {
      name: 'before and after',
      text: 'We compare the average before the start with the one after it. What else changed cannot be ruled out this way.',
    },
    'interrupted-series': {
      name: 'interrupted series',
      text: 'We look at how the figure developed before the start, with the season in it, and extend that line. What differs from it later is the difference.',
    },
    'interrupted-counts': {
      name: 'interrupted series of counts',
      text: 'We look at how the counts developed before the start and extend that line. What differs from it later is the difference, as a percentage.',
    },
    'local-level': {
      name: 'series with a level that wanders',
      text: 'We let the usual level move with time, and see whether it jumps more than usual at the start.',
    },
    'difference-series': {
      name: 'series of the difference',
      text: 'For each period we subtract the areas without the intervention from those with it, and see whether that difference changes at the start. What happens everywhere does not count this way.',
    },
    'difference-in-differences': {
      name: 'difference in differences',
      text: 'We look at how much the figure changed in the areas with the intervention, and subtract the change in similar areas. What happens everywhere does not count this way.',
    },
    'controlled-series': {
      name: 'series with a comparison',
      text: 'We follow the difference between areas with and without the intervention, and see whether it changes at the start. Other areas show whether chance can give such a change.',
    },
    'group-time': {
      name: 'staggered adoption',
      text: 'The intervention did not begin everywhere at once. We compare each area with areas where it had not begun yet.',
    },
    'synthetic-control': {
      name: 'built comparison',
      text: 'We mix areas without the intervention so that the mix resembles the area with it before the start. What the mix does later was to be expected without the intervention.',
    },
  },
  steering: {
    title: 'Does what the figure itself says hold?',
    lead: (day: string, version: number) =>
      `An effect rests on a figure. On ${day}, when it was published, what that figure seems to say of these areas was computed again with all reasonable choices (version ${version} of the indicator). This is about the whole time, not about the effect.`,
    notChecked: (areas: number) =>
      areas === 1 ? 'This was not done for one area.' : `This was not done for ${areas} more areas.`,
    toNow: 'See the steering check of now',
  },
  planTitle: 'What was agreed beforehand?',
  planBefore: (day) => `How it would be measured was registered on ${day}, before the intervention began.`,
  planLate: (day) => `How it would be measured was not registered on a day before the start, but on ${day}.`,
  planNone: 'How it would be measured was not registered beforehand. The choices were made afterwards.',
  planKept: 'It was measured as agreed.',
  planDiffers: 'This went otherwise than agreed:',
  planWhy: 'Why otherwise than agreed?',
  toPlan: 'Read the registered plan',
  otherwiseDone: 'What went otherwise with the intervention itself?',
  earlier: 'Computed before',
  earlierText:
    'Who computes often enough always finds something. That is why this shows what was computed before, with other choices.',
  beside: 'Computed in other evaluations of this intervention',
  besideText:
    'What was computed elsewhere stands here too. So it is seen whether one looked until something came out.',
  besideOf: (number: number) => `evaluation ${number}`,
  ofWhich: 'Which evaluation',
  when: 'When',
  changed: 'Choices other than now',
  sameChoices: 'the same choices, other figures',
  sameAll: 'the same choices and figures',
  fieldNames: {
    indicatorId: 'indicator',
    areaCodes: 'areas',
    comparisonCodes: 'comparison',
    otherInterventionIds: 'interventions elsewhere',
    design: 'method',
    step: 'step in time',
    shape: 'course',
    from: 'begin of the period',
    until: 'end of the period',
  },
  remarks: 'What else matters',
  leftOut: 'Left out',
  toLesson: 'The lesson',
  checksTitle: 'What did we check?',
  checks: {
    'data-quality': {
      name: 'Are the data good enough?',
      sound: 'Enough was measured, and nothing changed in how it was measured.',
    },
    'likeness-left': {
      name: 'Does the model fit?',
      sound: 'What is left after the computation shows no pattern.',
    },
    outliers: { name: 'Are there outliers?', sound: 'No single measurement determines the outcome.' },
    'spread-change': {
      name: 'Did the spread stay the same?',
      sound: 'Measurements differ as much after the start as before it.',
    },
    'placebo-time': {
      name: 'Do we find something at a pretended start as well?',
      sound: 'At pretended, earlier starts no effect shows.',
    },
    'placebo-space': {
      name: 'Do we find something where there was no intervention?',
      sound: 'In places without the intervention no such effect shows.',
    },
    windows: {
      name: 'Does it depend on the chosen period?',
      sound: 'With another period or model the outcome is about the same.',
    },
    donors: {
      name: 'Does it depend on the chosen areas?',
      sound: 'Without any one of the compared areas the outcome is about the same.',
    },
    comparison: {
      name: 'Are the areas comparable?',
      sound: 'The compared areas are enough like those with the intervention.',
    },
    'error-model': {
      name: 'Can the usual level itself have moved?',
      sound: 'The difference remains when the usual level wanders.',
    },
    'parallel-trends': {
      name: 'Did the areas move alike before the start?',
      sound: 'Before the start the compared areas developed alike.',
    },
  },
  checkParts: {
    season: {
      name: 'Can it be the season?',
      sound: 'Enough was measured to see the season.',
    },
    noise: {
      name: 'Do the areas vary as much?',
      sound: 'The compared areas vary about as much as those with the intervention.',
    },
    balance: {
      name: 'Is the figure about as high in the areas?',
      sound: 'Before the start the figure was about as high in the compared areas.',
    },
    fit: {
      name: 'Does the mixture of areas fit?',
      sound: 'Before the start the mixture followed the area with the intervention well.',
    },
    areas: {
      name: 'Are there enough areas?',
      sound: 'There are enough areas to tell an effect from chance.',
    },
    'spill-over': {
      name: 'Does it depend on the areas next to it?',
      sound: 'Without the areas next to those with the intervention the outcome is about the same.',
    },
  },
  untried: 'This could not be checked with these data.',
  outcomes: {
    sound: 'in order',
    untried: 'not done',
    doubtful: 'doubtful',
    contradicts: 'contradicts it',
    prevents: 'prevents an answer',
  },
  placebos: {
    time: 'Pretended starts',
    space: 'Places without the intervention',
    timeText:
      'We pretended that the intervention began earlier, when there was nothing yet. What we find then is chance.',
    spaceText:
      'We pretended that the intervention was in each compared area. What we find then is chance or something else.',
    real: 'the measured difference',
    pretended: 'pretended',
    name: 'The measured difference among pretended ones',
    sentence: (larger, tried) => {
      if (tried === 1)
        return larger === 1
          ? 'The pretended difference is as large as the measured one, or larger.'
          : 'The pretended difference is smaller than the measured one.'
      if (larger === 0) return `None of the ${tried} pretended differences is as large as the measured one.`
      return `Of ${tried} pretended differences ${larger === 1 ? '1 is' : `${larger} are`} as large as the measured one, or larger.`
    },
    where: 'Where or when',
    value: 'Difference',
  },
  otherwise: 'And if we had chosen otherwise?',
  otherwiseText: 'Each row is the same measurement with one other choice.',
  choice: 'Other choice',
  outcome: 'Difference',
  chosenOne: 'as measured',
  withoutArea: (area) => `without ${area}`,
  choices: {
    'local-level': 'with a usual level that wanders',
    'shorter-before': 'shorter period before the start',
    'shorter-after': 'shorter period after the start',
    'other-shape': 'another model of the course',
    'without-outliers': 'without outliers',
    'without-neighbours': 'without the neighbours of the intervention',
    'short-after': 'shorter period after the start',
    'short-before': 'shorter period before the start',
    'without-first': 'without the first period after the start',
  },
  incidents: 'What changed in the measuring?',
  noIncidents: 'We know of no change in the measuring in this period.',
  incidentKinds: {
    'sensor-replaced': 'sensor replaced',
    calibrated: 'sensor calibrated again',
    moved: 'sensor moved',
    'method-changed': 'measured or counted otherwise',
  },
  spill: 'Did other areas notice?',
  figures: 'The figures used',
  figuresText: 'These figures were frozen at publication. Later corrections do not change this measurement.',
  frozen: 'Frozen on',
  hash: 'Checksum (SHA-256)',
  hashOfAll: 'Checksum of everything (SHA-256)',
  csv: 'Download as CSV',
  json: 'Download as JSON',
  software: 'Computed with',
  withdrawnTitle: 'Withdrawn',
  withdrawn: (day) => `This measurement was withdrawn on ${day}. The reason:`,
  withdrawnStays: 'The measurement stays readable.',
  ofIntervention: 'Did it help?',
  ofInterventionNone: 'No measured effect has been published yet.',
  keptBack: 'An effect was computed, but it was not published in time.',
  learned: 'What did we learn from this?',
  usedIn: 'Effects measured with this indicator',
  intervention: 'Intervention',
  decision: 'Decision',
  challenge: 'Challenge',
  indicator: 'Indicator',
  links: 'What does this belong to?',
  all: 'All measured effects',
  publishedOn: (day) => `published on ${day}`,
  numbered: (n) => `measurement ${n}`,
}
