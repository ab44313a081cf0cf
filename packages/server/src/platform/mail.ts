import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Bilingual } from './errors.ts'
import type { Reporter } from './report.ts'

/** A plain-text message to one person. */
export type Mail = {
  to: string
  subject: string
  text: string
  /** Address by which the reader stops these messages with one click (RFC 8058). */
  unsubscribe?: string
  /** Tells this message from all others: when it is sent again after a crash, it is the same one to who gets it. Letters, digits and hyphens. */
  id?: string
}

/** One message in both languages, Dutch first: the reader's language is not known. */
export function bilingualMail(to: string, subject: Bilingual, text: Bilingual): Mail {
  return {
    to,
    subject: `${subject.nl} / ${subject.en}`,
    text: `${text.nl}\n\n---\n\n${text.en}\n`,
  }
}

/** Sends a message; resolves when the mail server has taken it, or the file is written. */
export type Mailer = (mail: Mail) => Promise<void>

/** A mailer over SMTP, or one that writes `.eml` files to a folder when no MAIL_URL is set. */
export function createMailer(config: Config['mail'], clock: Clock, report: Reporter): Mailer {
  const transport = config.url
    ? createTransport(config.url)
    : createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  let written = 0
  const host = /@([^\s>]+)/.exec(config.from)?.[1] ?? 'localhost'
  return async ({ unsubscribe, id, ...mail }) => {
    const headers = unsubscribe && {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    const sent = await transport.sendMail({
      ...mail,
      ...(headers && { headers }),
      ...(id !== undefined && { messageId: `<${id}@${host}>` }),
      from: config.from,
    })
    if (!config.url) {
      // Messages hold links that let in whoever has them.
      await mkdir(config.folder, { recursive: true, mode: 0o700 })
      written += 1
      const name = id ?? `${clock().toISOString().replaceAll(':', '-')}-${process.pid}-${written}`
      const content = 'message' in sent ? (sent.message as Buffer) : ''
      await writeFile(join(config.folder, `${name}.eml`), content, { mode: 0o600 })
    }
    report({ kind: 'mail-sent', subject: mail.subject })
  }
}
