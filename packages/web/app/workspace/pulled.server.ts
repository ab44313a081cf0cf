import { redirect } from 'react-router'
import type { Language } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { withDone } from './paths.ts'
import { answerForm } from './submission.server.ts'
import { type FormValues, readPressed, readValues } from './values.ts'

/** What can be done with what is fetched on schedule. */
type Deeds = {
  run(): Promise<unknown>
  remove(): Promise<unknown>
  setPaused(paused: boolean): Promise<unknown>
  /** Stores what was filled in. */
  change(values: FormValues, revision: string | undefined): Promise<unknown>
  /** The form of what is stored, stamped. */
  read(): Promise<FormValues>
}

/**
 * Does what the page of something that is fetched on schedule asks, and goes on to where that is told.
 * @param page where it has its page, and how what was done with it is named there
 */
export function answerPulled(
  form: FormData,
  page: { path: string; kind: 'koppeling' | 'tabel'; language: Language },
  deeds: Deeds,
) {
  const { path, kind, language } = page
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const here = (done: string) => redirect(withDone(path, done))
  const work = async (revision: string | undefined) => {
    switch (what) {
      case 'run':
        await deeds.run()
        return here('koppeling-gestart')
      case 'pause':
        await deeds.setPaused(true)
        return here(`${kind}-gepauzeerd`)
      case 'resume':
        await deeds.setPaused(false)
        return here(`${kind}-hervat`)
      case 'remove':
        await deeds.remove()
        return redirect(withDone(pathsOf(language).intake(), `${kind}-verwijderd`))
      default:
        await deeds.change(values, revision)
        return here('opgeslagen')
    }
  }
  return answerForm(values, work, {
    button: what === 'save' ? undefined : what,
    stored: { read: deeds.read, language },
  })
}
