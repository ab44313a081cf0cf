import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import type { Sender } from '../../../platform/http-client/sender.ts'

/**
 * Asks an address whether it wants events from us (HTTP 1.1 Web Hooks for Event Delivery, 4): nobody can have us send to a server that did
 * not ask for it.
 * @param origin our own host
 * @returns why not; undefined when it does
 */
export async function askWebhook(
  sender: Sender,
  url: string,
  origin: string,
): Promise<Bilingual | undefined> {
  try {
    const { status, headers } = await sender.send(url, {
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': origin },
    })
    const allowed = headers['webhook-allowed-origin']
    if (status >= 200 && status < 300 && (allowed === '*' || allowed === origin)) return undefined
    return {
      nl: `${new URL(url).host} zei niet dat hij berichten van ${origin} wil. Antwoord op OPTIONS met de kopregel WebHook-Allowed-Origin: ${origin}.`,
      en: `${new URL(url).host} did not say that it wants messages from ${origin}. Answer OPTIONS with the header WebHook-Allowed-Origin: ${origin}.`,
    }
  } catch (error) {
    if (error instanceof FetchError) return error.detail
    throw error
  }
}
