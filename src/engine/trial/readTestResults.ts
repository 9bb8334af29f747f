import { assertNever } from '../../core/assertNever.ts'
import type { TestResult } from '../../core/insights/triedTests.ts'
import type { TestRunnerName } from '../tests/testRunner.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a runner's report says of its tests; skipped ones are left out. Null for what is no report of its. */
export function readTestResults(runner: TestRunnerName, report: string): readonly TestResult[] | null {
  switch (runner) {
    case 'node': return report.split('\n').flatMap((line) => (line === '' ? [] : toResult(parse(line)) ?? []))
    // https://jestjs.io/docs/configuration#testresultsprocessor-string; vitest writes the same.
    case 'jest':
    case 'vitest': return ofJest(parse(report))
    case 'mocha': return ofMocha(parse(report))
    default: return assertNever(runner)
  }
}

function toResult(line: unknown): TestResult | null {
  return isFields(line) && typeof line['name'] === 'string' && typeof line['passed'] === 'boolean' ? { name: line['name'], passed: line['passed'] } : null
}

function ofJest(report: unknown): readonly TestResult[] | null {
  if (!isFields(report)) return null
  return listOf(report['testResults']).flatMap((file) => listOf(file['assertionResults'])).flatMap(({ fullName, status }): readonly TestResult[] => (
    typeof fullName === 'string' && (status === 'passed' || status === 'failed') ? [{ name: fullName, passed: status === 'passed' }] : []
  ))
}

function ofMocha(report: unknown): readonly TestResult[] | null {
  if (!isFields(report)) return null
  return [...titled(report['passes'], true), ...titled(report['failures'], false)]
}

function titled(list: unknown, passed: boolean): readonly TestResult[] {
  return listOf(list).flatMap(({ fullTitle }) => (typeof fullTitle === 'string' ? [{ name: fullTitle, passed }] : []))
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
