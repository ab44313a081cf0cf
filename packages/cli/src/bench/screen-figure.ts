import type { startBrowser } from '@samenspel/web/testing'

export type Browser = Awaited<ReturnType<typeof startBrowser>>
export type Page = Awaited<ReturnType<Browser['newPage']>>

/** A figure, and what each turn measured when it is the best of them. */
export type Measured = { name: string; unit: string; value: number; all: number[]; target: string }
