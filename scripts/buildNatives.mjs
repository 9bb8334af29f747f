// Builds v8-profiler-next's addon for the Node versions it compiles for, with npm's compiler driver and the headers of
// the Node that will load it, into `.cache/natives`. `npm run package` calls it, and the test that needs the addon.
// A machine that cannot compile goes without: stack samples come from other recorders then.
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ensureInCache, projectRoot } from './cache.mjs'
import { run, whenStarted } from './command.mjs'
import { builtNativesFolder } from './natives.mjs'
import { ensureNodes, nodeExecutable, nodeFolder } from './nodes.mjs'

/** 1.10.0 does not compile for Node 26. */
const majors = /** @type {const} */ ([22, 24])

/**
 * Builds what is missing.
 * @returns {Promise<string | null>} the folder of the addons, or null where they cannot be built; why was printed
 */
export async function ensureNatives() {
  try {
    const folder = builtNativesFolder()
    await ensureInCache(folder, async (temporary) => {
      console.log('Building v8-profiler-next for Node 22 and 24 (about half a minute) ...')
      await ensureNodes([...majors])
      const kept = path.join(temporary, 'kept')
      await mkdir(kept)
      for (const major of majors) await build(major, path.join(temporary, String(major)), kept)
      return kept
    })
    return folder
  } catch (error) {
    console.log(`Going without v8-profiler-next, which did not build here: ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}`)
    return null
  }
}

/**
 * @param {22 | 24} major
 * @param {string} folder where to work
 * @param {string} kept where the addon goes, as `abi<n>.node`
 */
async function build(major, folder, kept) {
  const source = path.join(projectRoot, 'node_modules/v8-profiler-next')
  await mkdir(folder)
  for (const part of ['src', 'binding.gyp', 'package.json']) await cp(path.join(source, part), path.join(folder, part), { recursive: true })
  // Its own install script writes this file; without it the build description does not parse.
  await writeFile(path.join(folder, 'config.gypi'), JSON.stringify({ variables: { action_after_build: 'false' } }))
  // npm's own node-gyp is the newer one where npm started us.
  const nodeGyp = process.env.npm_config_node_gyp ?? path.join(projectRoot, 'node_modules/node-gyp/bin/node-gyp.js')
  // Not as a flag: node-gyp prefers what npm put into the environment from the user's own configuration.
  const env = { ...process.env, npm_config_nodedir: nodeFolder(major) }
  await run(process.execPath, [nodeGyp, 'rebuild'], { cwd: folder, quiet: true, env })
  const built = path.join(folder, 'build/Release/profiler.node')
  // The proof that it was built against the right headers; it also names the ABI.
  const load = `process.dlopen({ exports: {} }, ${JSON.stringify(built)}); console.log(process.versions.modules)`
  const abi = (await run(nodeExecutable(major), ['-e', load], { cwd: folder, quiet: true })).trim()
  await copyFile(built, path.join(kept, `abi${abi}.node`))
}

await whenStarted(import.meta.url, async () => {
  const folder = await ensureNatives()
  if (folder !== null) console.log(`v8-profiler-next: ${path.relative(process.cwd(), folder)}`)
})
