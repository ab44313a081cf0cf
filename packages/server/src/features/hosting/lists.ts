import { DPV } from '@samenspel/standards/consent'

/** Consent for this purpose puts a sensor on the public map. A personal dataset with a published notice for it invites hosts. */
export const SHARING = `${DPV}DataAltruism`

/** What becomes of the values of a sensor that stops or goes to somebody else. */
export const VALUES = ['keep', 'delete'] as const

/** Sensors of one person that measure at the same time. */
export const MOST_SENSORS = 20

/** For how many days somebody can take over a sensor that was offered. */
export const HANDOVER_DAYS = 14
