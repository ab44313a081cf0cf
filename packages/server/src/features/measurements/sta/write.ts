import {
  applyJsonPatch,
  type Checked,
  checkCreate,
  checkDataArrays,
  checkUpdate,
  type EntityBody,
  type EntityId,
  type EntityType,
  type JsonValue,
  linkOf,
  type PathStep,
  PlainRows,
  type ResourcePath,
  SensorThingsError,
  type ServiceRoot,
  selfLink,
  versionOf,
} from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import { type DatasetAccess, defaultDataset, findDataset } from '../../catalogue/index.ts'
import { refuseOwnId } from '../entities/client-ids.ts'
import { type ChooseDataset, createEntity } from '../entities/create.ts'
import {
  type RowOutcomes,
  rowOf,
  submitColumns,
  submitPlainRows,
  submitRow,
  toDatastreamId,
} from '../entities/observations.ts'
import { removeEntity } from '../entities/remove.ts'
import { readEncodingType, updateEntity } from '../entities/update.ts'
import { lockStored } from '../entities/update-observation.ts'
import { type Existing, findExisting, type Writing } from '../entities/writing.ts'
import type { Intake } from '../ingest/intake.ts'
import { compileLocate } from '../query/statement.ts'
import { onlyOrganisation, requireWriter } from '../writers.ts'
import {
  missingEntity,
  misunderstood,
  notAllowedHere,
  refusedBody,
  tooLongToChange,
  unanswerable,
} from './problems.ts'
import { answerRead } from './read.ts'

/** A request that changes something: who sends it, to which address of the service. */
export type WriteRequest = {
  path: ResourcePath
  root: ServiceRoot
  actor: Actor
  body: unknown
  /** The header `Dataset`: id or slug. */
  dataset: string | undefined
}

/** An entity that was made or changed. */
export type Written = { '@iot.id': number; '@iot.selfLink': string }

/** What writing needs of the platform, and where observations are handed in. */
type WritingPlatform = Platform & { intake: Intake }

/** POST to a list. @throws Problem */
export async function postEntity(platform: WritingPlatform, request: WriteRequest): Promise<Written> {
  const { path, body, actor, root } = request
  if (path.kind !== 'collection' || path.suffix) throw notAllowedHere('POST', path)
  const type = path.entityType
  const parents = path.steps.slice(0, -1)
  const link = parents.at(-1) && path.steps.at(-1)?.name
  const back = link === undefined ? undefined : inverseOf(parents.at(-1), link)
  const alone = type === 'Observation' ? findLoneObservation(request, back?.name) : undefined
  if (alone) {
    const { checked, datastreamId, named } = alone
    const row = { ...rowOf(checked, datastreamId, null, platform.arrival), named }
    return describe(root, type, await submitRow(platform.intake, actor, row, back !== undefined))
  }
  return change(platform, actor, async (writing) => {
    const parent = parents.length > 0 ? await locate(writing, parents) : undefined
    const provided = new Map<string, EntityId>(back && parent ? [[back.name, BigInt(parent.id)]] : [])
    const checked: EntityBody = required(checkCreate(type, body, { provided }))
    const choose = parent ? async () => parent.dataset : chooseDataset(writing, request)
    const made =
      back && parent && !back.many
        ? await createEntity(writing, checked, choose, { [back.name]: parent })
        : await createEntity(
            writing,
            back && parent ? withLink(checked, back.name, parent.id) : checked,
            choose,
          )
    return describe(root, type, made.id)
  })
}

/**
 * The observation that a POST creates, when it needs nothing else to be made or looked up: such ones are stored together
 * with those of other senders. The datastream is in the body, or it is the only thing in the address.
 */
function findLoneObservation({ path, body }: WriteRequest, back: string | undefined) {
  if (path.kind !== 'collection' || path.steps.length > 2) return undefined
  const [parent] = path.steps
  if (path.steps.length === 2 && back !== 'Datastream' && back !== 'MultiDatastream') return undefined
  const provided = new Map<string, EntityId>(
    back !== undefined && parent?.id !== undefined ? [[back, parent.id]] : [],
  )
  const checked = required(checkCreate('Observation', body, { provided }))
  if (checked.entityType !== 'Observation' || checked.links.FeatureOfInterest) return undefined
  refuseOwnId(checked)
  for (const type of ['Datastream', 'MultiDatastream'] as const) {
    const link = checked.links[type]
    const id = provided.get(type) ?? (link?.kind === 'existing' ? link.id : undefined)
    const named = type === 'Datastream' ? ('single' as const) : ('multi' as const)
    if (id !== undefined) return { checked, datastreamId: toDatastreamId(id), named }
  }
  return undefined
}

