/** An agreement in plain words. */
import { DPV, PURPOSES } from '@samenspel/standards/consent'
import { describeAgreement } from '@samenspel/standards/odrl'
import { sql } from 'kysely'
import { ROLES, type Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'
import { irisAt } from './iris.ts'
import { toAgreement, type VersionText } from './odrl.ts'
import { listDatasetIds, listParties, listRules } from './rules/content.ts'
import type { Content, Prohibition } from './schema/content.ts'
import { findOwners } from './store/versions.ts'

/** Asks the slice of areas, which this one may not use. */
export type ListAreas = (
  db: Db,
  codes: readonly string[],
) => Promise<readonly { code: string; name: string }[]>

export type Describing = { publicUrl: string; listAreas: ListAreas }

/**
 * What a version says, made from its rules.
 * @param challengeId the challenge of the agreement: whoever reads that knows it by name, of others only those that are public
 */
export async function describeVersion(
  db: Db,
  text: Omit<VersionText, 'owners'> & { challengeId: string },
  { publicUrl, listAreas }: Describing,
): Promise<{ nl: readonly string[]; en: readonly string[] }> {
  const iris = irisAt(publicUrl)
  const { content, challengeId } = text
  const rules = [...listRules(content)].map(([, rule]) => rule)
  const owners = await findOwners(db, listDatasetIds(content))
  const organisationIds = listParties(content, owners).map((party) => party.organisationId)
  const [organisations, datasets, challenges, areas] = await Promise.all([
    sql<Named>`select id::text, name from parties.v_organisation
      where id = any(${organisationIds}::uuid[])`.execute(db),
    sql<
      Named & { isPersonal: boolean }
    >`select id::text, title as name, kind = 'personal' as "isPersonal" from catalogue.v_dataset
      where id = any(${[...listDatasetIds(content)]}::uuid[])`.execute(db),
    sql<Named>`select id::text, title as name from challenges.v_challenge
      where id = any(${rules.flatMap((rule) => rule.challengeIds)}::uuid[])
        and (published or id = ${challengeId})`.execute(db),
    listAreas(
      db,
      content.permissions.flatMap(({ areaCodes }) => areaCodes),
    ),
  ])
  const both = (name: string): Bilingual => ({ nl: name, en: name })
  const titles = new Map(datasets.rows.map(({ id, name }) => [id, name]))
  const names = new Map<string, Bilingual>([
    ...organisations.rows.map(({ id, name }) => [iris.organisation(id), both(name)] as const),
    ...datasets.rows.map(({ id, name }) => [iris.dataset(id), both(name)] as const),
    ...challenges.rows.map(({ id, name }) => [iris.challenge(id), both(name)] as const),
    ...areas.map(({ code, name }) => [iris.area(code), both(name)] as const),
    ...ROLES.map((role) => [iris.role(role), ROLE_NAMES[role]] as const),
    ...rules.flatMap(({ datasetIds, properties }) =>
      datasetIds.flatMap((id) =>
        properties.map((name) => {
          const title = titles.get(id) ?? id
          return [
            iris.property(id, name),
            { nl: `${name} uit ${title}`, en: `${name} from ${title}` },
          ] as const
        }),
      ),
    ),
    ...rules.flatMap(({ purposes }) => purposes.map((term) => [term, namePurpose(term)] as const)),
  ])
  const { complete, left } = completeRules(content)
  const said = describeAgreement(toAgreement({ ...text, content: complete, owners }, iris), (iri) =>
    names.get(iri),
  )
  const given = new Set(content.permissions.flatMap(({ datasetIds }) => datasetIds))
  const personal = datasets.rows.filter(({ id, isPersonal }) => isPersonal && given.has(id))
  const add = (language: 'nl' | 'en') => [
    ...said[language],
    ...personal.map(({ name }) => CONSENT[language](name)),
    ...(left === 0 ? [] : [UNFINISHED[language](left)]),
  ]
  return { nl: add('nl'), en: add('en') }
}

/** What no rule can give: of residents only they give something. */
const CONSENT = {
  nl: (dataset: string) =>
    `In ${dataset} staat iets van bewoners: daarvan ziet een partij alleen wat een bewoner zelf goedvindt, en nooit preciezer.`,
  en: (dataset: string) =>
    `In ${dataset} is something of residents: of that a party sees only what a resident consents to, and never more precisely.`,
} as const

/** The rules that say who, what and which data. A draft may have others: of those no sentence can be made yet. */
function completeRules(content: Content): { complete: Content; left: number } {
  const isRule = ({ organisationIds, datasetIds, actions }: Prohibition) =>
    organisationIds.length > 0 && datasetIds.length > 0 && actions.length > 0
  const permissions = content.permissions.filter(isRule)
  const prohibitions = content.prohibitions.filter(isRule)
  const obligations = content.obligations.filter(({ organisationIds }) => organisationIds.length > 0)
  const count = (text: Pick<Content, 'permissions' | 'prohibitions' | 'obligations'>) =>
    text.permissions.length + text.prohibitions.length + text.obligations.length
  const complete = { ...content, permissions, prohibitions, obligations }
  return { complete, left: count(content) - count(complete) }
}

const UNFINISHED = {
  nl: (rules: number) =>
    rules === 1
      ? 'Eén regel is nog niet af en staat hier daarom niet bij.'
      : `${rules} regels zijn nog niet af en staan hier daarom niet bij.`,
  en: (rules: number) =>
    rules === 1
      ? 'One rule is not finished yet and is therefore not listed here.'
      : `${rules} rules are not finished yet and are therefore not listed here.`,
} as const

type Named = { id: string; name: string }

/** A purpose in words; one that is not in our list goes by its term. */
export function namePurpose(iri: string): Bilingual {
  const term = iri.slice(DPV.length)
  const known = new Map<string, { label: Bilingual }>(Object.entries(PURPOSES)).get(term)
  return known?.label ?? { nl: term, en: term }
}

const ROLE_NAMES = {
  administrator: { nl: 'een beheerder', en: 'an administrator' },
  'policy-officer': { nl: 'een beleidsmedewerker', en: 'a policy officer' },
  'data-expert': { nl: 'een data-expert', en: 'a data expert' },
  'decision-maker': { nl: 'een bestuurder', en: 'a decision maker' },
  clerk: { nl: 'een griffier', en: 'a clerk' },
  'privacy-officer': { nl: 'een privacyfunctionaris', en: 'a privacy officer' },
} as const satisfies Record<Role, Bilingual>
