import type { Example } from './examples.ts'

const email = 'gast@example.org'
const password = 'een heel lang wachtwoord'
const callbackURL = '/inloggen'

/** Requests about accounts, which the API document leaves out. They are only sent wrong: right ones send mail. */
export const ACCOUNT_EXAMPLES: Record<string, Example> = {
  'POST /api/auth/sign-up/email': { body: { name: 'Gast', email, password, callbackURL }, once: true },
  'POST /api/auth/sign-in/email': { body: { email, password, rememberMe: true, callbackURL }, once: true },
  'POST /api/auth/sign-in/social': {
    body: { provider: 'oidc', callbackURL, errorCallbackURL: callbackURL },
    once: true,
  },
  'POST /api/auth/send-verification-email': { body: { email, callbackURL }, once: true },
  'POST /api/auth/request-password-reset': { body: { email, redirectTo: callbackURL }, once: true },
  'POST /api/auth/reset-password': { body: { token: 'x', newPassword: password }, once: true },
  'POST /api/auth/change-password': {
    body: { currentPassword: password, newPassword: `${password}!`, revokeOtherSessions: true },
    once: true,
  },
  'POST /api/auth/delete-user': { body: { password, token: 'x', sensors: 'remove' }, once: true },
  'GET /api/auth/verify-email': { query: { token: 'x', callbackURL }, once: true },
  'GET /api/auth/reset-password/{token}': { path: { token: 'x' }, query: { callbackURL }, once: true },
}
