// A real VS Code without a display: code-server from npm, in `.cache/code-server-<version>`.
// `node scripts/codeServer.mjs` fetches it.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cacheRoot, ensureInCache, projectRoot, unpackPackage } from './cache.mjs'
import { npm, run, whenStarted } from './command.mjs'
import { ensureNodes, nodeExecutable, nodeFolder } from './nodes.mjs'

const version = '4.139.1'
const folder = path.join(cacheRoot, `code-server-${version}`)
const entry = path.join(folder, 'out', 'node', 'entry.js')

/** Carried in the environment of code-server and all that it starts. */
export const markerVariable = 'HEATLINE_CODE_SERVER'

/** @typedef {{ userDataDir: string, extensionsDir: string }} Profile both absolute */

/**
 * Fetches code-server when it is not in the cache, and says so.
 * @throws {Error} when npm cannot fetch it
 */
export async function ensureCodeServer() {
  await ensureNodes([24])
  const start = Date.now()
  const fetched = await ensureInCache(folder, async (temporary) => {
    console.log(`Fetching code-server ${version} (VS Code for the browser, 600 MB unpacked) from npm into ${path.relative(process.cwd(), folder)} ...`)
    const unpacked = await unpackPackage(`code-server@${version}`, temporary)
    // Its own install script insists on the Node that runs npm; these are its steps.
    const vscode = path.join(unpacked, 'lib', 'vscode')
    const env = environmentForNode24()
    for (const cwd of [unpacked, vscode, path.join(vscode, 'extensions')]) {
      await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd, env, quiet: true })
    }
    console.log('Compiling its native modules ...')
    try {
      await npm(['rebuild', '@vscode/spdlog', '@parcel/watcher', '@vscode/native-watchdog', 'node-pty'], { cwd: vscode, env, quiet: true })
    } catch {
      // It starts without: the others come with binaries for the usual platforms.
      console.log('They did not compile here (is there a C++ compiler?): VS Code will write no log files.')
    }
    return unpacked
  })
  if (fetched) console.log(`code-server is ready after ${Math.round((Date.now() - start) / 1000)} s`)
}

/**
 * Installs packaged extensions into a profile.
 * @param {Profile & { vsix: readonly string[], env: NodeJS.ProcessEnv }} options
 */
async function installExtensions({ userDataDir, extensionsDir, vsix, env }) {
  const install = vsix.flatMap((file) => ['--install-extension', file])
  await run(nodeExecutable(24), [entry, ...install, '--force', ...folderArguments({ userDataDir, extensionsDir })], { quiet: true, env })
}

/**
 * Starts code-server on a free port of this machine, without a password.
 * @param {Profile & {
 *   workspace: string,
 *   vsix?: readonly string[],
 *   settings?: Readonly<Record<string, unknown>>,
 *   workspaceTrust?: boolean,
 *   env?: Readonly<Record<string, string>>,
 * }} options `settings` become the user's settings; `workspaceTrust` asks whether to trust a folder, off by default;
 * `env` is added to ours
 * @returns {Promise<{ url: string, marker: string, log: () => string, stop: () => Promise<void> }>} `url` opens the workspace;
 * `marker` is in the environment of every process that it starts; `stop` ends them all
 */
export async function startCodeServer(options) {
  const { workspace, userDataDir, extensionsDir, vsix = [], settings, workspaceTrust = false, env = {} } = options
  await ensureCodeServer()
  // `Machine` holds those of scope `machine`, which a remote window takes from nowhere else.
  for (const part of ['User', 'Machine']) {
    await mkdir(path.join(userDataDir, part), { recursive: true })
    if (settings !== undefined) await writeFile(path.join(userDataDir, part, 'settings.json'), JSON.stringify(settings, null, 2))
  }
  if (vsix.length > 0) await installExtensions({ userDataDir, extensionsDir, vsix, env: { ...process.env, ...env } })

  const marker = randomUUID()
  // A socket's path may have about 100 characters: the user's data folder can be too deep for it.
  const socket = path.join(tmpdir(), `heatline-${marker.slice(0, 8)}.sock`)
  const child = spawn(nodeExecutable(24), [
    path.join(projectRoot, 'scripts', 'endWithParent.mjs'), entry, '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check',
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']), '--session-socket', socket,
    ...folderArguments({ userDataDir, extensionsDir }),
  ], {
    // A group of its own: it starts many processes, and all end with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    // VSCODE_CLI: it takes this environment as it is. A login shell would put the machine's Node first, which can be too old.
    env: { ...environmentForNode24(), VSCODE_CLI: '1', ...env, [markerVariable]: marker },
  })

  let log = ''
  const killGroup = () => signalGroup(child.pid, 'SIGKILL')
  process.once('exit', killGroup)
  const ended = new Promise((resolve) => { child.once('close', resolve) })

  const stop = async () => {
    signalGroup(child.pid, 'SIGTERM')
    const timer = setTimeout(killGroup, 5_000)
    await ended
    clearTimeout(timer)
    killGroup()
    process.off('exit', killGroup)
    await rm(socket, { force: true })
  }

  try {
    const address = await new Promise((resolve, reject) => {
      const listen = (/** @type {Buffer} */ chunk) => {
        log += chunk
        const found = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(log)
        if (found !== null) resolve(found[1])
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', reject)
      child.once('close', (code) => { reject(new Error(`code-server ended with code ${code}:\n${log}`)) })
    })
    return { url: `${address}/?folder=${encodeURIComponent(workspace)}`, marker, log: () => log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @param {Profile} profile */
function folderArguments({ userDataDir, extensionsDir }) {
  return ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, '--config', path.join(userDataDir, 'code-server.yaml')]
}

/** Programs that look for `node` find 24, and npm compiles against its headers. */
function environmentForNode24() {
  const bin = path.dirname(nodeExecutable(24))
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, npm_config_nodedir: nodeFolder(24) }
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // The whole group has ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

await whenStarted(import.meta.url, async () => {
  await ensureCodeServer()
  console.log(`code-server ${version}: ${folder}`)
})
