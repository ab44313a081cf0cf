import { formatList } from '../format.ts'
import { useLanguage } from '../language.ts'
import { PICTURE_SIZES } from '../map/picture-sizes.ts'
import { pathsOf } from '../paths.ts'

type Area = { code: string; name: string }

/** Where something is, on a small map; the names are in the words of the picture, and in the text beside it. */
export function AreasPicture({
  areas,
  compared = [],
}: {
  areas: readonly Area[]
  compared?: readonly Area[]
}) {
  const { t, language } = useLanguage()
  if (areas.length === 0) return null
  const namesOf = (of: readonly Area[]) =>
    formatList(
      of.map(({ name }) => name),
      language,
    )
  const src = pathsOf(language).areasPicture(
    areas.map(({ code }) => code),
    compared.map(({ code }) => code),
  )
  const words = t.interventions.onMap
  return (
    <figure className="sp-areas-picture">
      <picture>
        <source media="(max-width: 30rem)" srcSet={`${src}&maat=smal`} {...PICTURE_SIZES.smal} />
        <img
          src={`${src}&maat=midden`}
          alt={words.alt(namesOf(areas))}
          loading="lazy"
          decoding="async"
          {...PICTURE_SIZES.midden}
        />
      </picture>
      <figcaption>
        {compared.length > 0 ? words.compared(namesOf(areas), namesOf(compared)) : words.dark(namesOf(areas))}
      </figcaption>
    </figure>
  )
}
