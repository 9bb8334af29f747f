import { readSync, writeSync } from 'node:fs'
import type { BatonPlace } from '../protocol/pairCommand.ts'
import { batonDescriptors } from '../protocol/runnerDescriptor.ts'

// The user's code may patch what it shares with us: keep what we need as it was.
const read = readSync
const write = writeSync
const byte = Buffer.alloc(1)

/** Takes turns with the other process of a pair, which does nothing while one lasts. @returns what came of each turn */
export async function takeTurns<Result>({ turns, baton }: { readonly turns: number; readonly baton: BatonPlace }, turn: () => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let index = 0; index < turns; index++) {
    if (baton === 'second' || (baton === 'first' && index > 0)) takeBaton()
    results.push(await turn())
    // Nobody takes it after the last turn.
    if (baton === 'first' || (baton === 'second' && index < turns - 1)) passBaton()
  }
  return results
}

function takeBaton(): void {
  read(batonDescriptors.take, byte, 0, 1, null)
}

function passBaton(): void {
  write(batonDescriptors.pass, byte, 0, 1)
}
