import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { buildPrograms } from './builtPrograms.ts'
import type { BuiltPrograms } from './builtPrograms.ts'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

/** A parent with a pass of `programs/runner.cjs` in it; `lines` are its parent token and the pass's messages. */
function startParent(how: string) {
  const parent = spawn(process.execPath, [
    '--no-warnings', resolve('test/integration/child/programs/parent.ts'),
    how, programs.guardianPath, resolve('test/integration/child/programs/runner.cjs'), programs.taskDir,
  ], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { parent, lines: createInterface({ input: parent.stdout })[Symbol.asyncIterator]() }
}

test.each(['loop', 'loopWithGrandchildren'])('what a parent killed with SIGKILL left running ends: %s', async (how) => {
  const { parent, lines } = startParent(how)
  const token = (await lines.next()).value ?? ''
  expect((await lines.next()).value).toBe('started')
  if (how === 'loopWithGrandchildren') expect((await lines.next()).value).toBe('stage')
  expect(leftoverProcesses(token).length).toBe(how === 'loop' ? 2 : 4)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expectNoLeftoverProcesses(token)
})

test('a child that the guardian was never told of ends too', async () => {
  const { parent, lines } = startParent('untold')
  const [token] = await Promise.all([lines.next().then((line) => line.value ?? ''), once(parent, 'exit')])
  expect(token).not.toBe('')
  await expectNoLeftoverProcesses(token)
})

test('the guardian keeps no parent alive and ends with it', async () => {
  const { parent, lines } = startParent('finish')
  const token = (await lines.next()).value ?? ''
  expect(await once(parent, 'exit')).toEqual([0, null])
  await expectNoLeftoverProcesses(token)
})
