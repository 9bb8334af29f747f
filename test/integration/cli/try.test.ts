import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TrialDocument } from '../../../src/core/presentation/trialDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker } from './heatlineProgram.ts'

const schemaOf = (name: string): object => JSON.parse(readFileSync(new URL(`../../../schema/${name}.schema.json`, import.meta.url), 'utf8')) as object
const validate = new Ajv2020({ strictTypes: false }).addSchema(schemaOf('profile'), 'profile.schema.json').compile<TrialDocument>(schemaOf('try'))

let cwd: string

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline try é ')))
  cpSync(path.resolve(import.meta.dirname, '../../fixtures/insights/lookup-in-loop/plain.js'), path.join(cwd, 'missing.js'))
  writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }')
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(cwd, { recursive: true, maxRetries: 3 }))

/** A patch of the one line of `missing.js` that holds a text. */
function patchOf(found: string, replaced: string): string {
  const lines = readFileSync(path.join(cwd, 'missing.js'), 'utf8').split('\n')
  const at = lines.findIndex((line) => line.includes(found))
  const line = lines[at] ?? ''
  return `diff --git a/missing.js b/missing.js\n--- a/missing.js\n+++ b/missing.js\n@@ -${at + 1},1 +${at + 1},1 @@\n-${line}\n+${line.replace(found, replaced)}\n`
}

describe('heatline try', () => {
  test('tries the functions that a patch on standard input changes, and leaves the files as they are', async () => {
    const before = readFileSync(path.join(cwd, 'missing.js'), 'utf8')
    const { code, stdout } = await heatline(['try', '-', '--json'], { cwd, input: patchOf('found.push(id)', 'found.push(id + 1)') })
    const document: unknown = JSON.parse(stdout)
    expect([validate(document), validate.errors]).toEqual([true, null])
    expect(document).toMatchObject({ functions: [{ file: 'missing.js', name: 'missing', workload: { kind: 'call' }, measuredEffect: { sameAnswers: false, tests: null, message: expect.stringMatching(/^The answers differ.*the code as it is returned .*, the change returned /u) as string } }], leftOut: [] })
    expect(code).toBe(1)
    expect(readFileSync(path.join(cwd, 'missing.js'), 'utf8')).toBe(before)
  })

  test('says in words what came of it, and fails where the code does not run with it', async () => {
    writeFileSync(path.join(cwd, 'my.patch'), patchOf('found.push(id)', 'found.push(id'))
    const { code, stdout } = await heatline(['try', 'my.patch', 'missing.js#missing'], { cwd })
    expect(stdout).toMatch(/^missing\.js#missing\n {2}call {2}.* {2}from the @profile tag\n {2}it fails\. missing\.js, line 6, does not parse: /u)
    expect(code).toBe(1)
  })

  test.each([
    [['try'], '', '`heatline try` must be given a patch'],
    [['try', 'nowhere.patch'], '', 'there is no file nowhere.patch'],
    [['try', '-', '--call', 'f()'], '', '--call goes with a function'],
    [['try', '-'], 'hello', 'the patch changes no text'],
  ])('refuses %j', async (args, input, message) => {
    const { code, stderr } = await heatline(args, { cwd, input })
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})
