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

/** Whether a status says that a form is not taken: it is too large, or no form. */
export function isRefusal(status: number | undefined): status is 413 | 415 {
  return status === 413 || status === 415
}
