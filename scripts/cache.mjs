// The ignored folder `.cache`: what the tests fetch lands there, each entry whole or not at all.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, run } from './command.mjs'

/** The project's folder, absolute. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The cache folder, absolute. */
export const cacheRoot = path.join(projectRoot, '.cache')

const temporaryRoot = path.join(cacheRoot, 'temporary')

/**
 * Makes sure that `destination` exists. `fill` works in a folder of its own, which is renamed at the end: a folder that is
 * there is complete, and two processes that do this at once both end well.
 * @param {string} destination absolute, below `.cache`
 * @param {(folder: string) => Promise<string>} fill gets an empty folder, and returns the folder to keep: it or one inside it
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function ensureInCache(destination, fill) {
  if (existsSync(destination)) return false
  await removeAbandoned()
  const folder = path.join(temporaryRoot, `${process.pid}-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  try {
    const kept = await fill(folder)
    await mkdir(path.dirname(destination), { recursive: true })
    await rename(kept, destination)
  } catch (error) {
    // Another process was quicker: its folder is as good as ours.
    if (!existsSync(destination)) throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return true
}

/**
 * Unpacks a package of the npm registry, with npm's own settings for registry and proxy.
 * @param {string} specifier name@version
 * @param {string} folder where to work
 * @returns {Promise<string>} the folder `package` in it
 */
export async function unpackPackage(specifier, folder) {
  const output = await npm(['pack', specifier, '--silent', '--pack-destination', folder], { cwd: folder, quiet: true })
  const archive = output.trim().split('\n').at(-1) ?? ''
  await run('tar', ['-xzf', archive], { cwd: folder })
  await rm(path.join(folder, archive))
  return path.join(folder, 'package')
}

/** Removes what a killed process left half done: its folder carries its process id. */
async function removeAbandoned() {
  if (!existsSync(temporaryRoot)) return
  for (const name of await readdir(temporaryRoot)) {
    if (!isAlive(Number.parseInt(name, 10))) await rm(path.join(temporaryRoot, name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
