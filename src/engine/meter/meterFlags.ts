import { linesFlags } from '../measure/samplingFlags.ts'

/** What the meter needs, and a young generation that is seldom collected: what it held is then lost. */
export const meterFlags: readonly string[] = ['--expose-internals', '--disable-warning=internal/test/binding', '--min-semi-space-size=32', '--max-semi-space-size=32', ...linesFlags]
