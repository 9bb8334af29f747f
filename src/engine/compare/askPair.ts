import type { BatonPlace } from '../../protocol/pairCommand.ts'
import type { Sides } from './measurePair.ts'
import type { PairedProcess } from './pairedProcess.ts'

/** Something of each side. */
export type BySide<Value> = Readonly<Record<keyof Sides, Value>>

/** Asks a process for so many turns of something. */
export type Turns<Answer> = (process: PairedProcess, part: { readonly turns: number; readonly baton: BatonPlace }) => Promise<Answer>

/** Asks the second when the first has answered. */
export async function oneAfterTheOther<Answer>(processes: BySide<PairedProcess>, order: readonly (keyof Sides)[], ask: (process: PairedProcess) => Promise<Answer>): Promise<BySide<Answer>> {
  const answers: Partial<Record<keyof Sides, Answer>> = {}
  for (const side of order) answers[side] = await ask(processes[side])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both sides are in the order
  return answers as BySide<Answer>
}

/** Asks both at once for all turns: they hand a baton to one another. */
export async function withBaton<Answer>(processes: BySide<PairedProcess>, order: readonly (keyof Sides)[], turns: number, ask: Turns<Answer>): Promise<BySide<readonly Answer[]>> {
  const askSide = async (side: keyof Sides): Promise<readonly Answer[]> => [await ask(processes[side], { turns, baton: side === order[0] ? 'first' : 'second' })]
  const [base, current] = await Promise.all([askSide('base'), askSide('current')])
  return { base, current }
}

/** Asks for one turn at a time, where there is no baton. */
export async function turnByTurn<Answer>(processes: BySide<PairedProcess>, order: readonly (keyof Sides)[], turns: number, ask: Turns<Answer>): Promise<BySide<readonly Answer[]>> {
  const answers: Record<keyof Sides, Answer[]> = { base: [], current: [] }
  for (let turn = 0; turn < turns; turn++) {
    const { base, current } = await oneAfterTheOther(processes, order, async (process) => await ask(process, { turns: 1, baton: null }))
    answers.base.push(base)
    answers.current.push(current)
  }
  return answers
}
