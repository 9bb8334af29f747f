import { readFileSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { vi } from 'vitest'
import type { MeasuredEffect } from '../../../src/core/insights/measuredEffect.ts'
import type { TriedTests } from '../../../src/core/insights/triedTests.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import type { ProfileRequest } from '../../../src/engine/profileFunction.ts'
import type { RecordingEvents } from '../../../src/engine/recordTimeline.ts'
import type { ChangedSources } from '../../../src/engine/trial/changedSources.ts'
import { testChange } from '../../../src/engine/trial/testChange.ts'
import { tryChange } from '../../../src/engine/trial/tryChange.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

/** A project on disk in which a change of a function is tried. */
export interface TrialProject {
  readonly root: string
  /** Where temporary folders are made meanwhile. */
  readonly temporaryFolder: string
  /** The tests alone. */
  readonly test: (change: string, options?: TrialOptions) => Promise<TriedTests | null>
  /** All of it. */
  readonly try: (change: string, options?: TrialOptions) => Promise<MeasuredEffect>
  /** Every file of the project but those of packages, with its text. */
  readonly texts: () => ReadonlyMap<string, string>
}

interface TrialOptions {
  readonly signal?: AbortSignal
  readonly events?: Partial<RecordingEvents>
  /** Texts that come with the change, by path. */
  readonly adds?: Readonly<Record<string, string>>
  readonly removes?: readonly string[]
}

/**
 * @param files by path; the first is the one that changes
 * @param call of the function, which has to be named in it first
 * @param modules absolute: the `node_modules` folder that the project gets
 */
export async function inTrialProject(files: Readonly<Record<string, string>>, call: string, use: (project: TrialProject) => Promise<void>, modules: string = path.join(repository, 'node_modules')): Promise<void> {
  await inTemporaryFolder({}, async (temporaryFolder) => await inTemporaryFolder(files, async (root) => {
    symlinkSync(modules, path.join(root, 'node_modules'))
    const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null })
    const file = path.join(root, Object.keys(files)[0] ?? '')
    const request: ProfileRequest = {
      root, file, text: readFileSync(file, 'utf8'), overlays: new Map(), functionName: call.replace(/\(.*/su, ''),
      workload: { kind: 'call', expression: call, origin: 'option' }, notes: [], allowedActions: [], timeBudgetMs: 2000, node, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
    }
    const asked = (text: string, { signal = new AbortController().signal, events = {}, adds = {}, removes = [] }: TrialOptions = {}) => {
      const change: ChangedSources = { texts: new Map([[file, text], ...Object.entries(adds).map(([name, added]) => [path.join(root, name), added] as const)]), hidden: new Set(removes.map((name) => path.join(root, name))) }
      return [request, change, { onStage: () => {}, onLog: () => {}, onOutput: () => {}, ...events }, signal] as const
    }
    vi.stubEnv('TMPDIR', temporaryFolder)
    // Tests have another temporary folder, and tell their doings here.
    vi.stubEnv('MARKS', temporaryFolder)
    await use({
      root,
      temporaryFolder,
      test: async (text, options) => await testChange(...asked(text, options)),
      try: async (text, options) => await tryChange(...asked(text, options)),
      texts: () => new Map(readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && !each.parentPath.includes('node_modules')).map((each) => path.join(each.parentPath, each.name)).map((each) => [path.relative(root, each), readFileSync(each, 'utf8')])),
    })
  })).finally(() => vi.unstubAllEnvs())
}
