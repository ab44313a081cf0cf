import { useLanguage } from '../../language.ts'
import type { ConsentNotice } from '../../my/api.ts'
import { answerFieldOf } from '../../my/choice.ts'
import type { NoticeWithChoice } from '../../my/load-consents.server.ts'
import { pathsOf } from '../../paths.ts'
import { Radios } from '../form/fields.tsx'
import { Paragraph, TextLink } from '../text.tsx'
import { NoticeText } from './notice-text.tsx'
import { Terms } from './terms.tsx'

/** Yes or no to each notice of a dataset; neither is chosen beforehand. */
export function NoticeChoices({ notices }: { notices: ConsentNotice[] }) {
  const { t, language } = useLanguage()
  const words = t.my.place
  return notices.map((notice) => (
    <div className="sp-choice-of-notice" key={notice.id}>
      <h3>{notice.title[language]}</h3>
      <Paragraph>{notice.why[language]}</Paragraph>
      <Paragraph>{notice.consequences[language]}</Paragraph>
      <details className="sp-fold">
        <summary className="sp-row-title">{words.read}</summary>
        <NoticeText notice={notice} level={4} />
      </details>
      <input type="hidden" name={`${answerFieldOf(notice)}.version`} value={notice.version} />
      <Radios
        name={`${answerFieldOf(notice)}.answer`}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
      />
    </div>
  ))
}

/** Consents that stand already: they hold for one more sensor as they are. */
export function StandingChoices({ items }: { items: NoticeWithChoice[] }) {
  const { t, language } = useLanguage()
  const words = t.my.place
  return items.map(({ notice, choice }) => (
    <div className="sp-choice-of-notice" key={notice.id}>
      <h3>{notice.title[language]}</h3>
      <Paragraph>{words.standing}</Paragraph>
      {choice?.current.terms ? <Terms terms={choice.current.terms} /> : null}
      <p>
        <TextLink to={pathsOf(language).myConsent(notice.id)}>{words.standingLink}</TextLink>
      </p>
    </div>
  ))
}
