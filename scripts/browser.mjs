// A Chromium for the tests in the browser: the system's, else Debian's package, else Playwright's own download.
// `node scripts/browser.mjs` finds or fetches one.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, projectRoot } from './cache.mjs'
import { run, whenStarted } from './command.mjs'

/** @type {Readonly<Record<string, readonly string[]>>} */
const names = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** For a browser that loads one page on this machine, perhaps as root, and is to fetch nothing by itself. */
export const browserArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

/**
 * The path of a Chromium. Says so when it fetches one.
 * @throws {Error} that tells what to install, when there is none and none can be fetched
 */
export async function ensureBrowser() {
  const found = await systemBrowser()
  if (found !== null) return found
  const reasons = []
  for (const fetchBrowser of [debianBrowser, playwrightBrowser]) {
    try {
      const fetched = await fetchBrowser()
      if (fetched !== null) return fetched
    } catch (error) {
      reasons.push(String(error instanceof Error ? error.message : error).split('\n').slice(0, 2).join(' '))
    }
  }
  throw new Error([
    'No Chromium was found on the PATH, and none could be fetched. Install Chromium or Chrome, or set HEATLINE_BROWSER to the path of one.',
    ...reasons,
  ].join('\n'))
}

/** A browser that is there and answers; Ubuntu's `chromium-browser` can be a script that only asks for a snap. */
async function systemBrowser() {
  const given = process.env['HEATLINE_BROWSER']
  if (given !== undefined && given !== '') return given
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const candidates = (names[process.platform] ?? [])
    .flatMap((name) => path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)))
    .filter((candidate) => existsSync(candidate))
  // Chrome for Windows opens a window for --version.
  if (process.platform === 'win32') return candidates[0] ?? null
  for (const candidate of candidates) {
    const answers = await run(candidate, ['--version'], { quiet: true }).then(() => true, () => false)
    if (answers) return candidate
  }
  return null
}

async function debianBrowser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  if (!/^ID=debian$/m.test(release)) return null
  console.log('Fetching Chromium with apt-get ...')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { quiet: true, env })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { quiet: true, env })
  return await systemBrowser()
}

async function playwrightBrowser() {
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: path.join(cacheRoot, 'browsers') }
  process.env['PLAYWRIGHT_BROWSERS_PATH'] = env.PLAYWRIGHT_BROWSERS_PATH
  const { chromium } = await import('playwright-core')
  const executable = chromium.executablePath()
  if (existsSync(executable)) return executable
  console.log(`Fetching Chromium with Playwright into ${path.relative(process.cwd(), env.PLAYWRIGHT_BROWSERS_PATH)} ...`)
  await run(process.execPath, [path.join(projectRoot, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { quiet: true, env })
  return executable
}

await whenStarted(import.meta.url, async () => {
  console.log(`Browser: ${await ensureBrowser()}`)
})
