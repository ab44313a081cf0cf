import { createContext, type RouterContextProvider } from 'react-router'
import type { FetchApi } from './api.ts'
import type { CompiledCharts } from './charts/draw-spec.server.ts'
import type { AtHand } from './explore/at-hand.ts'

/** What the server that answers a request hands to loaders and actions. */
export type Site = {
  /** Asks the public API on behalf of the visitor. */
  fetchApi: FetchApi
  /** Address at which visitors reach the site, without a slash at the end. */
  publicUrl: string
  /** True when the measurements are made up; every page then says so. */
  simulated: boolean
  /** True as long as measurements of before are being loaded; every page of simulated ones then says so. */
  isLoading: boolean
  /** Random value that allows our own scripts and styles in this one answer. */
  nonce: string
  /** The current moment, in milliseconds. */
  now: () => number
  /** Kinds of charts that were drawn before; kept as long as the server runs. */
  charts: CompiledCharts
  /** Answers of a moment ago, for their pictures. */
  atHand: AtHand
  /** Who asks, in which language: what is made for one visit may be given to the same again, and to no other. */
  visit: string
  /** Status of the refusal, when what was sent must not be looked at: the page then only says why. */
  refused: number | undefined
  /** Is told of faults of the site itself. */
  report: (error: unknown) => void
}

export const siteContext = createContext<Site>()

/** The site of a request; loaders and actions start with it. */
export function getSite(context: Readonly<RouterContextProvider>): Site {
  return context.get(siteContext)
}
