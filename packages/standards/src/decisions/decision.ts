/** A published decision, as far as other standards can say it. Addresses are whole; moments are RFC 3339 in UTC, days YYYY-MM-DD. */
export type OpenDecision = {
  /** The address of its page, which is its identifier too. */
  url: string
  /** The address of all of it as JSON. */
  data: string
  id: string
  version: number
  title: string
  question: string
  reasons: string
  /** The day on which it was taken. */
  decidedOn: string
  publishedAt: string
  updatedAt: string
  /** Whether it still holds. */
  holds: boolean
  organisation: { id: string; name: string; tooi: string | null; url: string }
  /** The function that took it, and on which basis. */
  function: string
  basis: string
  signedAt: string
  chosen: string | null
  options: { id: string; title: string; description: string }[]
  votes: OpenVotes | null
  /** The address of the decision that this one takes the place of. */
  replaces: string | null
}

export type Counts = { for: number; against: number; abstained: number }
export type OpenVotes = Counts & { body: string; factions: (Counts & { name: string })[] }
