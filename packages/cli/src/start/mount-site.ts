import { type App, type Config, INTERNAL_HEADER } from '@samenspel/server'
import { createWebHandler, loadBuild, mountWeb, type WebHandlerOptions, type WebServer } from '@samenspel/web'
import { CLIENT_FOLDER } from './build-site.ts'
import { createInternalFetch } from './internal-fetch.ts'

/** What the site says of all measurements. */
export type AboutMeasurements = Pick<WebHandlerOptions, 'simulated' | 'isLoading'>

type Handle = ReturnType<typeof createWebHandler>

/**
 * Adds the site to the server, before it listens. Pages wait until the site is built.
 * @param built resolves when there is a build
 */
export function mountSite(app: App, config: Config, about: AboutMeasurements, built: Promise<void>): void {
  // The site asks the API on behalf of a visitor: the API must count tries per visitor, and believe nobody else's word.
  app.http.addHook('onRequest', async (request) => {
    if (request.headers[INTERNAL_HEADER] !== app.internalKey) request.headers['x-forwarded-for'] = request.ip
  })
  let handle: Promise<Handle> | undefined
  async function prepare(): Promise<Handle> {
    await built
    const loaded = await loadBuild()
    if (!loaded) throw new Error('The site is not built. Run: npm run build')
    const { publicUrl } = config
    return createWebHandler({ build: loaded.build, callApi: createInternalFetch(app), publicUrl, ...about })
  }
  mountWeb(app.http as unknown as WebServer, {
    async handle(request, nonce, refused) {
      handle ??= prepare()
      return (await handle)(request, nonce, refused)
    },
    clientFolder: CLIENT_FOLDER,
    publicUrl: config.publicUrl,
  })
}
