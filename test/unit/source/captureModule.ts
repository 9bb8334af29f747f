import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { captureCode } from '../../../src/core/source/captureCode.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { rewriteText } from '../../../src/core/source/rewriteText.ts'
import { captureHook } from '../../../src/protocol/captureHook.ts'
import { installCapture } from '../../../src/runner/rows/captureCalls.ts'
import type { CaptureControl } from '../../../src/runner/rows/captureCalls.ts'

/** A module that tells of the calls of one of its functions. */
export interface CaptureModule {
  readonly text: string
  readonly exports: Readonly<Record<string, (...args: unknown[]) => unknown>>
  readonly capture: CaptureControl
}

/** Really loads the rewritten module. @param name of the function; null for the module as it is */
export async function captureModule(source: string, name: string | null): Promise<CaptureModule> {
  const fn = discoverFunctions(source, 'module.ts').functions.find((each) => each.name === name)
  if (fn === undefined && name !== null) throw new Error(`no function ${name}, but ${discoverFunctions(source, 'module.ts').functions.map((each) => each.name).join(', ')}`)
  const code = fn === undefined ? { rewrites: [], appendedCode: '' } : captureCode(source, 'module.ts', fn, true)
  if (code === null) throw new Error('no code')
  const text = rewriteText(source, { start: 0, end: source.length }, code.rewrites)
  const { code: made } = await transform(text + code.appendedCode, { loader: 'ts', format: 'esm', target: 'node22' })
  const folder = await mkdtemp(join(tmpdir(), 'heatline-test-'))
  try {
    const file = join(folder, `${randomUUID()}.mjs`)
    await writeFile(file, made)
    const capture = installCapture()
    const exports = await import(pathToFileURL(file).href) as CaptureModule['exports']
    return { text, exports, capture }
  } finally {
    Reflect.deleteProperty(globalThis, captureHook)
    await rm(folder, { recursive: true, force: true })
  }
}
