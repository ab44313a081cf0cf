/** Where messages that wait or were sent repeat what others published, so that names can be blacked out of those too. */
export const COPIES_IN_NOTIFICATIONS = [
  { table: 'notifications.note', column: 'sentence', holds: 'json' },
  { table: 'notifications.note', column: 'path', holds: 'text' },
  { table: 'notifications.note', column: 'thing', holds: 'text' },
  { table: 'notifications.digest', column: 'letter_subject', holds: 'text' },
  { table: 'notifications.digest', column: 'letter_text', holds: 'text' },
  { table: 'notifications.delivery', column: 'body', holds: 'text' },
] as const
