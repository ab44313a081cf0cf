/** What the text of an agreement may say, decided from values alone. */
import type { Bilingual } from '../../../platform/errors.ts'
import type { NewAgreement } from '../schema/agreements.ts'
import type { Content, Duty, Permission, Prohibition } from '../schema/content.ts'

/** Something that stands in the way, and where in the text it is. */
export type Obstacle = { pointer: string } & Bilingual

/** A party that a version needs: all of them accept it. */
export type NeededParty = { organisationId: string; gives: boolean; receives: boolean }

/** The text of a new draft: what was given, and nothing for the rest. */
export function startContent(given: NewAgreement): Content {
  const { challengeId: _, allianceId: _a, ownerId: _o, ...content } = given
  return {
    why: '',
    validFrom: null,
    validThrough: null,
    permissions: [],
    prohibitions: [],
    obligations: [],
    ...content,
  }
}

/** What contradicts itself in a text, also as a draft. */
export function checkContent(content: Content): Obstacle[] {
  return [
    ...checkPeriod('/validThrough', content.validFrom, content.validThrough),
    ...[...listRules(content)].flatMap(([pointer, { from, until }]) =>
      checkPeriod(`${pointer}/until`, from, until),
    ),
    ...[...listDuties(content)].flatMap(([pointer, duty]) => checkDuty(pointer, duty)),
    ...checkNames(content),
    ...[...listRules(content)].flatMap(([pointer, { properties }]) =>
      properties.flatMap((name, nth) => checkWords(`${pointer}/properties/${nth}`, name)),
    ),
  ]
}

/**
 * All that is missing before a text may be offered; empty when nothing is.
 * @param owners the owner of each dataset that it names
 */
export function obstaclesToOffer(
  content: Content,
  owners: ReadonlyMap<string, string>,
  { ownerId, now }: { ownerId: string; now: Date },
): Obstacle[] {
  const parties = listParties(content, owners)
  return [
    ...checkContent(content),
    ...checkReason(content),
    ...[...listRules(content)].flatMap(([pointer, rule]) => checkRule(pointer, rule, owners)),
    ...content.permissions.flatMap((rule, index) => [
      ...checkPurpose(`/permissions/${index}`, rule),
      ...checkFields(`/permissions/${index}/fields`, rule),
    ]),
    ...content.obligations.flatMap(({ organisationIds }, index) =>
      organisationIds.length > 0 ? [] : [missing(`/obligations/${index}/organisationIds`, WHO)],
    ),
    ...(parties.some(({ organisationId }) => organisationId === ownerId) ? [] : [STRANGER]),
    ...checkNotPast(content, now),
  ]
}

/** Every organisation that a text needs: whose data it gives, and whom a rule or duty is about. */
export function listParties(content: Content, owners: ReadonlyMap<string, string>): NeededParty[] {
  const rules = [...listRules(content)].map(([, rule]) => rule)
  const givers = new Set([...listDatasetIds(content)].flatMap((id) => owners.get(id) ?? []))
  const receivers = new Set([...rules, ...content.obligations].flatMap((rule) => rule.organisationIds))
  return [...new Set([...givers, ...receivers])].map((organisationId) => ({
    organisationId,
    gives: givers.has(organisationId),
    receives: receivers.has(organisationId),
  }))
}

/** The datasets that a text names. */
export function listDatasetIds(content: Content): Set<string> {
  const rules = [...listRules(content)].map(([, rule]) => rule)
  return new Set([...rules, ...content.obligations].flatMap(({ datasetIds }) => datasetIds))
}

/** Moments at which what may be read changes by itself: rules begin and end, and a condition that is not met by then stops one. */
export function listMoments(content: Content): Date[] {
  const rules = [...listRules(content)].flatMap(([, { from, until }]) => [from, until])
  const deadlines = content.permissions.flatMap(({ duties }) => duties.map(({ before }) => before))
  const moments = [content.validFrom, content.validThrough, ...rules, ...deadlines]
  return moments.flatMap((moment) => (moment === null ? [] : [new Date(moment)]))
}

