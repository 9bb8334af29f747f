import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { InsightDocument } from '../../../src/core/presentation/insightDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker } from '../cli/heatlineProgram.ts'

let cwd: string

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline insights é ')))
  cpSync(path.resolve(import.meta.dirname, '../../fixtures/insights'), cwd, { recursive: true })
  writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }')
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(cwd, { recursive: true, maxRetries: 3 }))

async function insightsOf(target: string, ...options: readonly string[]): Promise<readonly InsightDocument[]> {
  const { code, stdout } = await heatline(['insights', target, '--json', ...options], { cwd })
  expect(code).toBe(0)
  return (JSON.parse(stdout) as { readonly insights: readonly InsightDocument[] }).insights
}

describe('heatline insights', () => {
  test('names the line that is to be changed, and tries the change on a copy', async () => {
    const file = path.join(cwd, 'lookup-in-loop/plain.js')
    const before = readFileSync(file, 'utf8')
    const [insight, ...more] = await insightsOf('lookup-in-loop/plain.js#missing', '--try')
    expect(more).toEqual([])
    expect(insight).toMatchObject({ rule: 'lookup-in-loop', priority: 'high', effort: 'quick win', file: 'plain.js', line: 5, hasEdit: true, measuredEffect: { verdict: 'improvement', sameAnswers: true } })
    expect(insight?.measuredEffect?.ratio).toBeGreaterThan(2)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('is silent of code that only looks like it: a queue so short that it takes no time', async () => {
    expect(await insightsOf('shift-in-loop/fine.js#drain')).toEqual([])
  })

  test('says when a change would answer otherwise', async () => {
    writeFileSync(path.join(cwd, 'dates.js'), `/** @profile copied(Array.from({ length: 200 }, (_, i) => ({ at: new Date(i) }))) */
export function copied(rows) {
  return JSON.parse(JSON.stringify(rows))
}
`)
    const [insight] = await insightsOf('dates.js#copied', '--try')
    expect(insight).toMatchObject({ rule: 'json-clone', measuredEffect: { sameAnswers: false } })
  })

  test('is told in words, with the line, why, and what came of it', async () => {
    const { code, stdout } = await heatline(['insights', 'copy-in-reduce/plain.js#squares', '--try'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Add to `all` instead of copying it for each element \(high · quick win\)\n {2}copy-in-reduce\/plain\.js:3\n/u)
    expect(stdout).toMatch(/tried: [\d.]+x faster \[[\d.]+, [\d.]+\], same answers/u)
  })

  test('ends with the code of what was profiled when that fails', async () => {
    writeFileSync(path.join(cwd, 'broken.js'), '/** @profile broken() */\nexport function broken() {\n  throw new Error("no")\n}\n')
    const { code, stdout, stderr } = await heatline(['insights', 'broken.js#broken'], { cwd })
    expect(code).toBe(3)
    expect(stdout).toBe('')
    expect(stderr).toContain('no')
  })

  test.each([
    [['insights'], '`heatline insights` must be given a function'],
    [['insights', 'a.js#b', '--base', 'main'], '`heatline insights` takes no --base'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await heatline(args, { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
