import { expect, it } from 'vitest'
import { pruneTokens, takeStyles } from './vite-styles.ts'

it('takes the style sheet out of a module', () => {
  expect(takeStyles('var css_248z = ".a::before{content:\\"x\\"}\\n";\nstyleInject(css_248z);')).toBe(
    '.a::before{content:"x"}\n',
  )
})

it('says so when there is none', () => {
  expect(() => takeStyles('export const nothing = 1')).toThrow('No style sheet found')
})

it('leaves out tokens of families that the site does not use', () => {
  const css =
    '.theme {\n  --lux-a: 1; /* x */\n  --nl-b: var(--basis-c);\n  --basis-c: 2;\n  --todo-d: 3;\n}\n'
  expect(pruneTokens(css)).toBe('.theme {\n  --nl-b: var(--basis-c);\n  --basis-c: 2;\n}\n')
})
