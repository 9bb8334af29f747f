import path from 'node:path'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { DiscoveredFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import { targetCode } from '../../../../src/core/source/targetCode.ts'
import { bundleEntry } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { HeatlineInputs } from './askHeatline.ts'

export interface FunctionToBundle {
  readonly root: string
  readonly file: string
  readonly text: string
  readonly fn: SourceFunction
  readonly discovered: DiscoveredFunctions
  readonly inputs: Pick<HeatlineInputs, 'names' | 'imports' | 'renders' | 'takesThis'>
}

/** The function's module as the product runs it, with no statement counted. @throws HeatlineError where it does not bundle */
export async function bundleFunction({ root, file, text, fn, discovered, inputs }: FunctionToBundle, folder: string): Promise<Bundle> {
  const code = targetCode(text, file, fn, { names: inputs.names, imports: inputs.imports, renders: inputs.renders, takesThis: inputs.takesThis === true, countsStatements: false }, discovered)
  if (code === null) throw new Error('No call from outside reaches it.')
  return await bundleEntry({
    root, entryFile: file, entryText: code.entryText, appendedCode: code.appendedCode, overlays: new Map(), nodeVersion: process.versions.node, outDir: path.join(folder, 'bundle'),
  }, AbortSignal.timeout(30_000))
}
