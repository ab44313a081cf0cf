import { DayLine, Line, Tick } from '../form/fields.tsx'

/** The fields of a class. */
export function ClassFields() {
  return (
    <>
      <Line name="school" />
      <Line name="name" />
      <DayLine name="endsOn" optional />
      <Tick name="keepsPublished" />
    </>
  )
}
