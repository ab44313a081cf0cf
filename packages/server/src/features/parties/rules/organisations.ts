import { isTooiMunicipality } from '@samenspel/standards/tooi'
import { type Actor, hasRole, membershipsOf, type Role } from '../../../platform/actor.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { OrganisationKind } from '../schema.ts'

/** What a rule refuses: which field, and why. */
export type Refusal = Bilingual & { pointer: string }

/** What decides who administers an organisation. */
export type Administration = {
  id: string
  registeredBy: string | null
  /** Whether it has, or ever had, an administrator of its own. */
  hasAdministrator: boolean
}

/**
 * Whether the actor administers the organisation: as its own administrator, or, until it has had one, as an
 * administrator of the organisation that registered it. That right does not come back.
 */
export function administers(actor: Actor, organisation: Administration): boolean {
  if (hasRole(actor, ['administrator'], organisation.id)) return true
  if (organisation.hasAdministrator || organisation.registeredBy === null) return false
  return hasRole(actor, ['administrator'], organisation.registeredBy)
}

/** The first organisation of which the actor is administrator: the one that registers a new organisation. */
export function registrarOf(actor: Actor): string | null {
  return membershipsOf(actor).find(({ role }) => role === 'administrator')?.organisationId ?? null
}

/** Where in TOOI each kind of public body is; other kinds may have any TOOI identifier but a municipality's. */
const TOOI = /^https:\/\/identifier\.overheid\.nl\/tooi\/id\/([a-z]+)\/([a-z]{1,8}\d{2,8})$/
const REGISTER: Partial<Record<OrganisationKind, string>> = {
  municipality: 'gemeente',
  'water-board': 'waterschap',
}

/** What is wrong with an organisation as it would become. */
export function judgeOrganisation(organisation: {
  id?: string
  kind: OrganisationKind
  tooi?: string | null
  parentId?: string | null
}): Refusal[] {
  const refusals: Refusal[] = []
  const { id, kind, tooi, parentId } = organisation
  if (typeof tooi === 'string' && !fitsKind(tooi, kind)) {
    const register = REGISTER[kind] ?? 'ministerie'
    refusals.push({
      pointer: '/tooi',
      nl: `Dit is geen TOOI-code die past bij deze soort organisatie. Schrijf die zo: https://identifier.overheid.nl/tooi/id/${register}/…, of laat het veld leeg.`,
      en: `This is not a TOOI identifier that fits this kind of organisation. Write it as https://identifier.overheid.nl/tooi/id/${register}/…, or leave it empty.`,
    })
  }
  if (parentId && parentId === id) {
    refusals.push({
      pointer: '/parentId',
      nl: 'Een organisatie kan geen onderdeel van zichzelf zijn. Kies een andere organisatie, of laat het veld leeg.',
      en: 'An organisation cannot be part of itself. Choose another organisation, or leave it empty.',
    })
  }
  return refusals
}

function fitsKind(tooi: string, kind: OrganisationKind): boolean {
  if (kind === 'municipality') return isTooiMunicipality(tooi)
  const register = TOOI.exec(tooi)?.[1]
  if (register === undefined) return false
  return kind === 'water-board' ? register === REGISTER[kind] : register !== REGISTER.municipality
}

/** Whether taking these roles from one person leaves the organisation without an administrator. */
export function losesLastAdministrator(
  members: readonly { personId: string; role: Role }[],
  leaving: { personId: string; role: Role | undefined },
): boolean {
  const stays = ({ personId, role }: { personId: string; role: Role }) =>
    personId !== leaving.personId || (leaving.role !== undefined && role !== leaving.role)
  const administrators = members.filter(({ role }) => role === 'administrator')
  return administrators.length > 0 && !administrators.some(stays)
}
