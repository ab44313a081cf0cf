import { Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import { type InputMistake, inBody, Problem } from '../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOwnMunicipalities } from '../parties/index.ts'
import { readActivityUri } from './addresses.ts'
import type { Logbook } from './logbook.ts'
import { readPseudonym } from './pseudonyms.ts'
import { READERS, readsRecordsOf } from './rules.ts'
import { RecordList, RecordQuery } from './schema-records.ts'
import { findRecords } from './store/find-records.ts'
import { readDataUser } from './use.ts'

/** Of the API of the extension. */
const VERSION = '1.1.0'

const Nothing = Type.Object({}, { additionalProperties: false })

/** More is no exact question, and an answer without pages has to end somewhere. */
const MOST_RECORDS = 10_000

/**
 * The API of the extension *lezen*. Its path is the standard's, under a prefix of its own: in our own API a POST to
 * `processing-activities` registers one. The standard describes it, so it is not in our API document.
 */
export function addRecordRoutes(http: Http, platform: Platform, logbook: Logbook): void {
  typed(http).post(
    '/api/ldv/v1/processing-activities',
    {
      config: { access: READERS },
      schema: {
        hide: true,
        querystring: Nothing,
        body: RecordQuery,
        response: { 200: RecordList, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      reply.header('api-version', VERSION)
      refuse(findMistakes(body))
      const { publicUrl } = platform.config
      const processor = body['dpl.core.foreign_operation.processor']
      const uri = body['dpl.core.processing_activity_id']
      const activity = uri === undefined ? undefined : readActivityUri(publicUrl, uri)
      // Of an activity of another organisation there is nothing in this log.
      if (uri !== undefined && activity === undefined) return { processingActivities: [] }
      const records = await findRecords(platform.db, publicUrl, {
        traceId: body.traceId,
        activity,
        subjects: await readSubjects(body, logbook),
        subjectType: body['dpl.core.data_subject_id_type'],
        processor,
        user: processor === undefined ? undefined : readDataUser(publicUrl, processor),
        startTime: body.startTime,
        endTime: body.endTime,
        controllers: readsRecordsOf(actor),
        unregistered: await readsUnregistered(platform, actor),
        limit: MOST_RECORDS + 1,
      })
      if (records.length > MOST_RECORDS) refuse(inBody([TOO_MANY]))
      return { processingActivities: records }
    },
  )
}

/** What nobody registered is for who runs the platform to look into. */
async function readsUnregistered({ db }: Platform, actor: Actor): Promise<boolean> {
  return (await listOwnMunicipalities(db, actor, READERS)) === 'all'
}

/** The pseudonyms to look for: the one that is given, or those of the code that is given. */
async function readSubjects(body: RecordQuery, logbook: Logbook): Promise<Buffer[] | undefined> {
  const id = body['dpl.core.data_subject_id']
  if (id === undefined) return undefined
  const pseudonym = readPseudonym(id)
  const type = body['dpl.core.data_subject_id_type'] ?? ''
  return pseudonym ? [pseudonym] : logbook.pseudonymsOf({ type, id })
}

function findMistakes(body: RecordQuery): InputMistake[] {
  const id = body['dpl.core.data_subject_id']
  const isAsked = body.traceId ?? body['dpl.core.processing_activity_id'] ?? id
  const needsType = id !== undefined && !readPseudonym(id) && !body['dpl.core.data_subject_id_type']
  const { startTime, endTime } = body
  const isBackwards = startTime !== undefined && endTime !== undefined && endTime < startTime
  return inBody([
    ...(isAsked === undefined ? [TOO_WIDE] : []),
    ...(needsType ? [WITHOUT_TYPE] : []),
    ...(isBackwards ? [BACKWARDS] : []),
  ])
}

const TOO_WIDE = {
  pointer: '',
  nl: 'Noem een traceId, een dpl.core.processing_activity_id of een dpl.core.data_subject_id; een vraag naar alles kan niet.',
  en: 'Name a traceId, a dpl.core.processing_activity_id or a dpl.core.data_subject_id; asking for everything is not possible.',
}

const WITHOUT_TYPE = {
  pointer: '/dpl.core.data_subject_id_type',
  nl: 'Noem het soort code, zoals samenspel-persoon, of geef het pseudoniem uit een regel van het logboek.',
  en: 'Name the kind of code, such as samenspel-persoon, or give the pseudonym from a record of the log.',
}

const BACKWARDS = {
  pointer: '/endTime',
  nl: 'Dit einde ligt voor het begin (startTime). Geef een later tijdstip.',
  en: 'This end is before the beginning (startTime). Give a later time.',
}

const TOO_MANY = {
  pointer: '/startTime',
  nl: `Er zijn meer dan ${MOST_RECORDS} regels. Vraag een kortere tijd, met startTime en endTime.`,
  en: `There are more than ${MOST_RECORDS} records. Ask for a shorter time, with startTime and endTime.`,
}

function refuse(mistakes: readonly InputMistake[]) {
  if (mistakes.length === 0) return
  const detail = {
    nl: mistakes.map((mistake) => mistake.detail.nl).join(' '),
    en: mistakes.map((mistake) => mistake.detail.en).join(' '),
  }
  throw new Problem('invalid-request', detail, [...mistakes])
}
