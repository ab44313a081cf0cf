import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { ConsentRecord } from '../../my/api.ts'
import { Facts } from '../table.tsx'

/** To what somebody said yes. */
export function Terms({ terms }: { terms: NonNullable<ConsentRecord['terms']> }) {
  const { t, language } = useLanguage()
  const words = t.consent.terms
  return (
    <Facts
      items={[
        [words.place, t.my.places[terms.place]],
        [words.time, t.my.times[terms.time]],
        [words.inGroups, terms.inGroups ? words.yes : words.no],
        [words.until, terms.until ? formatDay(terms.until, language) : words.noEnd],
      ]}
    />
  )
}
