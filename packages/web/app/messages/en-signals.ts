import type { nlSignals } from './nl-signals.ts'

/** Texts about kinds of signals, who answers for them, and how they reach people. */
export const enSignals: typeof nlSignals = {
  signalKinds: {
    kind: 'Kind of signal',
    names: {
      threshold: 'Past a line',
      absence: 'No figures',
      change: 'Change',
      'goal-missed': 'Goal at risk',
    },
    owner: 'Who answers for it',
    mine: 'you',
    definition: 'Found by',
    version: (title, version) => `${title}, version ${version}`,
    figures: 'Figures on which it rests',
    figuresLink: 'See the figures (JSON)',
    evidence: 'What does this rest on?',
    to: 'to',
    changedSince: 'Different since',
    seenAfter: { week: 'Seen after the week of', month: 'Seen after the month of' },
    size: { level: 'How much higher or lower', trend: 'Difference in trend, per year' },
    against: 'Compared with',
    againstWhat: {
      itself: 'the years before in this area, with the season taken into account',
      others: 'the middle of the other areas in the same weeks',
    },
    falseAlarms: 'How often it is wrong',
    falseAlarm: (years) =>
      `In figures without a change this is wrong in an area at most once in ${years} years on average. That was measured on simulated series.`,
    goal: 'Goal',
    probability: 'Probability that it is missed',
    atLeast: (share) => `at least ${share}`,
    expected: 'Expected',
    expectedIn: (value, range, period) => `${value} (80%: ${range}) in ${period}`,
    howGood: 'How good such forecasts are',
    backTest: (error, naive) =>
      `They were ${error} off on average. Repeating what was would have been ${naive} off.`,
    missingSince: 'No figures since',
    missingPeriods: 'Periods without a figure',
    backAgain: 'Figures again',
  },
}
