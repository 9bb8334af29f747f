/** The ways of finding real inputs, best first: what a user can choose, and what is remembered of the choice. */
export const rungNames = ['benchmark', 'recorded', 'test', 'generated', 'callers'] as const

export type RungName = (typeof rungNames)[number]

/** What a rung is called in a list, and what it does. */
export function describeRung(rung: RungName): { readonly title: string; readonly detail: string } {
  switch (rung) {
    case 'benchmark': return { title: 'Benchmark', detail: 'A benchmark of yours that reaches the function, run as you run it' }
    case 'recorded': return { title: 'Recorded from Tests', detail: 'Calls that your tests make, recorded once and replayed in a sandbox' }
    case 'test': return { title: 'Test in Place', detail: 'A test that reaches the function, run as you run it' }
    case 'generated': return { title: 'Generated from Types', detail: 'Inputs made of the parameters\' types, tried and run in a sandbox' }
    case 'callers': return { title: 'Through Callers', detail: 'Calls of another function, run with generated inputs, made again in a sandbox' }
    default: return rung satisfies never
  }
}
