// Names and places of the addons that take stack samples, shared by the scripts that build and copy them.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cacheRoot, projectRoot } from './cache.mjs'

/** Node 22 is the oldest that Heatline runs on: `process.versions.modules` of its and later addons. */
export const oldestAbi = 127

/**
 * Where `buildNatives.mjs` leaves v8-profiler-next's addons: one folder per platform, one file per ABI.
 * @throws {Error} where the package, an optional dependency, is not installed
 */
export function builtNativesFolder() {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'node_modules/v8-profiler-next/package.json'), 'utf8'))
  return path.join(cacheRoot, 'natives', `v8-profiler-next-${version}`, platformName())
}

/** What `dist/native` calls this machine, as `vsce package --target` does: `linux-x64`, `alpine-x64`, `darwin-arm64`. */
export function platformName() {
  return `${process.platform === 'linux' && usesMusl() ? 'alpine' : process.platform}-${process.arch}`
}

function usesMusl() {
  return existsSync('/etc/alpine-release')
}
