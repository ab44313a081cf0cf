import type { PupilCard, SchoolClass } from '../../classes/api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { TextLink } from '../text.tsx'
import { CardWords } from './entry.tsx'

/** Cards to print and cut out, each with all that a pupil needs to come in. */
export function CardSheet({
  schoolClass: { id, code, name, school },
  cards,
  address,
}: {
  schoolClass: SchoolClass
  cards: readonly PupilCard[]
  address: string
}) {
  const { t, language } = useLanguage()
  const words = t.classes.teacher
  return (
    <>
      <ul className="sp-card-sheet">
        {cards.map((each) => (
          <li key={each.id} className="sp-pupil-card">
            <p className="sp-card-name" lang="nl">
              {each.nickname}
            </p>
            <p className="sp-quiet">
              {name}, {school}
            </p>
            <p>{address.replace(/^https?:\/\//, '')}</p>
            {code === null ? null : (
              <p>
                {words.cardCode}: <strong className="sp-card-code">{code}</strong>
              </p>
            )}
            <p>
              {words.cardWords}: <CardWords card={each.card} />
            </p>
          </li>
        ))}
      </ul>
      <p className="sp-after-form">
        <TextLink to={pathsOf(language).myClass(id)}>{words.cardsBack}</TextLink>
      </p>
    </>
  )
}
