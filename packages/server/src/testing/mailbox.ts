import { mkdtempSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder in which the test server puts its messages: give `folder` as MAIL_FOLDER. */
export type Mailbox = {
  folder: string
  /** All messages to an address, oldest first, as readable text. */
  read(to: string): Promise<string[]>
  /** The first address in the newest message to someone, waiting until there are `count` messages. */
  waitForLink(to: string, count?: number): Promise<string>
}

/** Makes an empty mailbox in the temporary folder of the machine. */
export function createMailbox(): Mailbox {
  const folder = mkdtempSync(join(tmpdir(), 'samenspel-mail-'))
  const read = async (to: string) => {
    const names = (await readdir(folder)).sort((left, right) => orderOf(left) - orderOf(right))
    const messages = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    return messages.filter((message) => message.includes(`To: ${to}`)).map(decode)
  }
  return {
    folder,
    read,
    async waitForLink(to, count = 1) {
      for (let tries = 0; tries < 200; tries += 1) {
        const messages = await read(to)
        const link = /https?:\/\/\S+/.exec(messages.at(-1) ?? '')?.[0]
        if (messages.length >= count && link) return link
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error(`No message to ${to} arrived.`)
    },
  }
}

const orderOf = (name: string) => Number(/-(\d+)\.eml$/.exec(name)?.[1])

/** The text of a message of which the lines after the headers are quoted-printable. */
function decode(message: string): string {
  const start = message.search(/\r?\n\r?\n/)
  const bytes = message
    .slice(start)
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return message.slice(0, start) + Buffer.from(bytes, 'latin1').toString('utf8')
}
