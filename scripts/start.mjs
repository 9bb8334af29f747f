// `npm start`: opens a real VS Code with Heatline installed on the sample workspace, and prints the address. Ctrl+C ends all.
// The desktop's `code` where there is one, else code-server in a browser; `npm start -- --browser` takes code-server anyway.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { cacheRoot, projectRoot } from './cache.mjs'
import { ensureCodeServer, startCodeServer } from './codeServer.mjs'
import { run, whenStarted } from './command.mjs'
import { packageExtension } from './package.mjs'

/** Kept between starts, so that settings last; git ignores it. */
const folder = path.join(cacheRoot, 'start')
const userDataDir = path.join(folder, 'user')
const extensionsDir = path.join(folder, 'extensions')

/** A copy: trying things out changes no file of the project. */
async function copySample() {
  const workspace = path.join(folder, 'sample')
  await rm(workspace, { recursive: true, force: true })
  await cp(path.join(projectRoot, 'test', 'fixtures', 'sample'), workspace, { recursive: true })
  return workspace
}

/** The desktop's VS Code, when it is on the PATH and there is a screen for it. */
async function findDesktopCode() {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return null
  const name = process.platform === 'win32' ? 'code.cmd' : 'code'
  const found = (process.env['PATH'] ?? '').split(path.delimiter).map((entry) => path.join(entry, name)).find((file) => existsSync(file))
  return found ?? null
}

/**
 * @param {string} code
 * @param {string} vsix
 */
async function startDesktop(code, vsix) {
  const profile = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir]
  await run(code, [...profile, '--install-extension', vsix, '--force'], { quiet: true })
  console.log('Opening VS Code on the sample workspace. Close its window or press Ctrl+C to end.')
  await run(code, [...profile, '--disable-workspace-trust', '--new-window', '--wait', await copySample()])
}

/** @param {string} vsix */
async function startInBrowser(vsix) {
  await ensureCodeServer()
  const server = await startCodeServer({ workspace: await copySample(), userDataDir, extensionsDir, vsix: [vsix] })
  console.log(`\nVS Code with Heatline: ${server.url}\nOpen src/text.ts and click Profile above a function. Ctrl+C ends all.`)
  openAddress(server.url)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
    process.once('SIGHUP', resolve)
  })
  await server.stop()
}

/**
 * Shows an address in the user's browser, where there is a screen.
 * @param {string} url
 */
function openAddress(url) {
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (!hasScreen || process.env['CI']) return
  const program = { darwin: 'open', win32: 'explorer.exe' }[/** @type {string} */ (process.platform)] ?? 'xdg-open'
  // The address is printed: without such a program the user opens it.
  spawn(program, [url], { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}

await whenStarted(import.meta.url, async () => {
  const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false } } })
  console.log('Packaging Heatline ...')
  const { vsix } = await packageExtension({ out: path.join(folder, 'heatline.vsix') })
  const code = values.browser ? null : await findDesktopCode()
  await (code === null ? startInBrowser(vsix) : startDesktop(code, vsix))
})
