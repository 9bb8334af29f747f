// `dist/nodeReporter.cjs`: a reporter for node:test (https://nodejs.org/api/test.html#custom-reporters), a JSON line for each test that passed or failed.
import type { TestEvent } from 'node:test/reporters'
import type { TestResult } from '../../core/insights/triedTests.ts'

/** As Node counts them, a test with subtests among them; but what fails because a test inside of it does is told by that one alone. */
export async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names: string[] = []
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names.length = data.nesting
      names.push(data.name)
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.skip !== undefined || data.todo !== undefined || data.details.type === 'suite' || isOfSubtests(data.details)) continue
    yield `${JSON.stringify({ name: [...names.slice(0, data.nesting), data.name].join(' > '), passed: type === 'test:pass' } satisfies TestResult)}\n`
  }
}

function isOfSubtests(details: object): boolean {
  return 'error' in details && details.error instanceof Error && 'failureType' in details.error && details.error.failureType === 'subtestsFailed'
}
