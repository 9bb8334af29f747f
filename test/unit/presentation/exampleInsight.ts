import type { Insight } from '../../../src/core/insights/insight.ts'

/** An insight with the given differences. */
export function exampleInsight(changes: Partial<Insight> = {}): Insight {
  return {
    rule: 'lookup-in-loop',
    priority: 'high',
    effort: 'quick win',
    kind: 'slow operation',
    goals: ['time', 'throughput'],
    file: 'src/cart.ts',
    line: 8,
    functionId: 'src/cart.ts#missing',
    codeHash: '0123456789abcdef',
    title: 'Ask a Set instead of searching `known` each time',
    explanation: '`known` is searched from its beginning in each round. A Set answers at once.',
    evidence: 'Line 9 takes 62% of the time.',
    link: 'https://example.com/set',
    share: 0.62,
    expectedEffect: { low: 1.2, high: 2.5 },
    edit: [{ start: 0, end: 0, text: 'a' }],
    ...changes,
  }
}

export const confirmedEffect = { ratio: 1.8, confidenceInterval: { low: 1.7, high: 1.9 }, verdict: 'improvement', memory: null, sameAnswers: true, calls: 214, tests: null, message: null } as const satisfies Insight['measuredEffect']

export const passingTests = { passed: 12, failed: 0, alreadyFailing: 0, failures: [], files: ['test/cart.test.ts'], uncounted: [], message: null } as const
