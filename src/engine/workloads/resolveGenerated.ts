import { generateInputs } from '../inputs/generateInputs.ts'
import type { Rung } from './rung.ts'

/** Inputs made of the parameters' types. A function without parameters or receiver needs none. */
export const resolveGenerated: Rung = async (request, tools, signal) => {
  const { fn } = request
  const needsNothing = fn.parameters.length === 0 && fn.kind !== 'setter' && (fn.reach.kind !== 'instance' || fn.reach.constructorRequires === 0)
  if (needsNothing || fn.reach.kind === 'nested') return { kind: 'none', reason: null }
  const generated = await generateInputs(request, tools, signal)
  if (generated.kind === 'none') return generated
  return { kind: 'found', workload: { kind: 'generated', expression: generated.expression, inputs: generated.inputs } }
}
