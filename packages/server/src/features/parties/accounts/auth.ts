import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import type { Clock } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Mail, Mailer } from '../../../platform/mail.ts'
import type { PersonalTable } from '../../../platform/personal-data.ts'
import type { Reporter } from '../../../platform/report.ts'
import { confirmEmail } from '../store/accounts.ts'
import { hashSessions } from './hash-sessions.ts'
import { identityProvider, keepNoProviderTokens } from './identity-provider.ts'
import { leaveOrganisations } from './leave.ts'
import { confirmationMail, deletedMail, deletionMail, existingAccountMail, resetMail } from './mails.ts'
import { readSensorChoice } from './sensor-choice.ts'

export const PASSWORD_LENGTH = { minimum: 10, maximum: 128 }
export const SESSION_COOKIE = 'samenspel.session_token'
const COOKIE_PREFIX = 'samenspel'
const SESSION_SECONDS = 7 * 24 * 3600
const LINK_SECONDS = 3600

export type AuthOptions = {
  db: Db
  config: Config
  mail: Mailer
  report: Reporter
  clock: Clock
  /** Of all slices: from these someone is erased before the account is. */
  listPersonalTables(): readonly PersonalTable[]
  /** Writes in the processing log that something was done with an account, outside any route. */
  noteAction(personId: string, name: string): Promise<void>
  secret: string
}

/** The part of better-auth that is used: it answers requests under /api/auth. */
export type Auth = { handler(request: Request): Promise<Response> }

/**
 * Accounts with an e-mail address and password, and sign-in at the municipality's identity provider. Throttling and
 * the check on foreign origins are ours, so they are off here; the check on addresses to return to is on.
 */
export function createAuth({
  db,
  config,
  mail,
  report,
  clock,
  listPersonalTables,
  noteAction,
  secret,
}: AuthOptions): Auth {
  const { publicUrl, oidc } = config
  const post = async (message: Mail) => {
    await mail(message)
  }
  return betterAuth({
    appName: 'Samenspel',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: hashSessions(kyselyAdapter(db.withSchema('parties'), { type: 'postgres', transaction: true })),
    ...TABLES,
    user: {
      ...TABLES.user,
      deleteUser: {
        enabled: true,
        deleteTokenExpiresIn: LINK_SECONDS,
        sendDeleteAccountVerification: ({ user, token }) =>
          post(deletionMail(user.email, `${publicUrl}/mijn/gegevens/wissen?token=${token}`)),
        beforeDelete: ({ id, email }, request) =>
          leaveOrganisations(
            db,
            { personId: id, email },
            { erasure: { at: clock(), sensors: readSensorChoice(request) }, tables: listPersonalTables() },
          ),
        afterDelete: ({ email }) => post(deletedMail(email)),
      },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_LENGTH.minimum,
      maxPasswordLength: PASSWORD_LENGTH.maximum,
      resetPasswordTokenExpiresIn: LINK_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => post(resetMail(user.email, url)),
      onExistingUserSignUp: ({ user }) => post(existingAccountMail(user.email, publicUrl)),
      async onPasswordReset({ user }) {
        await noteAction(user.id, 'nieuw wachtwoord kiezen')
        await confirmEmail(db, user.id)
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      expiresIn: LINK_SECONDS,
      sendVerificationEmail: ({ user, url }) => post(confirmationMail(user.email, url)),
    },
    plugins: oidc ? [identityProvider(oidc)] : [],
    databaseHooks: { account: { create: { before: keepNoProviderTokens } } },
    onAPIError: {
      errorURL: `${publicUrl}/inloggen`,
      onError: (error) => {
        if (!isAPIError(error)) report({ kind: 'account-failed', error })
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...details) => reportFailure(report, message, details) },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: publicUrl.startsWith('https:') },
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
      backgroundTasks: {
        handler: (work) => void work.catch((error: unknown) => report({ kind: 'account-failed', error })),
      },
    },
  })
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** Where better-auth finds its models in our tables. */
const TABLES = {
  user: { modelName: 'person', fields: { ...TIMES, emailVerified: 'email_verified' } },
  session: {
    fields: {
      ...TIMES,
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
    expiresIn: SESSION_SECONDS,
    disableSessionRefresh: true,
  },
  account: {
    fields: {
      ...TIMES,
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
    updateAccountOnSignIn: false,
    accountLinking: { requireLocalEmailVerified: false },
  },
  verification: { fields: { ...TIMES, expiresAt: 'expires_at' }, storeIdentifier: 'hashed' },
} satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>

function reportFailure(report: Reporter, message: string, details: unknown[]) {
  const cause = details.find((detail) => detail instanceof Error)
  report({ kind: 'account-failed', error: new Error(message, cause ? { cause } : {}) })
}
