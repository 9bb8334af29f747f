import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, symlinkSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import { bundleEntry } from '../../../src/engine/bundle/bundleEntry.ts'
import type { Bundle, BundleRequest } from '../../../src/engine/bundle/bundleEntry.ts'

const run = promisify(execFile)
const fixtures = path.join(import.meta.dirname, '../../fixtures/resolution')
const temporary: string[] = []

afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is removed after the test file. Real path. */
export function temporaryFolder(name = 'bundle'): string {
  const parent = mkdtempSync(path.join(realpathSync(tmpdir()), 'heatline-'))
  temporary.push(parent)
  const folder = path.join(parent, name)
  mkdirSync(folder)
  return folder
}

/** A copy of a fixture package in a temporary folder; what is committed as `vendor` is `node_modules` there. */
export function fixture(name: string, folder = temporaryFolder(name)): string {
  cpSync(path.join(fixtures, name), folder, { recursive: true })
  installVendors(folder)
  return folder
}

/** Links `node_modules/<name>` of one folder to another one, as package managers do in workspaces. Paths relative to `root`. */
export function link(root: string, at: string, to: string): void {
  const place = path.join(root, at)
  mkdirSync(path.dirname(place), { recursive: true })
  symlinkSync(path.join(root, to), place, 'dir')
}

/** Bundles a file of a fixture as it is on disk, but for what `request` says. */
export async function bundle(root: string, file: string, request: Partial<BundleRequest> = {}): Promise<Bundle> {
  const entryFile = path.join(root, file)
  return await bundleEntry({
    root,
    entryFile,
    entryText: readFileSync(entryFile, 'utf8'),
    appendedCode: '',
    overlays: new Map(),
    outDir: path.join(temporaryFolder(), 'out'),
    ...request,
  }, new AbortController().signal)
}

/** What Node prints for a file as it is. Rejects when it fails. */
export async function nodeOutput(file: string, cwd: string, node = process.execPath): Promise<string> {
  return await printed(node, ['--no-warnings', file], cwd)
}

/** What a bundle prints when another module loads it, as the runner does. */
export async function outputOf(made: Bundle, node = process.execPath): Promise<string> {
  return await printed(node, ['--no-warnings', path.join(fixtures, 'load.cjs'), made.path], made.packageRoot)
}

/** Bundles a file and loads the bundle: what it prints. */
export async function bundledOutput(root: string, file: string, request: Partial<BundleRequest> = {}): Promise<string> {
  return await outputOf(await bundle(root, file, request))
}

async function printed(node: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run(node, args, { cwd, env: { PATH: process.env['PATH'] } })
  return stdout.trim()
}

function installVendors(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const place = path.join(folder, entry.name)
    installVendors(place)
    if (entry.name === 'vendor') renameSync(place, path.join(folder, 'node_modules'))
  }
}
