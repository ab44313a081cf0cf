import { formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { ScaleClass } from './scale.ts'

/** What the colours of the map mean. */
export function Legend({
  classes,
  unit,
  grey,
}: {
  classes: ScaleClass[]
  unit: string
  /** The colour of what has no value, and what that is. */
  grey?: readonly [colour: string, words: string]
}) {
  const { t, language } = useLanguage()
  const show = (value: number) => formatValue(value, unit, language)
  const describe = ({ low, high }: ScaleClass) => {
    if (low === null) return high === null ? t.site.all : t.map.upTo(show(high))
    return high === null ? t.map.from(show(low)) : t.map.between(show(low), show(high))
  }
  return (
    <ul className="sp-legend" aria-label={t.map.legend}>
      {classes.map((one) => (
        <li key={one.colour}>
          <Swatch colour={one.colour} />
          {describe(one)}
        </li>
      ))}
      {grey ? (
        <li>
          <Swatch colour={grey[0]} />
          {grey[1]}
        </li>
      ) : null}
    </ul>
  )
}

function Swatch({ colour }: { colour: string }) {
  return (
    <svg className="sp-swatch" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.5" fill={colour} />
    </svg>
  )
}
