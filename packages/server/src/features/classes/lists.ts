/** Pupils in one class. */
export const MOST_PUPILS = 40

/** Classes that one teacher has open at the same time. */
export const MOST_CLASSES = 20

/** How long a pupil works in one browser before the card is asked again: a school day. Computers at school are shared. */
export const SESSION_HOURS = 12

/** Names from which a pupil chooses. */
export const OFFERED_NAMES = 6
