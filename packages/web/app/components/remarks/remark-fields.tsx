import { useLanguage } from '../../language.ts'
import { Lines, MomentLine, Radios } from '../form/fields.tsx'

/** The fields of a remark itself, new or to be changed. */
export function RemarkFields() {
  const { t } = useLanguage()
  const { kinds } = t.remarks
  return (
    <>
      <Radios name="kind" options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
      <Lines name="text" rows={4} />
      <MomentLine name="from" optional />
      <MomentLine name="to" optional />
    </>
  )
}
