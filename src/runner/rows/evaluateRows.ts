import type { PreparedTarget } from '../../protocol/workloadHook.ts'

type Scope = PreparedTarget['scope']

/** Makes the inputs that texts describe, each anew. @throws what the user's constructors and functions throw */
export function evaluateRows(texts: readonly string[], scope: Scope): readonly (readonly unknown[])[] {
  return texts.map((text) => rowMaker(text, scope)())
}

/** What makes one row's inputs, as often as it is called. */
export function rowMaker(text: string, scope: Scope): () => readonly unknown[] {
  return inScope(`return ${text}`, scope) as () => readonly unknown[]
}

/** The function that a text describes, of a call's result. */
export function evaluateDriver(text: string, scope: Scope): (result: unknown) => unknown {
  return (inScope(`return ${text}`, scope) as () => (result: unknown) => unknown)()
}

/** A function whose body sees the names of the scope. Names are read at each call: a module may assign to them. */
function inScope(body: string, scope: Scope): () => unknown {
  const names = Object.keys(scope)
  // oxlint-disable-next-line typescript/no-implied-eval -- the texts are Heatline's own, made of the declared types
  const made = new Function(...names, body) as (...values: readonly unknown[]) => unknown
  return () => made(...names.map((name) => scope[name]?.()))
}
