import { expect, it } from 'vitest'
import { pageOfRows, ROWS } from './list-page.ts'

it('gives every row once, page by page, and the first page for an address that makes no sense', () => {
  const rows = Array.from({ length: 2 * ROWS + 1 }, (_, index) => index)
  const seen: number[] = []
  let next: string | null = '0'
  while (next !== null) {
    const page: ReturnType<typeof pageOfRows<number>> = pageOfRows(rows, new URLSearchParams({ vanaf: next }))
    seen.push(...page.rows)
    next = page.next
  }
  expect(seen).toEqual(rows)
  for (const vanaf of ['-1', '1.5', 'x', '99999']) {
    expect(pageOfRows(rows, new URLSearchParams({ vanaf })).rows[0]).toBe(0)
  }
  expect(pageOfRows([], new URLSearchParams())).toEqual({ rows: [], next: null })
})
