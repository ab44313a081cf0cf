import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const NAME = 'virtual:candidate-styles.css'

/**
 * The candidate components of NL Design System carry their style sheet as text in `dist/css.js`, which adds a
 * `<style>` element when it runs. Our content security policy refuses that, and a page without JavaScript would stay
 * bare. This takes the same text out at build time, as one style sheet.
 */
export function candidateStyles(): Plugin {
  const packages = ['button', 'heading', 'link', 'paragraph', 'skip-link']
  const require = createRequire(import.meta.url)
  return {
    name: 'samenspel-candidate-styles',
    enforce: 'pre',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined
      const sheets = packages.map(async (name) => {
        const folder = findFolder(require, `@nl-design-system-candidate/${name}-react`)
        return takeStyles(await readFile(join(folder, 'dist/css.js'), 'utf8'))
      })
      return (await Promise.all(sheets)).join('\n')
    },
  }
}

/**
 * Leaves out the tokens of component families that the site does not use: the theme has tokens for every component
 * of every participating organisation, eight of ten of which no page of ours ever reads.
 */
export function pruneTheme(): Plugin {
  return {
    name: 'samenspel-prune-theme',
    enforce: 'pre',
    transform: (code, id) =>
      /voorbeeld-design-tokens\/dist\/theme\.css$/.test(id) ? pruneTokens(code) : undefined,
  }
}

const UNUSED = /^\s*--(?!(basis|voorbeeld|nl|utrecht)-)[a-z][\w-]*:.*;.*$\n?/gm

/** The style sheet without custom properties of families other than those the site uses. */
export function pruneTokens(css: string): string {
  return css.replace(UNUSED, '')
}

function findFolder(require: NodeJS.Require, name: string): string {
  const root = require.resolve.paths(name)?.map((path) => join(path, name)) ?? []
  const found = root.find((path) => {
    try {
      return require.resolve(join(path, 'package.json'))
    } catch {
      return false
    }
  })
  if (!found) throw new Error(`The package ${name} is not installed. Run npm ci.`)
  return dirname(join(found, 'package.json'))
}

/** The style sheet in the text of a module that was made by rollup-plugin-postcss. */
export function takeStyles(module: string): string {
  const literal = /var css_248z = ("(?:[^"\\]|\\.)*");/.exec(module)?.[1]
  if (!literal) throw new Error('No style sheet found in a candidate component; did its build change?')
  return JSON.parse(literal) as string
}
