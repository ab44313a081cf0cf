import type { Handing } from '../../classes/api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { PressButton } from '../form/press-button.tsx'
import { Paragraph, Prose } from '../text.tsx'

/** How a pupil hands a draft in, and what the teacher said of it. */
export function HandIn({ handing: { handedIn } }: { handing: Handing }) {
  const { t, language } = useLanguage()
  const words = t.classes.pupil
  return (
    <>
      {handedIn?.state === 'given-back' ? <Remark remark={handedIn.remark} /> : null}
      {handedIn?.state === 'handed-in' ? (
        <Paragraph>{words.handedIn(formatDay(handedIn.at, language))}</Paragraph>
      ) : (
        <Paragraph>{words.handInText}</Paragraph>
      )}
      <PressButton
        what="hand-in"
        values={{}}
        label={handedIn?.state === 'handed-in' ? words.handInAgain : words.handIn}
        purpose="secondary"
      >
        {handedIn?.state === 'handed-in' ? words.handInAgain : words.handIn}
      </PressButton>
    </>
  )
}

/** What the teacher wrote when giving it back. */
export function Remark({ remark }: { remark: string }) {
  const { t } = useLanguage()
  return (
    <>
      <Paragraph>
        <strong>{t.classes.pupil.remark}</strong>
      </Paragraph>
      <blockquote className="sp-quote">
        <Prose text={remark} />
      </blockquote>
    </>
  )
}
