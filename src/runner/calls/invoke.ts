/** The workload's call, or one of the harness's own. */
export type Call = (inputs: readonly unknown[]) => unknown

/**
 * Makes one call. After `makeMegamorphic` V8 no longer knows here which function it calls, so it can neither inline
 * the target into the harness's loop nor drop a call whose result is not looked at. Without that, a plain loop lost 99%
 * of a method's ticks on Node 24.
 */
export function invoke(call: Call, inputs: readonly unknown[]): unknown {
  return call(inputs)
}

const settled = Promise.resolve()

/** Costs what awaiting a call costs that does nothing. */
export const emptyAsyncCall: Call = () => settled

/** Shows `invoke` more call targets than an inline cache holds (four), before the target is seen. */
export function makeMegamorphic(): void {
  const others: readonly Call[] = [(inputs) => inputs, emptyAsyncCall, (inputs) => inputs.length, (inputs) => inputs[0], () => 0, () => null]
  for (let i = 0; i < 3000; i++) {
    const other = others[i % others.length]
    if (other !== undefined) invoke(other, others)
  }
}
