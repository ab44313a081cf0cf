import { lookup as resolve } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import type { Bilingual } from '../errors.ts'
import { isPublicAddress } from './addresses.ts'

export type AddressRules = {
  /** Host names, each with a port when it is not the usual one. */
  hosts: readonly string[]
  /** Which addresses may be connected to. Only a test passes another than the default. */
  isAllowed?: (address: string) => boolean
  /** All addresses of a name. */
  resolveName?: (name: string) => Promise<string[]>
}

/** Why a host is not connected to: what follows its name in a sentence. */
type AddressRefusal = Bilingual

/** Says why the operator does not allow this host; undefined when they do. */
export function refuseHost(
  host: string,
  hosts: readonly string[],
  setting = 'CONNECTOR_HOSTS',
): AddressRefusal | undefined {
  if (hosts.includes(host)) return undefined
  return {
    nl: `staat niet op de lijst van de beheerder (${setting})`,
    en: `is not on the operator's list (${setting})`,
  }
}

/** Resolves a host name once; whoever connects must connect to the address that was checked. */
export async function checkAddress(
  hostname: string,
  { isAllowed = isPublicAddress, resolveName = resolveAll }: Omit<AddressRules, 'hosts'>,
): Promise<string | AddressRefusal> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) ? [name] : await resolveName(name).catch(() => [])
  const [first] = addresses
  if (first === undefined) return { nl: 'is niet te vinden', en: 'cannot be found' }
  if (addresses.every((each) => isAllowed(each))) return first
  return { nl: 'ligt niet op het openbare internet', en: 'is not on the public internet' }
}

/** Has a connection go to the address that was checked, whatever its name gives now. */
export function lookUpAs(address: string): LookupFunction {
  const family = isIP(address)
  return (_name, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family))
}

async function resolveAll(name: string): Promise<string[]> {
  const found = await resolve(name, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}
