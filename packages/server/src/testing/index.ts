/** What tests of other packages use to run against a real server on a database of their own. */
export { signInAs, type TestActor } from './actors.ts'
export { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
export { createMailbox, type Mailbox } from './mailbox.ts'
export { type TestServer, useDatabase, useServer } from './server.ts'
export { whileTampered } from './tamper.ts'
