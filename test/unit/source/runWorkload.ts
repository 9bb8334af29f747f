import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import type { Loader } from 'esbuild'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { workloadCode } from '../../../src/core/source/workloadCode.ts'
import { workloadHookName } from '../../../src/core/source/workloadHookName.ts'
import type { PreparedWorkload } from '../../../src/protocol/workloadHook.ts'

/** A workload as the runner gets it, with what the module exports. */
export interface LoadedWorkload extends PreparedWorkload {
  readonly exports: Record<string, unknown>
  /** Calls once with the prepared inputs. */
  once(): unknown
}

/** Really runs the code generated for a call: transforms the module, loads it, lets it register, and prepares. */
export async function runWorkload(source: string, name: string, expression: string, fileName = 'module.ts'): Promise<LoadedWorkload> {
  const discovered = discoverFunctions(source, fileName)
  const fn = discovered.functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`no function ${name}, but ${discovered.functions.map((each) => each.name).join(', ')}`)
  const { entryText, appendedCode } = workloadCode(source, fileName, fn, expression)

  const isCommonjs = discovered.format === 'commonjs' || (discovered.format === null && extname(fileName) === '.js')
  const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx' }
  const { code } = await transform(entryText + appendedCode, {
    loader: loaders[extname(fileName)] ?? 'jsx',
    format: isCommonjs ? 'cjs' : 'esm',
    target: 'node22',
    jsxFactory: 'h',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  })
  const folder = await mkdtemp(join(tmpdir(), 'heatline-test-'))
  const hook = Symbol.for(workloadHookName)
  try {
    const file = join(folder, `${randomUUID()}.${isCommonjs ? 'cjs' : 'mjs'}`)
    await writeFile(file, code)
    const prepares: (() => Promise<PreparedWorkload>)[] = []
    Reflect.set(globalThis, hook, (prepare: () => Promise<PreparedWorkload>) => prepares.push(prepare))
    const exports: Record<string, unknown> = isCommonjs ? createRequire(file)(file) : await import(pathToFileURL(file).href)
    const [prepare] = prepares
    if (prepare === undefined || prepares.length > 1) throw new Error(`registered ${prepares.length} times`)
    const workload = await prepare()
    return { ...workload, exports, once: () => workload.call(workload.inputs) }
  } finally {
    Reflect.deleteProperty(globalThis, hook)
    await rm(folder, { recursive: true, force: true })
  }
}
