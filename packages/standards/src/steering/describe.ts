import type { Bilingual } from '../language/index.ts'
import type { Check } from './model.ts'

/** What was tried: what somebody concludes, or what figures show of which nobody concludes anything. */
export type Tried = 'conclusion' | 'figures'

/** What each is called in a sentence. */
export const TRIED_NAMES = {
  conclusion: { nl: 'de conclusie', en: 'the conclusion' },
  figures: { nl: 'dit beeld', en: 'this picture' },
} satisfies Record<Tried, Bilingual>

/** How many of the reasonable choices support the conclusion, in one sentence. */
export function describeCheck(
  {
    curve,
    supporting,
    contradicting,
    findings = [],
  }: Pick<Check, 'curve' | 'supporting' | 'contradicting'> & Partial<Pick<Check, 'findings'>>,
  tried: Tried = 'conclusion',
): Bilingual {
  const { nl, en } = TRIED_NAMES[tried]
  const all = curve.length
  if (all === 0) {
    return {
      nl: `Er zijn te weinig gegevens om ${nl} na te rekenen.`,
      en: `There are too few data to check ${en}.`,
    }
  }
  if (all === 1 && supporting === 1 && findings.some(({ kind }) => kind === 'few-data')) {
    return {
      nl: `De enige redelijke keuze steunt ${nl}, maar er zijn te weinig gegevens om daar zeker van te zijn.`,
      en: `The only reasonable choice supports ${en}, but there are too few data to be sure of that.`,
    }
  }
  if (all === 1) {
    return supporting === 1
      ? {
          nl: `De gegevens steunen ${nl}; er is maar één redelijke keuze, dus er is niets om mee te vergelijken.`,
          en: `The data support ${en}; there is only one reasonable choice, so there is nothing to compare it with.`,
        }
      : {
          nl: `De gegevens steunen ${nl} niet; er is maar één redelijke keuze.`,
          en: `The data do not support ${en}; there is only one reasonable choice.`,
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
        ? `Alle ${all} redelijke keuzes steunen ${nl}.`
        : `Van de ${all} redelijke keuzes ${supporting === 1 ? 'steunt er 1' : `steunen er ${supporting}`} ${nl}.`) +
      opposite.nl,
    en:
      (supporting === all
        ? `All ${all} reasonable choices support ${en}.`
        : `Of the ${all} reasonable choices, ${supporting} ${supporting === 1 ? 'supports' : 'support'} ${en}.`) +
      opposite.en,
  }
}
