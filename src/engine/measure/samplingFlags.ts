/**
 * The natural JIT, but that Maglev does not inline. What it inlines stays in its code until the function around it has been
 * called thousands of times, and of that code V8 knows the lines of calls only, or no frame at all: up to 10 points of a
 * loop's lines went to its `for`, up to 7% of the samples to nobody. Short functions are inlined by TurboFan all the same.
 * Nor does it peel loops: the calls of a peeled round are booked on the loop's line, and a loop around long built-in calls stays
 * in its code (a line of `new Intl.NumberFormat` read 2%, its `for` 97%).
 */
export const linesFlags: readonly string[] = ['--no-maglev-inlining', '--no-maglev-loop-peeling']

/**
 * Without inlining every call has a frame of its own, and without copies of loop bodies it has its line: V8 books the calls
 * in a peeled or unrolled copy on the loop's line (on Node 24 a line of 75% read 24%). Such a pass says who called whom and
 * never how much: it slows calls two to four times.
 */
export const callersFlags: readonly string[] = [
  ...linesFlags, '--no-turbo-inlining',
  '--no-turbo-loop-peeling', '--no-turboshaft-loop-unrolling',
]

/** Whether V8 names inlined functions in a natural profile (worst function share 2 points off on Node 26, 86 on Node 24). */
export function namesInlinedCallees(nodeVersion: string): boolean {
  return Number.parseInt(nodeVersion, 10) >= 26
}
