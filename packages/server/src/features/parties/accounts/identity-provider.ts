import type { BetterAuthOptions } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import type { Config } from '../../../platform/config.ts'

/** The name of the municipality's identity provider in addresses and in the account table. */
export const PROVIDER = 'oidc'

/**
 * The identity provider of the municipality, by OpenID Connect discovery; only ID tokens whose signature, issuer,
 * audience and nonce fit are taken. An e-mail address counts as confirmed when the provider says so, or always when the
 * operator knows that it only hands out confirmed ones (OIDC_TRUST_EMAIL).
 */
export function identityProvider({
  issuer,
  clientId,
  clientSecret,
  trustEmail,
}: NonNullable<Config['oidc']>) {
  return genericOAuth({
    config: [
      {
        providerId: PROVIDER,
        clientId,
        clientSecret,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        scopes: ['openid', 'profile', 'email'],
        pkce: true,
        disableProviderLogout: true,
        mapProfileToUser: (profile) => ({
          name: nameOf(profile),
          emailVerified: trustEmail || profile.email_verified === true || profile.email_verified === 'true',
        }),
      },
    ],
  })
}

function nameOf(profile: Record<string, unknown>): string {
  const { name, given_name: given, family_name: family, email } = profile
  if (typeof name === 'string' && name !== '') return name
  const parts = [given, family].filter((part) => typeof part === 'string' && part !== '')
  return parts.length > 0 ? parts.join(' ') : String(email)
}

type AccountHook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['account']>['create']>['before']
>

/**
 * Keeps the provider's tokens out of the database, since nothing is done with them; and when the account is joined to
 * a person who never confirmed the address, drops what was there before: someone else may have made it.
 */
export const keepNoProviderTokens: AccountHook = async (account, context) => {
  if (account.providerId !== PROVIDER) return
  const accounts = context?.context.internalAdapter
  const person = await accounts?.findUserById(account.userId)
  if (accounts && person && !person.emailVerified) {
    for (const { id } of await accounts.findAccounts(account.userId)) await accounts.deleteAccount(id)
  }
  return {
    data: {
      ...account,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
    },
  }
}