/** What someone must do by a text. A condition of a permission is for everyone to whom that is given. */
export function listPromises(content: Content): { duty: Duty; organisationId: string }[] {
  const conditions = content.permissions.flatMap(({ duties, organisationIds }) =>
    duties.map((duty) => ({ duty, organisationIds })),
  )
  const obligations = content.obligations.map(({ organisationIds, datasetIds: _, ...duty }) => ({
    duty,
    organisationIds,
  }))
  return [...conditions, ...obligations].flatMap(({ duty, organisationIds }) =>
    organisationIds.map((organisationId) => ({ duty, organisationId })),
  )
}

/** Every rule with where it stands. */
export function* listRules(content: Content): Generator<[string, Permission | Prohibition]> {
  for (const [index, rule] of content.permissions.entries()) yield [`/permissions/${index}`, rule]
  for (const [index, rule] of content.prohibitions.entries()) yield [`/prohibitions/${index}`, rule]
}

function* listDuties(content: Content): Generator<[string, Duty]> {
  for (const [index, { duties }] of content.permissions.entries()) {
    for (const [nth, duty] of duties.entries()) yield [`/permissions/${index}/duties/${nth}`, duty]
  }
  for (const [index, duty] of content.obligations.entries()) yield [`/obligations/${index}`, duty]
}

function checkPeriod(pointer: string, from: string | null, until: string | null): Obstacle[] {
  if (from === null || until === null || Date.parse(from) < Date.parse(until)) return []
  return [
    {
      pointer,
      nl: 'Het einde ligt niet na het begin. Kies een later einde, of een eerder begin.',
      en: 'The end is not after the start. Choose a later end, or an earlier start.',
    },
  ]
}

function checkDuty(pointer: string, { kind, before, afterDays }: Duty): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (kind !== 'delete' && afterDays !== null) {
    obstacles.push({
      pointer: `${pointer}/afterDays`,
      nl: 'Een termijn in dagen hoort alleen bij verwijderen. Laat dit leeg.',
      en: 'A term in days is only for deleting. Leave this empty.',
    })
  }
  if (kind === 'attribute' && before !== null) {
    obstacles.push({
      pointer: `${pointer}/before`,
      nl: 'De bron noemen geldt altijd. Laat de datum leeg.',
      en: 'Naming the source holds always. Leave the moment empty.',
    })
  }
  if (kind === 'report-back' && before === null) {
    obstacles.push({
      pointer: `${pointer}/before`,
      nl: 'Er staat niet wanneer er is teruggemeld. Geef een moment.',
      en: 'It does not say before when one reports back. Give a moment.',
    })
  }
  if (kind === 'delete' && before === null && afterDays === null) {
    obstacles.push({
      pointer: `${pointer}/afterDays`,
      nl: 'Er staat niet wanneer er is verwijderd. Geef een termijn in dagen of een moment.',
      en: 'It does not say when it is deleted. Give a term in days or a moment.',
    })
  }
  return obstacles
}

/** Steps and tasks name a rule or duty by its id, so it must be its own. */
function checkNames(content: Content): Obstacle[] {
  const seen = new Set<string>()
  return [...listRules(content), ...listDuties(content)].flatMap(([pointer, { id }]) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [
      {
        pointer: `${pointer}/id`,
        nl: `De naam “${id}” staat al bij een andere regel of plicht. Geef elke een eigen naam.`,
        en: `The name “${id}” is already used for another rule or duty. Give each a name of its own.`,
      },
    ]
  })
}

function checkWords(pointer: string, text: string): Obstacle[] {
  if (text.trim() !== '') return []
  return [
    {
      pointer,
      nl: 'Dit is leeg. Vul het in, of laat het weg.',
      en: 'This is blank. Fill it in, or leave it out.',
    },
  ]
}

