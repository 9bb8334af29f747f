/**
 * What the engine tells a process of a pair, one JSON document a line, on the runner's own channel. Each is answered by one message;
 * between them the process waits and does nothing, so that of the two only one runs.
 */
export type PairCommand =
  /** Make the first calls: answered by `began`. */
  | { readonly kind: 'begin' }
  /** Make calls for so long in each of so many turns: answered by `warmed`. */
  | { readonly kind: 'warm'; readonly turns: number; readonly ms: number; readonly baton: BatonPlace }
  /** Make batches of so many calls for so long in each turn, one batch at least: answered by `slices`. */
  | { readonly kind: 'slice'; readonly turns: number; readonly ms: number; readonly baton: BatonPlace; readonly batchSize: number; readonly way: PairWay }
  /** Count what so many calls allocate: answered by `allocated`. */
  | { readonly kind: 'allocate'; readonly calls: number }
  /** Answered by `paired`, the end of the pass. */
  | { readonly kind: 'end' }

/** Who has the first turn, where the other process takes its turns in between; null where all turns are this process's own. */
export type BatonPlace = 'first' | 'second' | null

/** How calls follow one another: `linked` ones wait for the number that the one before returned. */
export type PairWay = 'plain' | 'linked'

/** The guard at the runner's end. The engine is this same program: past its outline, a command is what the compiler held it to. */
export function parsePairCommand(line: string): PairCommand {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || !('kind' in value)) throw new Error('Internal error: a command has no kind')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by our own parent
  return value as PairCommand
}
