import { CALIBRATION_TERMS, fitLinear } from '@samenspel/standards/quality'
import { PROPERTIES } from '@samenspel/standards/tabular'
import type { Actor } from '../../../../platform/actor.ts'
import { type InputMistake, namedNotFound, notFound, Problem } from '../../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { tellEntities } from '../../feed/changes.ts'
import { seesExactly } from '../../plan/reader.ts'
import { doerOf, requireWriter, WRITERS } from '../../writers.ts'
import { orderDerivation } from './derive.ts'
import {
  Acceptance,
  Calibration,
  CalibrationList,
  CalibrationParams,
  CalibrationQuery,
  NewCalibration,
} from './schema.ts'
import {
  acceptCalibration,
  findCalibration,
  findStream,
  findTerms,
  insertCalibration,
  insertDerived,
  listCalibrations,
  lockDerived,
  readPairs,
  type Stream,
  writeProperties,
} from './store.ts'

const tags = ['measurements']

/** Fewer common hours than a week do not show how a sensor behaves by day and night. */
const LEAST_HOURS = 168

/** Better values from raw ones: proposed from a fit beside a reference, accepted by the keeper of the dataset. */
export function addCalibrationRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/calibrations',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List the calibrations of a datastream, newest first',
        tags,
        operationId: 'listCalibrations',
        querystring: CalibrationQuery,
        response: { 200: CalibrationList, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      await requireStream(platform, actor, query.datastream, { in: 'query', pointer: '/datastream' })
      return { items: await listCalibrations(db, query.datastream), next: null }
    },
  )

  typed(http).get(
    '/api/v1/calibrations/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a calibration',
        tags,
        operationId: 'getCalibration',
        params: CalibrationParams,
        response: { 200: Calibration, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => (await requireCalibration(platform, actor, params.id)).calibration,
  )

  typed(http).post(
    '/api/v1/calibrations',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Propose a calibration: fit a line through the hours beside a reference',
        description: 'Changes no values. Hours with a flag are left out.',
        tags,
        operationId: 'proposeCalibration',
        body: NewCalibration,
        response: { 201: Calibration, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const source = await requireStream(platform, actor, body.sourceId, { in: 'body', pointer: '/sourceId' })
      requireWriter(actor, source.dataset)
      const reference = await requireStream(platform, actor, body.referenceId, {
        in: 'body',
        pointer: '/referenceId',
      })
      if (reference.dataset.access !== 'open' && reference.dataset.id !== source.dataset.id) {
        throw mistake(
          '/referenceId',
          'De referentie is van een dataset die niet open is. De uitkomst zou iets van die dataset laten zien.',
          'The reference is of a dataset that is not open. The outcome would show something of that dataset.',
        )
      }
      const terms = CALIBRATION_TERMS.filter((term) => body.terms?.includes(term))
      const termIds = await findTerms(
        db,
        source.thingId,
        terms.map((term) => ({ term, definition: PROPERTIES[term].definition })),
      )
      const missing = terms.find((term) => !termIds.has(term))
      if (missing) {
        throw mistake(
          '/terms',
          `Dit meetpunt meet geen ${PROPERTIES[missing].nl}.`,
          `This station does not measure ${PROPERTIES[missing].en}.`,
        )
      }
      const pairs = await readPairs(db, {
        ...body,
        termIds: terms.flatMap((term) => termIds.get(term) ?? []),
      })
      const fit = pairs.length < LEAST_HOURS ? undefined : fitLinear(pairs)
      if (!fit) {
        throw new Problem('not-ready', {
          nl: `In deze periode zijn er ${pairs.length} uren waarin alles zonder vlag gemeten is. Er zijn er ${LEAST_HOURS} nodig, met waarden die verschillen.`,
          en: `In this period there are ${pairs.length} hours in which everything was measured without a flag. ${LEAST_HOURS} are needed, with values that differ.`,
        })
      }
      const id = await insertCalibration(db, {
        ...body,
        terms: termIds,
        fit,
        by: doerOf(actor),
        at: clock(),
      })
      const made = await requireCalibration(platform, actor, id)
      return reply.code(201).header('location', `/api/v1/calibrations/${id}`).send(made.calibration)
    },
  )

  typed(http).post(
    '/api/v1/calibrations/:id/acceptance',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Accept a calibration: it makes the values of a datastream from a time on',
        tags,
        operationId: 'acceptCalibration',
        params: CalibrationParams,
        body: Acceptance,
        response: { 200: Calibration, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const { calibration, source } = await requireCalibration(platform, actor, params.id)
      requireWriter(actor, source.dataset)
      await db.transaction().execute(async (transaction) => {
        const known = await lockDerived(transaction, source.id)
        // Only now: while waiting for the lock, someone else may have accepted it.
        if ((await findCalibration(transaction, calibration.id))?.status !== 'proposed') throw isAccepted()
        const derivedId = known ?? (await makeDerived(transaction, source, calibration.referenceId))
        await acceptCalibration(transaction, {
          id: calibration.id,
          derivedId,
          validFrom: body.validFrom,
          by: doerOf(actor),
          at: clock(),
        })
        await orderDerivation(transaction, derivedId, body.validFrom)
      })
      return (await requireCalibration(platform, actor, params.id)).calibration
    },
  )
}

/** Makes the derived datastream; both say in their properties what they are, and where the other is. */
async function makeDerived(
  transaction: Parameters<typeof insertDerived>[0],
  source: Stream,
  referenceId: number,
): Promise<number> {
  const id = await insertDerived(transaction, {
    source,
    referenceId,
    name: `${source.name}, gekalibreerd`,
    description: `Gekalibreerde waarden van ${source.name}, gemaakt uit Datastream ${source.id}.`,
    properties: {
      processing: 'calibrated',
      source: { datastream: source.id },
      calibrations: `/api/v1/calibrations?datastream=${source.id}`,
    },
  })
  await writeProperties(transaction, source.id, {
    ...source.properties,
    processing: 'raw',
    calibrated: { datastream: id },
  })
  await tellEntities(transaction, 'created', 'Datastream', [id])
  await tellEntities(transaction, 'updated', 'Datastream', [source.id])
  return id
}

function isAccepted(): Problem {
  return new Problem('conflict', {
    nl: 'Deze kalibratie is al aangenomen. Stel een nieuwe voor.',
    en: 'This calibration has been accepted already. Propose a new one.',
  })
}

async function requireStream(
  { db }: Platform,
  actor: Actor,
  id: number,
  place: Omit<InputMistake, 'detail'>,
): Promise<Stream> {
  const stream = await findStream(db, id)
  if (!stream || !seesExactly(actor, stream.dataset, null)) {
    throw namedNotFound({ nl: 'Deze meetreeks', en: 'This datastream' }, place)
  }
  return stream
}

async function requireCalibration({ db }: Platform, actor: Actor, id: string) {
  const calibration = await findCalibration(db, id)
  const source = calibration && (await findStream(db, calibration.sourceId))
  if (!calibration || !source || !seesExactly(actor, source.dataset, null)) {
    throw notFound({ nl: 'Deze kalibratie', en: 'This calibration' })
  }
  return { calibration, source }
}

function mistake(pointer: string, nl: string, en: string) {
  return new Problem('invalid-request', { nl, en }, [{ in: 'body', pointer, detail: { nl, en } }])
}