function checkReason({ why, permissions, prohibitions, obligations }: Content): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (why.trim() === '') {
    obstacles.push({
      pointer: '/why',
      nl: 'Er staat niet waarom dit wordt afgesproken. Schrijf dat op voor wie het later leest.',
      en: 'It does not say why this is agreed. Write that down for who reads it later.',
    })
  }
  if (permissions.length + prohibitions.length + obligations.length === 0) {
    obstacles.push({
      pointer: '/permissions',
      nl: 'De afspraak heeft geen regels. Voeg een toestemming, verbod of plicht toe.',
      en: 'The agreement has no rules. Add a permission, prohibition or obligation.',
    })
  }
  return obstacles
}

function checkRule(
  pointer: string,
  { organisationIds, datasetIds, actions }: Prohibition,
  owners: ReadonlyMap<string, string>,
): Obstacle[] {
  const givers = new Set(datasetIds.flatMap((id) => owners.get(id) ?? []))
  return [
    ...(organisationIds.length > 0 ? [] : [missing(`${pointer}/organisationIds`, WHO)]),
    ...(datasetIds.length > 0 ? [] : [missing(`${pointer}/datasetIds`, DATA)]),
    ...(actions.length > 0 ? [] : [missing(`${pointer}/actions`, DEEDS)]),
    ...organisationIds.flatMap((id, index) =>
      givers.has(id) ? [missing(`${pointer}/organisationIds/${index}`, OWN)] : [],
    ),
  ]
}

function checkPurpose(pointer: string, { challengeIds, purposes }: Permission): Obstacle[] {
  return challengeIds.length + purposes.length > 0 ? [] : [missing(`${pointer}/challengeIds`, PURPOSE)]
}

function checkFields(pointer: string, { fields }: Permission): Obstacle[] {
  return fields.length === 0 || fields.includes('result') ? [] : [missing(pointer, VALUES_TOO)]
}

/** An agreement that is over before it begins would be accepted for nothing. */
function checkNotPast({ validThrough }: Content, now: Date): Obstacle[] {
  if (validThrough === null || new Date(validThrough) > now) return []
  return [
    {
      pointer: '/validThrough',
      nl: 'De afspraak is dan al afgelopen. Kies een later moment, of laat het leeg.',
      en: 'The agreement is already over by then. Choose a later moment, or leave it empty.',
    },
  ]
}

const missing = (pointer: string, words: Bilingual): Obstacle => ({ pointer, ...words })

const WHO = {
  nl: 'Er staat niet om welke organisatie het gaat. Kies er minstens één.',
  en: 'It does not say which organisation it is about. Choose at least one.',
}
const DATA = {
  nl: 'Er staat niet om welke gegevens het gaat. Kies minstens één dataset.',
  en: 'It does not say which data it is about. Choose at least one dataset.',
}
const DEEDS = {
  nl: 'Er staat niet wat er wel of niet mag. Kies minstens één handeling.',
  en: 'It does not say what is or is not allowed. Choose at least one action.',
}
const OWN = {
  nl: 'Deze organisatie is zelf eigenaar van de gegevens. Maak een aparte regel voor de datasets van een ander.',
  en: 'This organisation owns the data itself. Make a separate rule for the datasets of another.',
}
const PURPOSE = {
  nl: 'Er staat niet waarvoor de gegevens worden gebruikt. Kies een opgave of een ander doel.',
  en: 'It does not say what the data is used for. Choose a challenge or another purpose.',
}
const VALUES_TOO = {
  nl: 'Zonder de meetwaarden geeft deze toestemming niets. Kies ook de meetwaarden, of kies niets: dan zijn het alle velden.',
  en: 'Without the measured values this permission gives nothing. Choose those too, or nothing: then it is all fields.',
}
const STRANGER: Obstacle = {
  pointer: '/ownerId',
  nl: 'Uw organisatie is geen partij in deze afspraak. Neem eigen gegevens op, of een regel over uw organisatie.',
  en: 'Your organisation is no party to this agreement. Include data of your own, or a rule about your organisation.',
}
