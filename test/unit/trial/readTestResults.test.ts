import { describe, expect, test } from 'vitest'
import { readTestResults } from '../../../src/engine/trial/readTestResults.ts'

const jest = JSON.stringify({ testResults: [{ assertionResults: [{ fullName: 'cart adds', status: 'passed' }, { fullName: 'cart waits', status: 'pending' }] }, { assertionResults: [{ fullName: 'fails', status: 'failed' }] }] })
const mocha = JSON.stringify({ passes: [{ fullTitle: 'cart adds' }], failures: [{ fullTitle: 'fails' }], pending: [{ fullTitle: 'cart waits' }] })
const node = '{"name":"cart adds","passed":true}\n{"name":"fails","passed":false}\n{"name":"cut o'

describe('readTestResults', () => {
  test.each([['jest', jest], ['vitest', jest], ['mocha', mocha], ['node', node]] as const)('reads the report of %s, without what was skipped', (runner, report) => {
    expect(readTestResults(runner, report)).toEqual([{ name: 'cart adds', passed: true }, { name: 'fails', passed: false }])
  })

  test.each(['jest', 'vitest', 'mocha'] as const)('knows what is no report of %s', (runner) => expect(readTestResults(runner, '')).toBeNull())
})
