import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Whose word counts about where a request comes from: nobody's, that many hops, or these addresses and networks. */
export type TrustedProxies = false | number | string[]

/**
 * Makes the function that finds the address of a client behind proxies, as the HTTP server finds it: from the connection
 * back over what each trusted proxy forwarded, to the first that is not trusted.
 */
export function createAddressOf(trusted: TrustedProxies): (request: IncomingMessage) => string {
  const isTrusted = createTrust(trusted)
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    const hops = [
      socket.remoteAddress ?? '',
      ...forwarded
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .reverse(),
    ]
    return hops.find((address, hop) => hop === hops.length - 1 || !isTrusted(address, hop)) ?? ''
  }
}

function createTrust(trusted: TrustedProxies): (address: string, hop: number) => boolean {
  if (trusted === false) return () => false
  if (typeof trusted === 'number') return (_, hop) => hop < trusted
  const list = new BlockList()
  for (const network of trusted) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
