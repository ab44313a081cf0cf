import type { ResolveActor } from '../../platform/actor.ts'
import { once } from '../../platform/once.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { beginTrace } from '../../platform/trace.ts'
import { createAuth } from './accounts/auth.ts'
import { ACCOUNTS, ACTIVITIES, describeAction } from './activities.ts'
import { bootstrap } from './bootstrap.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { createResolveActor } from './resolve-actor.ts'
import { addAccountRoutes } from './routes/accounts.ts'
import { addMandateRoutes } from './routes/mandates.ts'
import { addMeRoute } from './routes/me.ts'
import { addMemberRoutes } from './routes/members.ts'
import { addMyDataRoutes, type SlicePersonalData } from './routes/my-data.ts'
import { addMyPurposeRoutes, type ListPurposes } from './routes/my-purpose.ts'
import { addOrganisationRoutes } from './routes/organisations.ts'
import { addTokenRoutes, type OwnsDataset } from './routes/tokens.ts'
import { findOrCreateSecret, removeEnded } from './store/accounts.ts'
import { listEndedTokens } from './store/tokens.ts'

/** The slice, and what the app asks of it besides routes. */
export type PartiesSlice = Slice & {
  resolveActor: ResolveActor
  /** Those of these tokens, by id, that are not valid any more. */
  listEndedTokens(ids: readonly string[]): Promise<string[]>
  /** Fills an empty database when BOOTSTRAP_TOKEN is set; see `bootstrap`. */
  prepare(): Promise<void>
}

/** What slices above do for this one. */
export type PartiesNeeds = {
  /** Asked when a token is bound to a dataset; without it none can be. */
  ownsDataset?: OwnsDataset
  /** The tables with personal data of all slices: shown to whom it is about, and erased when an account ends. */
  listPersonalData?: () => readonly SlicePersonalData[]
  /** For which purposes people may look at data; without it there is none to choose. */
  listPurposes?: ListPurposes
  /** A purpose as it is compared; without it as it is given. */
  purposeKey?: (purpose: string) => string
  /** Writes in the processing log; without it nothing is. */
  record?: RecordProcessing
}

/** Makes the slice that knows who takes part and who asks. */
export function createPartiesSlice(
  platform: Platform,
  {
    ownsDataset = async () => false,
    listPersonalData = () => [],
    listPurposes = async () => [],
    purposeKey = (purpose) => purpose,
    record = async () => {},
  }: PartiesNeeds = {},
): PartiesSlice {
  const { db, clock, config } = platform
  const getSecret = once(async () => config.authSecret ?? (await findOrCreateSecret(db)))
  const listPersonalTables = () => listPersonalData().flatMap(({ tables }) => tables)
  const noteAction = (personId: string, name: string) =>
    record(describeAction(beginTrace(), { activity: ACCOUNTS, name, personId }))
  const getAuth = once(async () =>
    createAuth({ ...platform, listPersonalTables, noteAction, secret: await getSecret() }),
  )
  return {
    name: 'parties',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    resolveActor: createResolveActor(db, clock, getSecret),
    listEndedTokens: (ids) => listEndedTokens(db, ids, clock()),
    async prepare() {
      if (config.bootstrapToken !== undefined) await bootstrap(db, config.bootstrapToken)
    },
    routes(http) {
      addMeRoute(http, platform, listPurposes)
      addMyPurposeRoutes(http, { ...platform, listPurposes, purposeKey, getSecret })
      addMyDataRoutes(http, { ...platform, record }, listPersonalData)
      addOrganisationRoutes(http, platform)
      addMemberRoutes(http, { ...platform, record })
      addMandateRoutes(http, platform)
      addTokenRoutes(http, platform, ownsDataset)
      addAccountRoutes(http, { ...platform, record }, getAuth)
    },
    jobs: [{ name: 'parties.remove-ended', cron: '17 3 * * *', handle: () => removeEnded(db, clock()) }],
  }
}
