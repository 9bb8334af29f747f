// Copies the addons that take stack samples to `dist/native/<package>/<platform>/abi<n>.node`: @datadog/pprof's prebuilt
// ones, and v8-profiler-next's where `buildNatives.mjs` has built them. Part of every build, so it compiles nothing.
// An argument names another platform, as `vsce package --target` does.
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from './cache.mjs'
import { builtNativesFolder, oldestAbi, platformName } from './natives.mjs'

const target = process.argv[2] ?? platformName()
await copyPprof(target)
if (target === platformName()) await copyBuilt()

/** @param {string} platform */
async function copyPprof(platform) {
  const musl = platform.startsWith('alpine-')
  const source = path.join(projectRoot, 'node_modules/@datadog/pprof/prebuilds', platform.replace('alpine-', 'linux-'))
  for (const name of await listed(source)) {
    const abi = /^dd_pprof(\.musl)?\.node\.abi(\d+)\.node$/.exec(name)
    if (abi === null || (abi[1] !== undefined) !== musl || Number(abi[2]) < oldestAbi) continue
    await copy(path.join(source, name), path.join(projectRoot, 'dist/native/pprof', platform, `abi${abi[2]}.node`))
  }
}

async function copyBuilt() {
  let source
  try {
    source = builtNativesFolder()
  } catch {
    return
  }
  for (const name of await listed(source)) {
    await copy(path.join(source, name), path.join(projectRoot, 'dist/native/v8-profiler-next', platformName(), name))
  }
}

/**
 * The files of a folder; none where there is no binary for a platform.
 * @param {string} folder
 */
async function listed(folder) {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}

/**
 * Leaves a copy that is there alone: a process may have it loaded.
 * @param {string} from
 * @param {string} to
 */
async function copy(from, to) {
  const [old, current] = await Promise.all([stat(to).catch(() => null), stat(from)])
  if (old !== null && old.size === current.size && old.mtimeMs >= current.mtimeMs) return
  await mkdir(path.dirname(to), { recursive: true })
  await copyFile(from, to)
}
