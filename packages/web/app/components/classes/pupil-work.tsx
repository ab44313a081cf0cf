import { Outlet } from 'react-router'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Notice } from '../form/notice.tsx'
import { TextLink } from '../text.tsx'

/** What surrounds the pages of analyses for a pupil. */
export function PupilWork({ name }: { name: string }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.pupil
  return (
    <div className="sp-workspace">
      <div className="sp-workspace-head">
        <p className="sp-person">
          <span>
            <span className="sp-quiet">{words.youAre} </span>
            <strong lang="nl">{name}</strong>
          </span>
          <span className="sp-person-links">
            <TextLink to={paths.myAnalyses()}>{words.mine}</TextLink>
            <TextLink to={paths.pupil()}>{words.toDesk}</TextLink>
          </span>
        </p>
      </div>
      <Notice texts={{ ...t.my.done, ...t.classes.done }} />
      <Outlet />
    </div>
  )
}
