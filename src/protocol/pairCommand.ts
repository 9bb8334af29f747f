/**
 * What the engine tells a process of a pair, one JSON document a line, on the runner's own channel. Each is answered by one message;
 * between them the process waits and does nothing, so that of the two only one runs.
 */
export type PairCommand =
  /** Make the first calls: answered by `began`. */
  | { readonly kind: 'begin' }
  /** Make calls for so long: answered by `warmed`. */
  | { readonly kind: 'warm'; readonly ms: number }
  /** Make batches of so many calls for so long, one at least: answered by `slice`. */
  | { readonly kind: 'slice'; readonly ms: number; readonly batchSize: number; readonly way: PairWay }
  /** Count what so many calls allocate: answered by `allocated`. */
  | { readonly kind: 'allocate'; readonly calls: number }
  /** Answered by `paired`, the end of the pass. */
  | { readonly kind: 'end' }

/** How calls follow one another: `linked` ones wait for the number that the one before returned. */
export type PairWay = 'plain' | 'linked'

/** The guard at the runner's end. The engine is this same program: past its outline, a command is what the compiler held it to. */
export function parsePairCommand(line: string): PairCommand {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || !('kind' in value)) throw new Error('Internal error: a command has no kind')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by our own parent
  return value as PairCommand
}
