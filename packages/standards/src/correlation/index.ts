export { type Correlation, correlate, correlateRanks, FEWEST_PAIRS, type Pair, rank } from './correlate.ts'
