import { BlockList, isIP } from 'node:net'

/** Ranges that are not on the public internet, after the special-purpose registries of IANA (RFC 6890). */
const NOT_PUBLIC_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Of IPv6 only 2000::/3 is public, without these parts: those that hold an IPv4 address, tunnels and examples. */
const NOT_PUBLIC_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

/** Is this address, as the resolver gives it, one on the public internet? False for everything that is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !listOf('ipv4', NOT_PUBLIC_IPV4).check(address, 'ipv4')
  if (family !== 6) return false
  const isGlobal = listOf('ipv6', [['2000::', 3]]).check(address, 'ipv6')
  return isGlobal && !listOf('ipv6', NOT_PUBLIC_IPV6).check(address, 'ipv6')
}

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family)
  return list
}
