import path from 'node:path'
import { callerCode } from '../../../../src/core/source/callerCode.ts'
import type { FunctionInModule } from '../../../../src/core/source/callerCode.ts'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { DiscoveredFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import { targetCode } from '../../../../src/core/source/targetCode.ts'
import { bundleEntry } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { HeatlineInputs, ThroughAnswer } from './askHeatline.ts'
import type { Subject } from './subjects.ts'

export interface FunctionToBundle {
  readonly root: string
  readonly file: string
  readonly text: string
  readonly fn: SourceFunction
  readonly discovered: DiscoveredFunctions
  readonly inputs: Pick<HeatlineInputs, 'names' | 'imports' | 'renders' | 'takesThis' | 'setups'>
}

/** The function's module as the product runs it, with no statement counted. @throws HeatlineError where it does not bundle */
export async function bundleFunction({ root, file, text, fn, discovered, inputs }: FunctionToBundle, folder: string): Promise<Bundle> {
  const code = targetCode(text, file, fn, { names: inputs.names, imports: inputs.imports, renders: inputs.renders, takesThis: inputs.takesThis === true, ...(inputs.setups !== undefined && { setups: inputs.setups }), countsStatements: false }, discovered)
  if (code === null) throw new Error('No call from outside reaches it.')
  return await bundleEntry({
    root, entryFile: file, entryText: code.entryText, appendedCode: code.appendedCode, overlays: new Map(), nodeVersion: process.versions.node, outDir: path.join(folder, 'bundle'),
  }, AbortSignal.timeout(30_000))
}

/** A caller's module as the product runs it for the sake of a function that it calls. @throws HeatlineError where it does not bundle */
export async function bundleThrough(root: string, target: Subject, caller: Subject, { inputs, captured }: ThroughAnswer, folder: string): Promise<Bundle> {
  const code = callerCode(inModule(target), inModule(caller), { names: inputs.names, imports: inputs.imports, renders: inputs.renders, ...(inputs.setups !== undefined && { setups: inputs.setups }), captures: captured !== null, countsStatements: false })
  if (code === null) throw new Error('No call from outside reaches the caller.')
  return await bundleEntry({
    root, entryFile: caller.listed.file, entryText: code.entryText, appendedCode: code.appendedCode, overlays: code.overlays, nodeVersion: process.versions.node, outDir: path.join(folder, 'bundle'),
  }, AbortSignal.timeout(30_000))
}

function inModule({ listed, text, fn }: Subject): FunctionInModule {
  return { file: listed.file, text, fn }
}
