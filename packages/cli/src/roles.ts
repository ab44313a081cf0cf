/** What someone may do in an organisation. A closed list: everything about roles in the command line derives from it. */
export const ROLES = [
  'administrator',
  'policy-officer',
  'data-expert',
  'decision-maker',
  'clerk',
  'privacy-officer',
] as const

export type Role = (typeof ROLES)[number]
