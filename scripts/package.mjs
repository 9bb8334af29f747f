// `npm run package [-- --target linux-arm64] [--out file.vsix]`: builds the extension for one platform, with its native parts.
// Also leaves the unpacked extension in `.cache/package/<target>`, which is what a test can open.
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureNatives } from './buildNatives.mjs'
import { cacheRoot, projectRoot } from './cache.mjs'
import { npm, run, whenStarted } from './command.mjs'
import { platformName } from './natives.mjs'
import { thirdPartyNotices } from './thirdPartyNotices.mjs'

/** The dependencies that are not bundled: each has a binary for every platform. */
const unbundled = ['esbuild', 'oxc-parser', 'oxc-transform']

/** The manifest's keys that do not ship. */
const forDevelopers = new Set(['private', 'scripts', 'devDependencies', 'optionalDependencies', 'allowScripts'])

/** What a user's machine needs beside `dist/`. */
const parts = ['media', 'schema', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore']

/**
 * Builds a package.
 * @param {{ target?: string, out?: string }} [options] `target` as `vsce package --target` names it, this machine when absent;
 * `out` is the file to write
 * @returns {Promise<{ vsix: string, folder: string }>} absolute: the package, and the same unpacked
 */
export async function packageExtension({ target = platformName(), out } = {}) {
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8'))
  const vsix = path.resolve(out ?? path.join(projectRoot, `heatline-${manifest.version}-${target}.vsix`))
  const folder = path.join(cacheRoot, 'package', target)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })

  await build(target, folder)
  for (const part of parts) await cp(path.join(projectRoot, part), path.join(folder, part), { recursive: true })
  await addDependencies(target, folder, manifest)
  const notices = await thirdPartyNotices(projectRoot, Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }))
  await writeFile(path.join(folder, 'ThirdPartyNotices.txt'), notices)

  await mkdir(path.dirname(vsix), { recursive: true })
  const vsce = path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce')
  await run(process.execPath, [
    vsce, 'package', '--target', target, '--out', vsix, '--allow-missing-repository', '--no-rewrite-relative-links',
  ], { cwd: folder, quiet: true })
  return { vsix, folder }
}

/**
 * @param {string} target
 * @param {string} folder
 */
async function build(target, folder) {
  const dist = path.join(folder, 'dist')
  await run(process.execPath, ['esbuild.js', '--production', `--outdir=${dist}`], { cwd: projectRoot })
  if (target === platformName()) await ensureNatives()
  await run(process.execPath, [path.join('scripts', 'copyNatives.mjs'), target], { cwd: projectRoot })
  await run(process.execPath, [path.join('scripts', 'buildFramelessCalls.mjs')], { cwd: projectRoot })
  const natives = path.join(projectRoot, 'dist', 'native')
  for (const name of await readdir(natives).catch(() => [])) {
    const source = path.join(natives, name, target)
    if (await exists(source)) await cp(source, path.join(dist, 'native', name, target), { recursive: true })
  }
}

/**
 * Writes the manifest that ships, and the unbundled dependencies with the binaries of the target.
 * @param {string} target
 * @param {string} folder
 * @param {{ dependencies: Record<string, string> } & Record<string, unknown>} manifest
 */
async function addDependencies(target, folder, manifest) {
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !forDevelopers.has(key)))
  const dependencies = Object.fromEntries(unbundled.map((name) => [name, manifest.dependencies[name]]))
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ ...shipped, dependencies }, null, 2)}\n`)
  const [platform = '', cpu = ''] = target.split('-')
  const os = platform === 'alpine' ? 'linux' : platform
  if (target === platformName()) for (const name of unbundled) await copyDependency(name, folder)
  else await installDependencies(os, cpu, platform === 'alpine' ? 'musl' : 'glibc', folder)

  const suffix = { linux: '-gnu', alpine: '-musl', win32: '-msvc' }[platform] ?? ''
  const binaries = [`@esbuild/${os}-${cpu}`, `@oxc-parser/binding-${os}-${cpu}${suffix}`, `@oxc-transform/binding-${os}-${cpu}${suffix}`]
  for (const name of binaries) {
    // npm passes over an optional package that it cannot get, without a word.
    if (!(await exists(path.join(folder, 'node_modules', name)))) throw new Error(`Cannot package for ${target}: the npm registry did not give ${name}.`)
  }
}

/**
 * Copies a package and what it depends on, as far as it is installed here: the binaries of this machine.
 * @param {string} name
 * @param {string} folder
 */
async function copyDependency(name, folder) {
  const source = path.join(projectRoot, 'node_modules', name)
  const destination = path.join(folder, 'node_modules', name)
  if (!(await exists(source)) || (await exists(destination))) return
  await cp(source, destination, { recursive: true })
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'))
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) await copyDependency(needed, folder)
}

/**
 * Fetches the packages with the binaries of another platform.
 * @param {string} os
 * @param {string} cpu
 * @param {string} libc
 * @param {string} folder
 */
async function installDependencies(os, cpu, libc, folder) {
  await npm([
    'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline',
    `--os=${os}`, `--cpu=${cpu}`, ...(os === 'linux' ? [`--libc=${libc}`] : []),
  ], { cwd: folder, quiet: true })
}

/** @param {string} file */
async function exists(file) {
  return await stat(file).then(() => true, () => false)
}

await whenStarted(import.meta.url, async () => {
  const { values } = parseArgs({ options: { target: { type: 'string' }, out: { type: 'string' } } })
  const { vsix } = await packageExtension(values)
  const { size } = await stat(vsix)
  console.log(`${path.relative(process.cwd(), vsix)}: ${(size / 1024 / 1024).toFixed(1)} MB`)
})
