import type { TrialEnd } from '../../protocol/runnerMessage.ts'
import { describeThrown } from '../thrownValue.ts'
import { invoke } from './invoke.ts'
import type { Call } from './invoke.ts'
import { resultKindOf, withConsumer } from './resultKind.ts'

/** How a single call ended. */
export interface CallEnd {
  readonly end: TrialEnd
  /** What was thrown, shortened; null where nothing was. */
  readonly thrown: string | null
}

/** Characters of what was thrown that are told. */
const longestMessage = 200

/** Makes a call with all that belongs to its work, and waits for a promise as long as is worth it. */
export async function callOnce(call: Call, inputs: readonly unknown[], pendingMs: number): Promise<CallEnd> {
  let timer: NodeJS.Timeout | undefined
  try {
    const result: unknown = invoke(call, inputs)
    const kind = resultKindOf(result)
    if (kind === 'value') return { end: 'returned', thrown: null }
    const done = kind === 'promise' ? result : withConsumer(() => result, kind)([])
    const pending = new Promise<'pending'>((resolve) => {
      timer = setTimeout(() => resolve('pending'), pendingMs)
    })
    const settled = await Promise.race([Promise.resolve(done).then(() => 'returned' as const), pending])
    return { end: settled, thrown: null }
  } catch (error) {
    return { end: 'threw', thrown: toldThrown(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** What was thrown, in a line. */
export function toldThrown(error: unknown): string {
  const { name, message } = describeThrown(error)
  return `${name}: ${message}`.slice(0, longestMessage)
}
