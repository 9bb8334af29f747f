// The test runners that tests and benchmarks record calls in, beside the development dependency vitest: fetched from npm into
// `.cache/runners/<name>`, for nothing else needs them.
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, ensureInCache } from './cache.mjs'
import { npm } from './command.mjs'

const versions = { jest: '30.5.2', mocha: '12.0.3' }

/**
 * A `node_modules` folder with a runner in it, absolute. It is there after `ensureTestRunners`.
 * @param {keyof typeof versions} name
 */
export function runnerModules(name) {
  return path.join(folderOf(name), 'node_modules')
}

/** Fetches the runners that are missing, and says so. */
export async function ensureTestRunners() {
  for (const name of /** @type {const} */ (['jest', 'mocha'])) {
    const folder = folderOf(name)
    await ensureInCache(folder, async (temporary) => {
      console.log(`Fetching ${name} ${versions[name]} from npm into ${path.relative(process.cwd(), folder)} ...`)
      await writeFile(path.join(temporary, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: versions[name] } }))
      await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: temporary, quiet: true })
      if (!existsSync(path.join(temporary, 'node_modules', name))) {
        await rm(temporary, { recursive: true, force: true })
        throw new Error(`npm did not install ${name}`)
      }
      return temporary
    })
  }
}

/** @param {keyof typeof versions} name */
function folderOf(name) {
  return path.join(cacheRoot, 'runners', `${name}-${versions[name]}`)
}
