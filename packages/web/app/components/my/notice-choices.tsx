import { useLanguage } from '../../language.ts'
import type { ConsentNotice } from '../../my/api.ts'
import { Radios } from '../form/fields.tsx'
import { Paragraph } from '../text.tsx'
import { NoticeText } from './notice-text.tsx'

/** Yes or no to each notice of a dataset; neither is chosen beforehand. */
export function NoticeChoices({ notices }: { notices: ConsentNotice[] }) {
  const { t, language } = useLanguage()
  const words = t.my.place
  return notices.map((notice, index) => (
    <div className="sp-choice-of-notice" key={notice.id}>
      <h3>{notice.title[language]}</h3>
      <Paragraph>{notice.why[language]}</Paragraph>
      <Paragraph>{notice.consequences[language]}</Paragraph>
      <details className="sp-fold">
        <summary className="sp-row-title">{words.read}</summary>
        <NoticeText notice={notice} level={4} />
      </details>
      <input type="hidden" name={`choices.${index}.version`} value={notice.version} />
      <Radios
        name={`choices.${index}.answer`}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
      />
    </div>
  ))
}
