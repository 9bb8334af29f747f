import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { recordCalls } from '../../../src/engine/recording/recordCalls.ts'
import type { RecordEvents, Recorded } from '../../../src/engine/recording/recordCalls.ts'
import type { TestLimits } from '../../../src/engine/recording/runTests.ts'
import type { Rung, RungAnswer } from '../../../src/engine/workloads/rung.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

/** A project on disk whose functions' calls are recorded, with a data folder of its own. */
export interface RecordedProject {
  readonly root: string
  /** What is the user's data folder meanwhile, outside of the project. */
  readonly dataFolder: string
  /** The names of the test files that were run, one entry a run. */
  readonly runs: readonly string[]
  readonly record: (functionName: string, options?: { readonly file?: string; readonly limits?: TestLimits; readonly signal?: AbortSignal; readonly events?: Partial<RecordEvents> }) => Promise<Recorded>
  /** Asks a rung of the ladder. */
  readonly ask: (rung: Rung, functionName: string, file?: string) => Promise<RungAnswer>
}

/**
 * @param files by path; functions are looked for in `src/cart.ts` where nothing else is said
 * @param modules absolute: the `node_modules` folder that the project gets
 */
export async function inProject(files: Readonly<Record<string, string>>, use: (project: RecordedProject) => Promise<void>, modules: string = path.join(repository, 'node_modules')): Promise<void> {
  await inTemporaryFolder({}, async (dataFolder) => await inTemporaryFolder(files, async (root) => {
    const before = process.env['XDG_DATA_HOME']
    process.env['XDG_DATA_HOME'] = dataFolder
    symlinkSync(modules, path.join(root, 'node_modules'))
    const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null })
    const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }
    const overlays = new Map<string, string>()
    const runs: string[] = []
    const subject = (functionName: string, name: string) => {
      const file = path.join(root, name)
      const text = readFileSync(file, 'utf8')
      const { functions } = discoverFunctions(text, file)
      const fn = functions.find((each) => each.name === functionName)
      if (fn === undefined) throw new Error(`There is no ${functionName} in ${name}`)
      return { root, file, text, fn, functions }
    }
    const events: RecordEvents = { onWaiting: () => {}, onTests: (names) => runs.push(names), onLog: () => {}, onOutput: () => {} }
    try {
      await use({
        root,
        dataFolder,
        runs,
        async record(functionName, options = {}) {
          const { file, fn } = subject(functionName, options.file ?? 'src/cart.ts')
          return await recordCalls({ root, file, fn, overlays, node, installation, anew: false }, { ...events, ...options.events }, options.signal ?? new AbortController().signal, options.limits)
        },
        async ask(rung, functionName, name = 'src/cart.ts') {
          const { file, text, fn, functions } = subject(functionName, name)
          return await rung({ root, file, fn, functions, option: null }, {
            text, overlays, node, installation, typescriptFolder: null, allowedActions: [],
            events: { onStage: (stage, detail) => { if (stage === 'runningTests') runs.push(detail ?? '') }, onLog: () => {} },
          }, new AbortController().signal)
        },
      })
    } finally {
      if (before === undefined) delete process.env['XDG_DATA_HOME']
      else process.env['XDG_DATA_HOME'] = before
    }
  }))
}
