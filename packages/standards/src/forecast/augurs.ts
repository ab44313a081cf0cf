/** Exponential smoothing, alone or after a decomposition of seasons, by the library augurs in WebAssembly. */
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets'
import { MSTL, initSync as startMstl } from '@bsull/augurs/mstl'
import type { Ahead, Model } from './model.ts'

const LEVEL = 0.8
/** Half the width of an 80 % interval of a normal distribution, in standard deviations. */
const HALF_WIDTH = 1.2816

/** The names of the WebAssembly files of the library, beside the modules that use them. */
export const AUGURS_FILES = ['ets_bg.wasm', 'mstl_bg.wasm'] as const

/** Where the files of the library are. */
export function locateAugurs(): URL {
  return new URL(import.meta.resolve('@bsull/augurs/ets'))
}

/**
 * Makes the library ready. Reading its files is up to the caller.
 * @param files the contents of AUGURS_FILES, in that order
 */
export function startAugurs([ets, mstl]: readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]): Model {
  startEts({ module: ets })
  startMstl({ module: mstl })
  return forecastByAugurs
}

function forecastByAugurs(
  values: Float64Array,
  seasons: readonly number[],
  horizon: number,
): Ahead | undefined {
  const model = seasons.length === 0 ? new AutoETS(1, 'ZZN') : MSTL.ets(Uint32Array.from(seasons))
  try {
    model.fit(values)
    const { point, intervals } = model.predict(horizon, LEVEL)
    const spread = point.map((value, index) => ((intervals?.upper[index] ?? Number.NaN) - value) / HALF_WIDTH)
    if (![...point, ...spread].every(Number.isFinite)) return undefined
    return { point, spread }
  } catch {
    // The library throws for every series of which it finds no model, such as one that is too short.
    return undefined
  } finally {
    model.free()
  }
}
