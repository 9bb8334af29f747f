// Compiles src/runner/native/framelessCalls.c to `dist/native/frameless-calls/<platform>/addon.node`. Part of every build:
// it takes a third of a second. A machine without a compiler goes without, and so does a platform it is not written for;
// samples in built-in code are then booked where V8 books them.
import { mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from './cache.mjs'
import { run } from './command.mjs'
import { platformName } from './natives.mjs'

const source = path.join(projectRoot, 'src/runner/native/framelessCalls.c')
const addon = path.join(projectRoot, 'dist/native/frameless-calls', platformName(), 'addon.node')

if (process.platform === 'linux' && process.arch === 'x64' && !(await isNewer(addon, source))) {
  await mkdir(path.dirname(addon), { recursive: true })
  // Under another name first: a process may have the old one loaded.
  const temporary = `${addon}.${process.pid}`
  try {
    await run('cc', ['-std=c11', '-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-fvisibility=hidden', '-s', '-o', temporary, source, '-ldl'], { quiet: true })
    await rename(temporary, addon)
  } catch (error) {
    console.log(`Going without src/runner/native, which did not compile here: ${String(error instanceof Error ? error.message : error).slice(0, 400)}`)
  }
}

/**
 * @param {string} file
 * @param {string} than
 */
async function isNewer(file, than) {
  const [one, other] = await Promise.all([stat(file).catch(() => null), stat(than)])
  return one !== null && one.mtimeMs >= other.mtimeMs
}
