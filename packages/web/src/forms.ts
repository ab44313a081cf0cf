/** How every form of the site is sent, but the one that has a file. */
export const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Bytes a form can have: the longest decision with its texts percent-encoded stays well below it. */
export const FORM_LIMIT = 1024 * 1024

/** How a form with a file is sent, the page that takes one, and bytes that it can have: a photo of 5 MB with what it shows. */
export const FILE_FORM_TYPE = 'multipart/form-data'
export const FILE_FORM_LIMIT = 5 * 1024 * 1024 + 64 * 1024
const FILE_PAGE = /^(\/en)?\/werkplek\/maatregelen\/[^/]+\/stappen\/foto(\.data)?$/

/** Whether a page takes what is sent as: only one takes files. */
export function isTaken(path: string, type: string): boolean {
  return !type.toLowerCase().startsWith(FILE_FORM_TYPE) || FILE_PAGE.test(path)
}

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

const MOST_PARTS = 20

/** Whether a form with a file has more parts than ours. */
export function hasTooManyParts(form: Buffer): boolean {
  let parts = 0
  for (let at = form.indexOf('\r\n--'); at >= 0; at = form.indexOf('\r\n--', at + 4)) {
    parts += 1
    if (parts > MOST_PARTS) return true
  }
  return false
}

/** Whether a status says that a form is not taken: it is too large, or no form. */
export function isRefusal(status: number | undefined): status is 413 | 415 {
  return status === 413 || status === 415
}
