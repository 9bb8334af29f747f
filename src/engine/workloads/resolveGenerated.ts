import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import { canRender } from '../inputs/canRender.ts'
import { generateInputs } from '../inputs/generateInputs.ts'
import { inputsPath, readStoredInputs, storeInputs } from '../inputs/inputsStore.ts'
import { tryStored } from '../inputs/tryStored.ts'
import { needsNothing } from './needsNothing.ts'
import type { Rung } from './rung.ts'

/** Inputs made of the parameters' types. A function without parameters or receiver needs none. */
export const resolveGenerated: Rung = async (request, tools, signal) => {
  const { fn, file } = request
  const isBare = needsNothing(file, tools.text, fn) && !canRender(file, tools.text, fn)
  // Code outside of the class cannot name a private static member.
  const isHidden = fn.reach.kind === 'nested' || (fn.reach.kind === 'binding' && fn.reach.insideClass !== undefined)
  if (isBare || isHidden) return { kind: 'none', reason: null }
  const path = inputsPath(request, tools.text)
  const stored = await readStoredInputs(path)
  if (stored !== null && await tryStored(stored, request, tools, signal)) {
    return { kind: 'found', workload: { kind: 'generated', expression: callToFillIn(fn, request.functions) ?? fn.name, inputs: stored }, coverage: stored.coverage }
  }
  const generated = await generateInputs(request, tools, signal)
  if (generated.kind === 'none') return generated
  await storeInputs(path, generated.inputs)
  return { kind: 'found', workload: { kind: 'generated', expression: generated.expression, inputs: generated.inputs }, coverage: generated.inputs.coverage }
}