function inverseOf(parent: PathStep | undefined, link: string): { name: string; many: boolean } | undefined {
  const model = parent && linkOf(parent.entityType, link)
  const inverse = model && linkOf(model.target, model.inverse)
  return model && inverse && { name: model.inverse, many: inverse.many }
}

function withLink(body: EntityBody, name: string, id: number): EntityBody {
  const links: Record<string, unknown> = body.links
  const given = Array.isArray(links[name]) ? links[name] : []
  return {
    ...body,
    links: { ...links, [name]: [...given, { kind: 'existing', id: BigInt(id) }] },
  } as EntityBody
}

/** An id that no observation has, where the others are written. */
const MARK = Number.MAX_SAFE_INTEGER

/**
 * POST to CreateObservations: one selfLink or error (in the language asked) per row, in the order they were sent (clause 13.2.2), as JSON. It is
 * written at once: a text of each of thousands of rows would be thrown away when it has been joined.
 */
export async function postObservations(
  platform: WritingPlatform,
  request: WriteRequest,
  language: 'nl' | 'en',
): Promise<string> {
  const { ids, errors } = await submitDataArrays(platform.intake, request)
  if (ids.length === 0 || errors.size > 0) {
    const texts = Array.from(ids, (id, row) => {
      const error = errors.get(row)
      return error ? `error: ${error[language]}` : selfLink(request.root, 'Observation', id)
    })
    return JSON.stringify(texts)
  }
  const [before, after] = JSON.stringify(selfLink(request.root, 'Observation', MARK)).split(String(MARK))
  return `[${before}${ids.join(`${after},${before}`)}${after}]`
}

async function submitDataArrays(intake: Intake, { body, actor }: WriteRequest): Promise<RowOutcomes> {
  if (body instanceof PlainRows) return submitPlainRows(intake, actor, body)
  const groups = required(checkDataArrays(body))
  return submitColumns(intake, actor, groups)
}

/** PATCH, PUT, or PATCH with a JSON Patch. @throws Problem */
export async function changeEntity(
  platform: Platform,
  request: WriteRequest,
  method: 'PATCH' | 'PUT' | 'JSON Patch',
): Promise<Written> {
  const { path, actor, root } = request
  if (path.kind !== 'entity' || path.suffix) throw notAllowedHere(method === 'PUT' ? 'PUT' : 'PATCH', path)
  const type = path.entityType
  return change(platform, actor, async (writing) => {
    const target = await locateToChange(writing, path.steps)
    const encodingType = await readEncodingType(writing, type, target.id)
    const body = method === 'JSON Patch' ? await patched(writing, request, target.id) : request.body
    const kind = method === 'PATCH' ? 'PATCH' : 'PUT'
    const checked: EntityBody = required(
      checkUpdate(type, body, { method: kind, ...(encodingType === undefined ? {} : { encodingType }) }),
    )
    if (checked.id !== undefined && checked.id !== BigInt(target.id)) throw fixedId()
    // A JSON Patch is applied to the whole entity, whatever the version can see of it.
    await updateEntity(writing, target, checked, kind, method === 'PUT' ? versionOf(root) : 'v1.1')
    return describe(root, type, target.id)
  })
}

function fixedId(): Problem {
  return new Problem('invalid-request', {
    nl: 'Het id van een entiteit verandert niet. Laat “@iot.id” weg.',
    en: 'The id of an entity does not change. Leave “@iot.id” out.',
  })
}

