import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** A small OpenID Connect provider for tests. */
export type IdentityProvider = {
  issuer: string
  /** What it tells about whoever signs in, the mistakes it makes, and the nonce it puts in the next token. */
  state: { claims: Record<string, unknown>; nonce: string; forge: boolean }
  close(): void
}

/** Starts a provider with discovery, keys and tokens. Its page for signing in lets everybody in at once. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const forged = await generateKeyPair('RS256')
  const state: IdentityProvider['state'] = { claims: {}, nonce: '', forge: false }
  let issuer = ''
  const http = createServer(async (request, response) => {
    const send = (body: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    const { pathname, searchParams } = new URL(request.url ?? '', issuer)
    if (pathname === '/.well-known/openid-configuration') {
      return send({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (pathname === '/keys') {
      return send({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] })
    }
    if (pathname === '/authorize') {
      state.nonce = searchParams.get('nonce') ?? ''
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', 'abc')
      back.searchParams.set('state', searchParams.get('state') ?? '')
      return response.writeHead(302, { location: back.href }).end()
    }
    const idToken = await new SignJWT({ nonce: state.nonce, ...state.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuer)
      .setAudience('samenspel')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(state.forge ? forged.privateKey : privateKey)
    return send({ access_token: 'secret-access', token_type: 'Bearer', expires_in: 60, id_token: idToken })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return { issuer, state, close: () => void http.close() }
}
