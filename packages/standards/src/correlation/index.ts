export { type Correlation, correlate, correlateRanks, FEWEST_PAIRS, type Pair } from './correlate.ts'
