import type { Plugin } from 'vite'

const NAME = 'virtual:text-files'

/**
 * Gives the server the addresses of the files in which a browser finds the texts of each language, by language: `export default { nl: '/assets/…' }`.
 * So a page can have them fetched along with its scripts. A site that is developed has none.
 */
export function textFiles(): Plugin {
  const files: Record<string, string> = {}
  return {
    name: 'samenspel-text-files',
    // What the browser gets is built first, and what the server gets in the same run.
    sharedDuringBuild: true,
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(files)}` : undefined),
    generateBundle(_, bundle) {
      if (this.environment.name !== 'client') return
      for (const part of Object.values(bundle)) {
        const module = part.type === 'chunk' ? part.facadeModuleId : undefined
        const language = /\/messages\/(\w\w)\.ts$/.exec(module ?? '')?.[1]
        if (language) files[language] = `/${part.fileName}`
      }
    },
  }
}
