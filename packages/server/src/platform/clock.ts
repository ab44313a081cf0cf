/** Tells the present moment. An argument everywhere, so that a test can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
