/**
 * Closed lists of the catalogue. Licences and themes are those of DCAT-AP-NL 3.0: Geonovum's list of licences, and the
 * data themes of the Publications Office of the EU.
 */

const LICENCE_LIST = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/'

/** The licences that a dataset can have. Reuse by anyone is what makes a licence open. */
export const LICENCES = [
  `${LICENCE_LIST}cc0`,
  `${LICENCE_LIST}public_domain_mark`,
  `${LICENCE_LIST}naamsvermelding40`,
  `${LICENCE_LIST}naamsvermelding_gelijkdelen40`,
  `${LICENCE_LIST}niet_open`,
] as const

export type Licence = (typeof LICENCES)[number]

/** CC0: free of rights, the licence that Dutch government prefers. */
export const CC0: Licence = `${LICENCE_LIST}cc0`

/** The only licence on the list under which data may not be used by anyone. */
export const NOT_OPEN: Licence = `${LICENCE_LIST}niet_open`

const THEME_LIST = 'http://publications.europa.eu/resource/authority/data-theme/'

/** The themes with their address in the EU list. */
export const THEMES = {
  agriculture: `${THEME_LIST}AGRI`,
  economy: `${THEME_LIST}ECON`,
  education: `${THEME_LIST}EDUC`,
  energy: `${THEME_LIST}ENER`,
  environment: `${THEME_LIST}ENVI`,
  government: `${THEME_LIST}GOVE`,
  health: `${THEME_LIST}HEAL`,
  international: `${THEME_LIST}INTR`,
  justice: `${THEME_LIST}JUST`,
  regions: `${THEME_LIST}REGI`,
  society: `${THEME_LIST}SOCI`,
  technology: `${THEME_LIST}TECH`,
  transport: `${THEME_LIST}TRAN`,
} as const satisfies Record<string, string>

export type Theme = keyof typeof THEMES

export const THEME_NAMES = Object.keys(THEMES) as Theme[]

/** Who may read: everyone, parties to an agreement, or parties with the resident's consent. */
export const ACCESS_LEVELS = ['open', 'restricted', 'personal'] as const

/** How precisely places are published. */
export const PLACES = ['exact', '100m', '500m', 'area'] as const

/** How precisely times are published. */
export const TIMES = ['raw', 'hour', 'day'] as const

/** What happens with a value for a moment that already has one. */
export const CORRECTIONS = ['replace', 'refuse'] as const

/** Which roles of the owner write a dataset and what is in it. */
export const WRITERS = ['data-expert', 'administrator', 'policy-officer'] as const
