import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { parentToken } from '../../../src/engine/child/runMarker.ts'
import { runPass } from '../../../src/engine/child/runPass.ts'
import type { PassOptions } from '../../../src/engine/child/runPass.ts'
import type { RunnerMessage } from '../../../src/protocol/runnerMessage.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { buildPrograms } from './builtPrograms.ts'
import type { BuiltPrograms } from './builtPrograms.ts'
import { passOptions, task } from './passes.ts'
import { thisNode } from './thisNode.ts'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())
// Of every pass, however it ended, nothing is left; only the guardian carries the token as its argument.
afterEach(() => expect(leftoverProcesses(parentToken).filter(({ command }) => !command.includes('guardian.cjs'))).toEqual([]))

function run(way: string, options: Partial<PassOptions> = {}, signal = new AbortController().signal) {
  return runPass(task(way), { ...passOptions(programs), ...options }, signal)
}

describe('a message ends a pass', () => {
  test('its result', async () => {
    const kinds: string[] = []
    const end = await run('finish', { onMessage: ({ kind }) => kinds.push(kind) })
    expect(end).toMatchObject({ kind: 'finished', result: { kind: 'timing', medianMs: 1 }, droppedOutputBytes: 0 })
    expect(kinds).toEqual(['started', 'prepared', 'timing'])
  })
  test('its result, though a server or a loop would go on', async () => {
    expect((await run('finishWithServer')).kind).toBe('finished')
    expect((await run('finishThenLoop')).kind).toBe('finished')
  })
  test('a failure and a denial', async () => {
    expect(await run('fail')).toMatchObject({ kind: 'failed', message: { stage: 'load', error: { message: 'no' } } })
    expect(await run('deny')).toMatchObject({ kind: 'denied', message: { target: '/x' } })
  })
  test('a result of many megabytes', async () => {
    const lengths: number[] = []
    expect((await run('longMessage', { onMessage: (m) => { if (m.kind === 'warning') lengths.push(m.message.length) } })).kind).toBe('finished')
    expect(lengths).toEqual([20e6])
  })
  test('something that is none of ours', async () => {
    await expect(run('garbage')).rejects.toThrow('Internal error: the runner sent "hello"')
  })
  test('a listener that throws', async () => {
    await expect(run('loop', { onMessage: () => { throw new Error('in the listener') } })).rejects.toThrow('in the listener')
  })
})

describe('an error ends a pass', () => {
  test('no such Node', async () => {
    const end = run('finish', { node: { ...thisNode, path: '/no/such/node', foundIn: 'the PATH' } })
    await expect(end).rejects.toThrow(HeatlineError)
    await expect(end).rejects.toThrow(/\/no\/such\/node \(from the PATH\)/)
  })
  test('no such working directory', async () => {
    await expect(run('finish', { cwd: '/no/such/folder' })).rejects.toThrow(/\/no\/such\/folder/)
  })
})

describe('an exit ends a pass', () => {
  test('with a code', async () => {
    expect(await run('exit7')).toMatchObject({ kind: 'exited', code: 7, signal: null, stderrTail: 'last words', after: 'started' })
  })
  test('with a signal', async () => {
    expect(await run('abort')).toMatchObject({ kind: 'exited', code: null, signal: 'SIGABRT' })
  })
  test('while a grandchild holds its pipes', async () => {
    expect(await run('exitWithGrandchild')).toMatchObject({ kind: 'exited', code: 0 })
  })
  test('for want of memory', async () => {
    expect(await run('heap', { flags: ['--max-old-space-size=64'] })).toMatchObject({ kind: 'outOfMemory', limit: 'heap' })
  })
})

describe('a limit ends a pass', () => {
  const limits = { silenceMs: 50_000, totalMs: 50_000, residentBytes: null }
  test('on silence', async () => {
    expect(await run('loop', { limits: { ...limits, silenceMs: 1_000 } })).toMatchObject({ kind: 'timedOut', limit: 'silence', limitMs: 1_000, after: 'started' })
  })
  test('on time, however much is said', async () => {
    expect(await run('chatter', { limits: { ...limits, totalMs: 1_500 } })).toMatchObject({ kind: 'timedOut', limit: 'total', after: 'stage' })
  })
  test('on memory outside the heap', async () => {
    expect(await run('buffers', { limits: { ...limits, residentBytes: 300 << 20 } })).toMatchObject({ kind: 'outOfMemory', limit: 'resident' })
  })
  test('on what V8 logs', async () => {
    await inTemporaryFolder({ 'isolate-1-v8.log': 'x'.repeat(1000) }, async (directory) => {
      expect(await run('loop', { limits: { ...limits, logs: { directory, mostBytes: 999 } } })).toMatchObject({ kind: 'loggedTooMuch', limitBytes: 999 })
    })
  })
})

describe('the signal ends a pass', () => {
  test('before it starts', async () => {
    const messages: RunnerMessage[] = []
    expect(await run('finish', { onMessage: (message) => messages.push(message) }, AbortSignal.abort())).toEqual({ kind: 'cancelled', droppedOutputBytes: 0 })
    expect(messages).toEqual([])
  })
  test('in an endless loop', async () => {
    const cancel = new AbortController()
    expect((await run('loop', { onMessage: () => cancel.abort() }, cancel.signal)).kind).toBe('cancelled')
  })
})

describe('what the code leaves running is killed', () => {
  test('a detached grandchild', async () => {
    expect((await run('finishWithDetachedGrandchild')).kind).toBe('finished')
  })
  test('a detached grandchild with an environment of its own', async () => {
    expect((await run('finishWithUnmarkedGrandchild')).kind).toBe('finished')
    // Killed, but a moment longer in the list of processes.
    await expect.poll(() => leftoverProcesses(programs.taskDir).filter(({ command }) => !command.includes('guardian.cjs')), { timeout: 10_000 }).toEqual([])
  })
})

describe('input, output and environment', () => {
  test('standard input is at its end', async () => {
    const said: string[] = []
    await run('stdin', { onMessage: (m) => { if (m.kind === 'warning') said.push(m.message) } })
    expect(said).toEqual(['read 0'])
  })
  test('a flood is passed on up to the limit, and counted', async () => {
    let text = ''
    const before = process.memoryUsage().rss
    const end = await run('flood', { outputLimitBytes: 1001, onOutput: (more) => { text += more } })
    expect(end).toMatchObject({ kind: 'finished', droppedOutputBytes: 300 * 2 ** 20 - 1001 })
    expect(text).toBe(`${'é'.repeat(500)}\ufffd`)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20)
  })
  test('a character that comes in two pieces is one', async () => {
    let text = ''
    await run('splitCharacter', { onOutput: (more) => { text += more } })
    expect(text).toBe('é')
  })
  test('the user\'s environment, without a debugger', async () => {
    const before = process.env.NODE_OPTIONS
    process.env.NODE_OPTIONS = '--require "/x/ms-vscode.js-debug/src/bootloader.js" --inspect-publish-uid=http --stack-trace-limit=20'
    process.env.FROM_USER = 'yes'
    try {
      const said: string[] = []
      await run('environment', { onMessage: (m) => { if (m.kind === 'warning') said.push(m.message) } })
      expect(JSON.parse(said[0] ?? '')).toEqual({ NODE_OPTIONS: '--stack-trace-limit=20', FROM_USER: 'yes', cwd: programs.taskDir })
    } finally {
      if (before === undefined) delete process.env.NODE_OPTIONS
      else process.env.NODE_OPTIONS = before
      delete process.env.FROM_USER
    }
  })
})
