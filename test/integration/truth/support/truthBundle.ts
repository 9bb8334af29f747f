import { readFile } from 'node:fs/promises'
import { HeatlineError } from '../../../../src/core/heatlineError.ts'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import { workloadCode } from '../../../../src/core/source/workloadCode.ts'
import { bundleEntry } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'

/** Bundles a truth program with a call of its `run`, as a click on its lens would. */
export async function bundleTruth(file: string, root: string, outDir: string): Promise<Bundle> {
  const text = await readFile(file, 'utf8')
  const target = discoverFunctions(text, file).functions.find(({ name }) => name === 'run')
  if (target === undefined) throw new HeatlineError(`${file} has no function \`run\`.`)
  const { entryText, appendedCode } = workloadCode(text, file, target, 'run()')
  return await bundleEntry({ root, entryFile: file, entryText, appendedCode, overlays: new Map(), outDir }, new AbortController().signal)
}
