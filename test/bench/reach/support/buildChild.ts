import path from 'node:path'
import { build } from 'esbuild'

/** Builds the program that the bench's child processes run. @returns its absolute path */
export async function buildChild(folder: string): Promise<string> {
  const outfile = path.join(folder, 'reachChild.cjs')
  await build({ entryPoints: [path.join(import.meta.dirname, '../child/main.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node22', outfile, logLevel: 'silent' })
  return outfile
}