/** The entity as it is now, with a JSON Patch applied to it. */
async function patched(
  writing: Writing,
  { path, actor, body }: WriteRequest,
  id: number,
): Promise<JsonValue> {
  if (path.kind !== 'entity') throw missingEntity()
  const { entityType } = path
  if (entityType === 'Observation') await lockStored(writing, id)
  const query = { entityType, orderBy: [], expand: [], custom: [] }
  const now = BigInt(writing.now.getTime()) * 1000n
  const current = await answerRead(writing.transaction, { path, query, root: '', actor, now })
  const document = Object.fromEntries(
    Object.entries(JSON.parse(current.body)).filter(([key]) => !key.includes('@iot.')),
  ) as JsonValue
  const result = required(applyJsonPatch(document, body))
  return typeof result === 'object' && result !== null && !Array.isArray(result)
    ? { ...result, '@iot.id': String(id) }
    : result
}

/** DELETE of one entity. @throws Problem */
export async function deleteEntity(platform: Platform, request: WriteRequest): Promise<void> {
  const { path, actor } = request
  if (path.kind !== 'entity' || path.suffix) throw notAllowedHere('DELETE', path)
  const type = path.entityType
  await change(platform, actor, async (writing) => {
    const { id } = await locateToChange(writing, path.steps)
    await removeEntity(writing, type, id)
  })
}

/**
 * Does all of a request in one transaction, that of its change set when it has one; says in the language of the request what
 * PostgreSQL refused.
 */
async function change<T>(
  platform: Platform,
  actor: Actor,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  try {
    const inTransaction = (transaction: Db) =>
      work({
        transaction,
        actor,
        now: platform.clock(),
        arrival: platform.arrival,
        clientIds: platform.config.clientIds,
      })
    if (platform.db.isTransaction) return await inTransaction(platform.db)
    return await platform.db.transaction().execute(inTransaction)
  } catch (error) {
    if (error instanceof SensorThingsError) throw misunderstood(error, 'query')
    if (hasSqlstate(error, 'foreignKeyViolation', 'uniqueViolation')) throw conflicting()
    if (hasSqlstate(error, 'deadlockDetected', 'serializationFailure')) throw busy()
    if (hasSqlstate(error, 'queryCanceled')) throw tooLongToChange()
    throw unanswerable(error) ?? error
  }
}

function conflicting(): Problem {
  return new Problem('conflict', {
    nl: 'Dit botst met wat er al is: iets waar u naar verwijst is net verwijderd, of op dit tijdstip is er al een waarde.',
    en: 'This conflicts with what is stored: something you link to was just deleted, or there is a value at this time already.',
  })
}

function busy(): Problem {
  return new Problem('unavailable', {
    nl: 'Iemand anders wijzigde tegelijk hetzelfde. Stuur het verzoek opnieuw.',
    en: 'Someone else changed the same at the same time. Send the request again.',
  })
}

async function locate(
  writing: Writing,
  steps: readonly PathStep[],
  lock: 'keep' | 'change' = 'keep',
): Promise<Existing> {
  const { rows } = await compileLocate(steps, writing.actor, writing.now).execute(writing.transaction)
  const [row] = rows
  const type = steps.at(-1)?.entityType ?? 'Thing'
  const found = row && (await findExisting(writing, type, BigInt(row.id), lock))
  if (!found) throw missingEntity()
  return found
}

/** Locks it too: what is changed is read first, and must still be so when it is written. */
async function locateToChange(writing: Writing, steps: readonly PathStep[]): Promise<Existing> {
  const found = await locate(writing, steps, 'change')
  requireWriter(writing.actor, found.dataset)
  return found
}

function required<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value
  throw refusedBody(checked.errors)
}

function describe(root: ServiceRoot, type: EntityType, id: number): Written {
  return { '@iot.id': id, '@iot.selfLink': selfLink(root, type, id) }
}

/** The dataset of the token, of the header `Dataset`, or the organisation's own. */
function chooseDataset({ transaction, actor, now }: Writing, request: WriteRequest): ChooseDataset {
  return async (): Promise<DatasetAccess> => {
    const bound = actor.kind === 'token' ? actor.datasetId : undefined
    const key = bound ?? request.dataset
    if (key === undefined) {
      const organisationId = onlyOrganisation(actor, { in: 'header', pointer: '/Dataset' })
      return defaultDataset(transaction, organisationId, now)
    }
    const dataset = await findDataset(transaction, actor, key)
    if (!dataset) throw notFound({ nl: `De dataset ${key}`, en: `The dataset ${key}` })
    return dataset
  }
}
