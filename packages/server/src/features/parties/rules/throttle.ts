/**
 * What is throttled: guessing passwords, having messages sent to an address, sending them to others, guessing links, guessing codes
 * of classes and cards of pupils, of which only wrong ones count (a whole school has one network address), reporting what others
 * wrote, writing remarks, supporting or disputing those, publishing analyses, and making webhooks, which asks a server of someone's choice.
 */
export const THROTTLES = {
  'sign-in': { seconds: 15 * 60, perAccountHere: 10, perAccount: 50, perNetwork: 100 },
  mail: { seconds: 3600, perAccountHere: 5, perAccount: 10, perNetwork: 50 },
  message: { seconds: 3600, perAccountHere: 20, perAccount: 20, perNetwork: 50 },
  link: { seconds: 3600, perAccountHere: 50, perAccount: 50, perNetwork: 50 },
  'class-code': { seconds: 3600, perAccountHere: 100, perAccount: 100, perNetwork: 1000 },
  'pupil-card': { seconds: 3600, perAccountHere: 100, perAccount: 200, perNetwork: 200 },
  report: { seconds: 3600, perAccountHere: 20, perAccount: 20, perNetwork: 40 },
  voice: { seconds: 3600, perAccountHere: 100, perAccount: 100, perNetwork: 500 },
  remark: { seconds: 3600, perAccountHere: 20, perAccount: 20, perNetwork: 100 },
  webhook: { seconds: 3600, perAccountHere: 20, perAccount: 20, perNetwork: 40 },
  analysis: { seconds: 3600, perAccountHere: 20, perAccount: 20, perNetwork: 100 },
} as const satisfies Record<string, Throttle>

type Throttle = { seconds: number; perAccountHere: number; perAccount: number; perNetwork: number }

export type ThrottleName = keyof typeof THROTTLES

/** One count to keep: of whom, and how many tries are allowed in the window. */
export type Limit = { of: 'account' | 'network'; subject: string; maximum: number }

/**
 * The counts that a try touches. Per account and network address together, so that others cannot lock someone out;
 * per account, against guessing from many addresses; per address, against trying one password on many accounts.
 * @param network the client's address; undefined when it is unknown or the machine's own, where the site shares it
 */
export function limitsOf(
  name: ThrottleName,
  email: string | undefined,
  network: string | undefined,
): readonly Limit[] {
  const { perAccountHere, perAccount, perNetwork }: Throttle = THROTTLES[name]
  const account = email?.trim().toLowerCase()
  const limits: Limit[] = []
  if (account !== undefined) {
    const here = `${name} ${account} ${network ?? ''}`
    limits.push({ of: 'account', subject: here, maximum: perAccountHere })
    limits.push({ of: 'account', subject: `${name} ${account}`, maximum: perAccount })
  }
  if (network !== undefined) {
    limits.push({ of: 'network', subject: `${name} from ${network}`, maximum: perNetwork })
  }
  return limits
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** The network address to count by: none for the machine itself. */
export function networkOf(address: string): string | undefined {
  return LOOPBACK.test(address) ? undefined : address
}
