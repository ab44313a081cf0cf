/** How every form of the site is sent. None has files. */
export const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Bytes a form can have: the longest decision with its texts percent-encoded stays well below it. */
export const FORM_LIMIT = 1024 * 1024

const MOST_FIELDS = 2000
const AMPERSAND = '&'.charCodeAt(0)

/** Whether a form has more fields than any of ours: each costs work and memory in the page that answers it. */
export function hasTooManyFields(form: Buffer): boolean {
  let fields = 1
  for (let at = form.indexOf(AMPERSAND); at >= 0; at = form.indexOf(AMPERSAND, at + 1)) {
    fields += 1
    if (fields > MOST_FIELDS) return true
  }
  return false
}

/** What to tell someone whose form is not taken; undefined for any other fault. */
export function explainForm(status: number | undefined): string | undefined {
  if (status === 413)
    return 'Dit formulier is te groot. Maak de teksten korter. / This form is too large. Shorten its texts.'
  if (status === 415) return 'Dit is geen formulier van deze site. / This is no form of this site.'
  return undefined
}
