import { generateInputs } from '../inputs/generateInputs.ts'
import { needsNothing } from './needsNothing.ts'
import type { Rung } from './rung.ts'

/** Inputs made of the parameters' types. A function without parameters or receiver needs none. */
export const resolveGenerated: Rung = async (request, tools, signal) => {
  const { fn, file } = request
  if (needsNothing(file, tools.text, fn) || fn.reach.kind === 'nested') return { kind: 'none', reason: null }
  const generated = await generateInputs(request, tools, signal)
  if (generated.kind === 'none') return generated
  return { kind: 'found', workload: { kind: 'generated', expression: generated.expression, inputs: generated.inputs } }
}
