import { PassThrough } from 'node:stream'
import textFiles from 'virtual:text-files'
import { createReadableStreamFromReadable } from '@react-router/node'
import { renderToPipeableStream } from 'react-dom/server'
import {
  type EntryContext,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { getSite, siteContext } from './context.ts'
import { languageOfRequest } from './language.ts'

/**
 * What the server takes from the build: under `siteContext` it hands over what a request needs (it is found by identity, so
 * only the build has the right one), and the language of an address is known here.
 */
export { languageOfRequest, siteContext }

/** After this many milliseconds a page that is still waiting for data is cut off. */
export const streamTimeout = 10_000

/** Renders a page. Nothing on it waits for data once its loaders are done. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> | Response {
  headers.set('content-type', 'text/html; charset=utf-8')
  // Before anything else of a page is asked for: without its style nothing is shown.
  for (const style of routerContext.manifest.routes.root?.css ?? []) {
    headers.append('link', `<${style}>; rel=preload; as=style`)
  }
  const texts = textFiles[languageOfRequest(request)]
  if (texts) headers.append('link', `<${texts}>; rel=modulepreload`)
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const { nonce } = getSite(loadContext)

  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
      {
        nonce,
        onShellReady() {
          const body = new PassThrough()
          body.on('close', () => clearTimeout(timer))
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
          pipe(body)
        },
        onShellError: reject,
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1000)
    timer.unref()
  })
}

/** Faults of the site itself go to whoever serves it; an answer of the API that is no success is no fault. */
export function handleError(error: unknown, { request, context }: { request: Request; context: unknown }) {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  getSite(context as RouterContextProvider).report(error)
}
