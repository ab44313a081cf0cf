import type { Bilingual } from '../language/index.ts'
import type { Check } from './model.ts'

/** How many of the reasonable choices support the conclusion, in one sentence. */
export function describeCheck({
  curve,
  supporting,
  contradicting,
}: Pick<Check, 'curve' | 'supporting' | 'contradicting'>): Bilingual {
  const all = curve.length
  if (all === 0) {
    return {
      nl: 'Er zijn te weinig gegevens om deze conclusie na te rekenen.',
      en: 'There are too few data to check this conclusion.',
    }
  }
  if (all === 1) {
    return supporting === 1
      ? {
          nl: 'De gegevens steunen de conclusie; er is maar één redelijke keuze, dus er is niets om mee te vergelijken.',
          en: 'The data support the conclusion; there is only one reasonable choice, so there is nothing to compare it with.',
        }
      : {
          nl: 'De gegevens steunen de conclusie niet; er is maar één redelijke keuze.',
          en: 'The data do not support the conclusion; there is only one reasonable choice.',
        }
  }
  const opposite = {
    nl:
      contradicting === 0
        ? ''
        : contradicting === 1
          ? ' 1 keuze wijst op het tegendeel.'
          : ` ${contradicting} keuzes wijzen op het tegendeel.`,
    en:
      contradicting === 0
        ? ''
        : contradicting === 1
          ? ' 1 choice points to the opposite.'
          : ` ${contradicting} choices point to the opposite.`,
  }
  return {
    nl:
      (supporting === all
        ? `Alle ${all} redelijke keuzes steunen de conclusie.`
        : `Van de ${all} redelijke keuzes ${supporting === 1 ? 'steunt er 1' : `steunen er ${supporting}`} de conclusie.`) +
      opposite.nl,
    en:
      (supporting === all
        ? `All ${all} reasonable choices support the conclusion.`
        : `Of the ${all} reasonable choices, ${supporting} ${supporting === 1 ? 'supports' : 'support'} the conclusion.`) +
      opposite.en,
  }
}
