import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Reporter } from './report.ts'

/** A plain-text message to one person. */
export type Mail = { to: string; subject: string; text: string }

/** Sends a message; resolves when the mail server has taken it, or the file is written. */
export type Mailer = (mail: Mail) => Promise<void>

/** A mailer over SMTP, or one that writes `.eml` files to a folder when no MAIL_URL is set. */
export function createMailer(config: Config['mail'], clock: Clock, report: Reporter): Mailer {
  const transport = config.url
    ? createTransport(config.url)
    : createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  let written = 0
  return async (mail) => {
    const sent = await transport.sendMail({ ...mail, from: config.from })
    if (!config.url) {
      await mkdir(config.folder, { recursive: true })
      written += 1
      const name = `${clock().toISOString().replaceAll(':', '-')}-${process.pid}-${written}.eml`
      await writeFile(join(config.folder, name), 'message' in sent ? (sent.message as Buffer) : '')
    }
    report({ kind: 'mail-sent', subject: mail.subject })
  }
}
