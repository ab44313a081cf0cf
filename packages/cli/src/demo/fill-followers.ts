import { type Connection, dataOf } from '@samenspel/client'
import { RESIDENTS } from '../waterrijk/content/remarks.ts'
import { lookUp, type Made } from './fill.ts'

/**
 * Has residents follow challenges before something is decided on these, so that they are told what came of them. Who follows already goes on doing so.
 * @param signInAs the API as the resident with this key
 */
export async function fillFollowers(
  challenges: ReadonlyMap<string, Made>,
  signInAs: (key: string) => Promise<Connection>,
): Promise<void> {
  for (const { key, follows } of RESIDENTS) {
    if (follows.length === 0) continue
    const { api } = await signInAs(key)
    for (const challengeKey of follows) {
      const { id: challengeId } = lookUp(challenges, challengeKey)
      await dataOf(api.POST('/me/messages/subjects', { body: { about: 'challenge', challengeId } }))
    }
  }
}
