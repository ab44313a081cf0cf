import type { Finding } from './checks.ts'
import { designModel, type Shape } from './design.ts'
import type { Panel } from './panel.ts'
import type { PanelMethod, Reason } from './result.ts'
import { findStaggered, readForStaggered } from './staggered-run.ts'
import { evaluateSynthetic, readForSynthetic } from './synthetic-run.ts'
import { arrangeTrial, find, readForShape } from './trial.ts'

export interface FindOptions {
  seed: number
  runs: number
  /** Periods in a year, for a controlled series. */
  season?: number
}

/** The estimate of a method with its test and interval only: what is done many times over to learn how sure a design is. */
export function findEffect(
  method: PanelMethod,
  panel: Panel,
  { seed, runs, season }: FindOptions,
): Finding | Reason {
  if (method === 'staggered-adoption') {
    const data = readForStaggered(panel, {})
    return typeof data === 'string' ? data : findStaggered(data, { runs, seed }).found
  }
  if (method === 'synthetic-control') {
    const data = readForSynthetic(panel, {})
    if (typeof data === 'string') return data
    const { fit, test } = evaluateSynthetic(data, { seed }, { runs })
    return { ...test, estimate: fit.estimate }
  }
  const shape: Shape = {
    trend: method === 'controlled-interrupted-series',
    ...(season !== undefined && { season }),
  }
  const data = readForShape(panel, shape)
  if (typeof data === 'string') return data
  const { average } = designModel(data.places, data.start, shape)
  return find(arrangeTrial(data.treated, data.compared, { runs, seed }), average)
}
