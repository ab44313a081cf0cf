import { accessSync, constants } from 'node:fs'

/** Stops the browser tests with one clear line when there is no Chromium to drive. */
export default function requireChromium(): void {
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
  try {
    accessSync(chromium, constants.X_OK)
  } catch {
    throw new Error(
      `Browser tests need Chromium at ${chromium}. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.`,
    )
  }
}
