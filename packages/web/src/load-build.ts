import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ServerBuild } from 'react-router'

/** The built site and the folder with its files for browsers. */
export type Build = { build: ServerBuild; clientFolder: string }

/**
 * Loads what `npm run build` made.
 * @returns undefined when the site has not been built
 */
export async function loadBuild(
  folder: string = fileURLToPath(new URL('../build/', import.meta.url)),
): Promise<Build | undefined> {
  const entry = `${folder}/server/index.js`
  if (!existsSync(entry)) return undefined
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild
  return { build, clientFolder: `${folder.replace(/\/$/, '')}/client` }
}
