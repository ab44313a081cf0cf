import { isIPv6 } from 'node:net'

const HALF = 4

/**
 * The network to count a client by: an IPv4 address, or the first half of an IPv6 address, of which one subscriber has all
 * the rest.
 */
export function subscriberOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after ? after.split(':') : []
  const zeros = after === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest]
  return `${all
    .slice(0, HALF)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
