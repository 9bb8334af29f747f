import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

/** A guardian built from today's sources, and a folder for tasks; both are gone after `remove`. */
export interface BuiltPrograms {
  readonly guardianPath: string
  readonly taskDir: string
  remove(): void
}

export async function buildPrograms(): Promise<BuiltPrograms> {
  const directory = mkdtempSync(join(tmpdir(), 'heatline-child-'))
  await build({
    entryPoints: { guardian: resolve('src/engine/child/guardianMain.ts') },
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  })
  return { guardianPath: join(directory, 'guardian.cjs'), taskDir: directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}
