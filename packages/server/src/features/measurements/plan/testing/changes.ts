import type { Level } from './scenario.ts'

/**
 * Something that can be different in the database, and to whom that shows: those who see places so precisely, times so precisely, and values
 * of that age.
 */
export type Change = {
  name: string
  /** The coarsest levels at which it can be seen; undefined: at every level. */
  place?: number
  time?: number
  /** Minutes between the moment of the questions and that of the values. */
  age?: number
  /** Whether it changes figures about groups. */
  counts: boolean
}

/** The clock is at 10:10; values are of each twenty minutes, yesterday and today. */
export const CHANGES = {
  'moved within the square of 100 m': { place: 0.5, counts: true },
  'moved within the square of 500 m': { place: 1, counts: true },
  'moved within the area': { place: 2, counts: true },
  'described in other words': { place: 0, counts: false },
  'another name of its place': { place: 0, counts: false },
  'values of an hour in another order': { time: 0, age: 300, counts: true },
  'values of a day in another order': { time: 1, age: 1000, counts: true },
  'a value of a day at another hour': { time: 1, age: 1000, counts: true },
  'a value in the running hour': { time: 0, age: 5, counts: true },
  'parameters of a value': { place: 0, time: 0, age: 300, counts: false },
  'values of yesterday': { age: 1000, counts: true },
  'another name': { counts: false },
} as const satisfies Record<string, Omit<Change, 'name'>>

export type ChangeName = keyof typeof CHANGES

/** Whether a change shows to someone who sees the station like this. */
export function shows(name: ChangeName, level: Level | undefined): boolean {
  if (level === undefined) return false
  const { place, time, age }: Omit<Change, 'name'> = CHANGES[name]
  return (
    (place === undefined || level.place <= place) &&
    (time === undefined || level.time <= time) &&
    (age === undefined || level.delayMinutes <= age)
  )
}
