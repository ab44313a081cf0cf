/** When a series of figures gives a signal, and when that is over. */
export interface SignalRule {
  /** The norm or target line. */
  line: number
  /** `above`: a figure over the line counts; `below`: a figure under it. Exactly on the line never counts. */
  direction: 'above' | 'below'
  /** At or past this line, on the safe side, the figure counts as recovered. Default: the line itself. */
  clearLine?: number
  /** Consecutive periods past the line before the signal opens. Default 1. */
  openAfter?: number
  /** Consecutive recovered periods before the signal clears. Default 1. */
  clearAfter?: number
  /** Share (0 to 1) of expected values below which a period says nothing. Default 0. */
  minimumCoverage?: number
}

/** The figure of one period; `start` in ms UTC. */
export interface PeriodValue {
  start: number
  value: number | null
  /** Share (0 to 1); default 1. */
  coverage?: number
  /** The period is not over, so that the figure can still change. Default false. */
  provisional?: boolean
}

export interface Signal {
  /** First period of the run that opened it. */
  since: number
  /** Period in which the rule was met. */
  openedAt: number
  openedValue: number
  /** The figure furthest past the line, from `since` until it cleared. */
  peak: { start: number; value: number }
  /** Last period past the line before it cleared, or so far. */
  lastAt: number
  /** Period in which it cleared; absent while it is open. */
  clearedAt?: number
}

/**
 * Finds the signals in a series, oldest first. Periods without a value or with too little coverage are passed over:
 * they neither open nor clear, and neither continue nor break a run. Between the line and the clear line nothing
 * changes (hysteresis), but runs are broken. A provisional figure counts when it is past the line, and is passed over otherwise:
 * only a period that is over ends anything. Throws a RangeError for a rule or a series that makes no sense.
 */
export function detectSignals(values: readonly PeriodValue[], rule: SignalRule): Signal[] {
  const { line, direction, openAfter, clearAfter, clearLine, minimumCoverage } = checkRule(rule)
  const isPast = (value: number) => (direction === 'above' ? value > line : value < line)
  const isRecovered = (value: number) => (direction === 'above' ? value <= clearLine : value >= clearLine)
  const isFurther = (value: number, than: number) => (direction === 'above' ? value > than : value < than)

  const signals: Signal[] = []
  let open: Signal | null = null
  let run: { start: number; value: number }[] = []
  let before = Number.NEGATIVE_INFINITY
  for (const { start, value, coverage = 1, provisional = false } of values) {
    if (!(start > before))
      throw new RangeError(`The periods must be in order of time; ${start} is not after ${before}.`)
    before = start
    if (value === null || coverage < minimumCoverage || (provisional && !isPast(value))) continue
    if (open) {
      if (isFurther(value, open.peak.value)) open.peak = { start, value }
      if (isPast(value)) open.lastAt = start
      run = isRecovered(value) ? [...run, { start, value }] : []
      if (run.length < clearAfter) continue
      open.clearedAt = start
      open = null
      run = []
    } else {
      run = isPast(value) ? [...run, { start, value }] : []
      const [first] = run
      if (!first || run.length < openAfter) continue
      const peak = run.reduce((most, next) => (isFurther(next.value, most.value) ? next : most))
      open = { since: first.start, openedAt: start, openedValue: value, peak, lastAt: start }
      signals.push(open)
      run = []
    }
  }
  return signals
}

function checkRule(rule: SignalRule): Required<SignalRule> {
  const { line, direction, clearLine = line, openAfter = 1, clearAfter = 1, minimumCoverage = 0 } = rule
  if (!Number.isFinite(line) || !Number.isFinite(clearLine))
    throw new RangeError('The lines of a rule must be numbers.')
  if (direction === 'above' ? clearLine > line : clearLine < line) {
    throw new RangeError(`The clear line (${clearLine}) must lie on the safe side of the line (${line}).`)
  }
  for (const periods of [openAfter, clearAfter]) {
    if (!Number.isInteger(periods) || periods < 1)
      throw new RangeError(`A number of periods is 1 or more; it is ${periods}.`)
  }
  if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
    throw new RangeError(`The minimum coverage is 0 to 1; it is ${minimumCoverage}.`)
  }
  return { line, direction, clearLine, openAfter, clearAfter, minimumCoverage }
}
