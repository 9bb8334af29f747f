import { setFlagsFromString } from 'node:v8'
import { appendedNamePrefix } from '../../core/source/workloadHookName.ts'

/**
 * Keeps V8 from compiling the workload's own function, which only calls the target, with Maglev. Maglev would inline a
 * short target, and what it inlines runs in Maglev's code until the function around it has been called thousands of
 * times: a target that loops for long per call stays there, although it has code of TurboFan's. Its lines cannot be told
 * apart then, because Maglev keeps a source position for calls only (one loop read 100% on the line of its `for` on
 * Node 24 and 26), and its speed is not the one that its other callers see. Short targets reach TurboFan all the same.
 */
export function keepCallsOutOfMaglev(): void {
  setFlagsFromString(`--maglev-filter=-${appendedNamePrefix}*`)
}
