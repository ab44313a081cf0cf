import { type Evaluation, evaluationText } from '../../evaluations/api.ts'
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { Paragraph } from '../text.tsx'

/** The figures that were used, with what they can be checked by and where they are. */
export function FiguresUsed({ item }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  const { computation, publishedAt, sha256, slug } = item
  if (!computation || !publishedAt) return null
  return (
    <Section title={words.figures} id="cijfers">
      <Paragraph>{words.figuresText}</Paragraph>
      <Facts
        items={[
          [words.frozen, formatMoment(publishedAt, language)],
          [
            words.hash,
            <code className="sp-hash" key="hash">
              {computation.studySha256}
            </code>,
          ],
          ...(sha256 === null
            ? []
            : [
                [
                  words.hashOfAll,
                  <code className="sp-hash" key="all">
                    {sha256}
                  </code>,
                ] satisfies [string, React.ReactNode],
              ]),
        ]}
      />
      <ul className="sp-list sp-after-table">
        <li>
          <a className="nl-link" href={pathsOf(language).evaluationFigures(slug)} download>
            {words.csv}
          </a>
        </li>
        <li>
          <a className="nl-link" href={evaluationText(slug)} download>
            {words.json}
          </a>
        </li>
      </ul>
    </Section>
  )
}
