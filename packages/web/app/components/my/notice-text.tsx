import { formatDay } from '../../format.ts'
import type { Language } from '../../language.ts'
import { useLanguage } from '../../language.ts'
import type { ConsentNotice } from '../../my/api.ts'
import { showPurpose } from '../../my-data/show-value.ts'
import { Facts } from '../table.tsx'
import { Paragraph, TextLink } from '../text.tsx'

const PARTS = [
  'what',
  'why',
  'controller',
  'precision',
  'retention',
  'recipients',
  'consequences',
  'withdrawal',
  'frozen',
] as const

/** The whole text of a notice in the language of the page, as it was published. */
export function NoticeText({ notice, level = 2 }: { notice: ConsentNotice; level?: 2 | 4 }) {
  const { t, language } = useLanguage()
  const words = t.consent.notice
  const Title = `h${level}` as const
  return (
    <div className="sp-notice-text">
      <Facts
        items={[
          [words.purpose, showPurpose(notice.purpose, language)],
          ...(notice.publishedAt
            ? [
                [
                  t.consent.history.columns.version,
                  words.version(notice.version, formatDay(notice.publishedAt, language)),
                ] satisfies [string, string],
              ]
            : []),
        ]}
      />
      {PARTS.map((part) => (
        <div key={part}>
          <Title>{words.parts[part]}</Title>
          {paragraphsOf(notice[part], language).map((paragraph) => (
            <Paragraph key={paragraph}>{paragraph}</Paragraph>
          ))}
        </div>
      ))}
      <Title>{words.contact}</Title>
      <p>
        <Contact address={notice.contact} />
      </p>
    </div>
  )
}

function Contact({ address }: { address: string }) {
  if (/^https?:\/\//.test(address)) return <TextLink to={address}>{address}</TextLink>
  return /^[^\s@]+@[^\s@]+$/.test(address) ? <TextLink to={`mailto:${address}`}>{address}</TextLink> : address
}

function paragraphsOf(text: { nl: string; en: string }, language: Language): string[] {
  return text[language].split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
}
