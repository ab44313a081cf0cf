/** What can be wrong with a sensor. A closed list: schemas, messages and SQL derive from it. */
export const STATES = ['stopped', 'constant', 'implausible', 'battery'] as const

export type State = (typeof STATES)[number]

/** When a sensor is not well. Our own choices; a message that comes too early is worse than one that comes an hour later. */
export const HEALTH = {
  /** Share of the values of the last day with a flag from which they are implausible. */
  implausibleShare: 0.2,
  /** A battery is low below this, by the symbol of its unit. */
  lowBattery: { '%': 20, V: 3.3 },
} as const

/** How a host reads about each state, in a sentence that follows the name of what is measured. */
export const STATE_TEXTS = {
  stopped: { nl: 'stuurt geen metingen meer', en: 'sends no measurements any more' },
  constant: { nl: 'blijft op dezelfde waarde staan', en: 'stays at the same value' },
  implausible: {
    nl: 'geeft waarden die waarschijnlijk niet kloppen',
    en: 'gives values that are probably wrong',
  },
  battery: { nl: 'is bijna leeg', en: 'is nearly empty' },
} as const satisfies Record<State, { nl: string; en: string }>

/** At most this often a message to one person, in hours. */
export const MAIL_HOURS = 24

/** An address that was not confirmed is forgotten after so many days. */
export const UNCONFIRMED_DAYS = 7

/** So many requests a day for one address that are not confirmed; more are not answered with a message. */
export const MOST_REQUESTS = 3

/** The same for all addresses of one station together: who asks for many addresses would have us write to strangers. */
export const MOST_REQUESTS_OF_THING = 20
