import type { ConsentNotice, PlacePrecision, TimePrecision } from './api.ts'

/** From precise to coarse. */
export const PLACES = ['exact', '100m', '500m', 'area'] as const satisfies readonly PlacePrecision[]
export const TIMES = ['raw', 'hour', 'day'] as const satisfies readonly TimePrecision[]

/** Metres to the side of the square in which all things are at one point. */
export const SQUARES = { exact: 20, '100m': 100, '500m': 500 } as const

/** What someone can choose from when at most this is asked: that, and everything coarser. */
export function notFinerThan<T extends string>(scale: readonly T[], most: T): T[] {
  return scale.slice(scale.indexOf(most))
}

/** The chosen precision, or the finest that is asked when that is coarser. */
export function coarser<T extends string>(scale: readonly T[], chosen: string, most: T): T {
  const at = Math.max(scale.indexOf(chosen as T), scale.indexOf(most))
  return scale[at] ?? most
}

/** The finest of some precisions; the coarsest there is when there are none. */
export function finestTerms(terms: readonly { place: PlacePrecision; time: TimePrecision }[]): {
  place: PlacePrecision
  time: TimePrecision
} {
  return {
    place: PLACES.find((each) => terms.some(({ place }) => place === each)) ?? 'area',
    time: TIMES.find((each) => terms.some(({ time }) => time === each)) ?? 'day',
  }
}

/** The finest that any of these notices asks. */
export function finestOffer(notices: readonly Pick<ConsentNotice, 'offer'>[]): {
  place: PlacePrecision
  time: TimePrecision
  inGroups: boolean
} {
  return {
    ...finestTerms(notices.map(({ offer }) => offer)),
    inGroups: notices.some(({ offer }) => offer.inGroups),
  }
}
