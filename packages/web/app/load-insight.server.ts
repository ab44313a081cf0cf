import {
  type FetchApi,
  getForecast,
  getSteeringCheck,
  type IndicatorForecast,
  type SteeringCheck,
} from './api.ts'

/** What is computed of figures: it can be on its way still, or there can be too few of them. */
export type Computed<T> = T | 'later' | 'none'

/** A page waits this long for what is being computed, in milliseconds; whoever comes back finds it ready. */
const PATIENCE = 1000

/** Loads the forecast and the steering check of an indicator in one area. */
export async function loadInsight(
  api: FetchApi,
  slug: string,
  area: string | undefined,
): Promise<{ forecast: Computed<IndicatorForecast>; check: Computed<SteeringCheck> }> {
  const [forecast, check] = await Promise.all([
    area === undefined ? ('none' as const) : within(getForecast(api, slug, area)),
    loadCheck(api, slug, area),
  ])
  return { forecast, check }
}

/** Loads the steering check alone. */
export async function loadCheck(
  api: FetchApi,
  slug: string,
  area: string | undefined,
): Promise<Computed<SteeringCheck>> {
  return area === undefined ? 'none' : within(getSteeringCheck(api, slug, area))
}

/** A page is there without what is computed: when there is none, or not yet. */
export function within<T>(asked: Promise<T>, patience = PATIENCE): Promise<Computed<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = new Promise<'later'>((resolve) => {
    timer = setTimeout(() => resolve('later'), patience)
  })
  return Promise.race([asked.catch(() => 'none' as const), later]).finally(() => clearTimeout(timer))
}
