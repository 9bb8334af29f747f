import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { withMeasurementLock } from '../../../src/engine/lock/measurementLock.ts'

let data: string
const before = process.env.XDG_DATA_HOME
const cleanUp: (() => void)[] = []
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'heatline-lock-'))
  process.env.XDG_DATA_HOME = data
})
afterEach(() => {
  for (const each of cleanUp.splice(0)) each()
  if (before === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = before
  rmSync(data, { recursive: true, force: true })
})

/** Another process that wants the lock. `says` is the next line it prints. */
function startHolder(what: string) {
  const child = spawn(process.execPath, ['--no-warnings', resolve('test/integration/lock/holder.ts'), what], { stdio: ['pipe', 'pipe', 'inherit'] })
  cleanUp.push(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid,
    says: async () => (await lines.next()).value,
    release: () => child.stdin.end(),
    die: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

const never = new AbortController().signal

/** A promise and what settles it. */
function makeGate() {
  const gate = new EventEmitter()
  return { passed: once(gate, 'open'), open: () => gate.emit('open') }
}

/** Wants the lock in this process. */
function want(what: string, signal = never) {
  const waits: string[] = []
  const has = makeGate()
  const leave = makeGate()
  const end = withMeasurementLock({ what, onWaiting: (holder) => waits.push(holder) }, signal, async () => {
    has.open()
    await leave.passed
    return what
  })
  return { waits, has: has.passed, leave: leave.open, end }
}

test('processes measure one after the other, and say whom they wait for', async () => {
  const first = startHolder('src/a.ts#a')
  expect(await first.says()).toBe('has it')
  const second = startHolder('src/b.ts#b')
  expect(await second.says()).toBe(`waits for src/a.ts#a (process ${first.pid})`)
  first.release()
  expect(await first.says()).toBe('gave it back')
  let said = await second.says()
  // Between the two nobody has it by name.
  if (said?.startsWith('waits')) said = await second.says()
  expect(said).toBe('has it')
  second.release()
  expect(await second.says()).toBe('gave it back')
  expect(readdirSync(join(data, 'heatline'))).toEqual(['measurement.lock'])
})

test('the next one gets it when its holder is killed', async () => {
  const holder = startHolder('src/a.ts#a')
  expect(await holder.says()).toBe('has it')
  const mine = want('mine')
  await expect.poll(() => mine.waits).toEqual([`src/a.ts#a (process ${holder.pid})`])
  await holder.die()
  await mine.has
  mine.leave()
  expect(await mine.end).toBe('mine')
})

test('six processes that come at once never overlap', async () => {
  const holders = Array.from({ length: 6 }, (_, index) => startHolder(`${index}`))
  let inside = 0
  await Promise.all(holders.map(async (holder) => {
    for (let said = await holder.says(); said !== 'has it'; said = await holder.says()) expect(said).toMatch(/^waits for/)
    inside += 1
    expect(inside).toBe(1)
    // Others get their chance to be wrong: they look every 100 ms.
    await new Promise((done) => setTimeout(done, 150))
    inside -= 1
    holder.release()
    expect(await holder.says()).toBe('gave it back')
  }))
})

test('in one process it is first come, first served', async () => {
  const first = want('first')
  await first.has
  const order: string[] = []
  const others = ['second', 'third', 'fourth'].map((what) => want(what))
  for (const other of others) {
    void other.has.then(() => other.leave())
    void other.end.then((what) => order.push(what))
  }
  await expect.poll(() => others.map(({ waits }) => waits[0])).toEqual(['first', 'first', 'first'])
  first.leave()
  await Promise.all(others.map(({ end }) => end))
  expect(order).toEqual(['second', 'third', 'fourth'])
})

test('a wait can be cancelled, and holds up nobody', async () => {
  const first = want('first')
  await first.has
  const cancel = new AbortController()
  const second = want('second', cancel.signal)
  const third = want('third')
  await expect.poll(() => second.waits).toEqual(['first'])
  cancel.abort(new Error('cancelled'))
  await expect(second.end).rejects.toThrow('cancelled')
  first.leave()
  await third.has
  third.leave()
  await Promise.all([first.end, third.end])
})

test('a body that throws gives it back', async () => {
  await expect(withMeasurementLock({ what: 'x', onWaiting: () => {} }, never, async () => { throw new Error('no') })).rejects.toThrow('no')
  expect(await withMeasurementLock({ what: 'y', onWaiting: () => {} }, never, async () => 'yes')).toBe('yes')
})

test('what a dead process wrote names nobody', async () => {
  const holder = startHolder('src/a.ts#a')
  expect(await holder.says()).toBe('has it')
  writeFileSync(join(data, 'heatline', 'measurement.json'), '{"what":"src/old.ts#old","pid":4194305}')
  const mine = want('mine')
  await expect.poll(() => mine.waits).toEqual(['another measurement'])
  await holder.die()
  mine.leave()
  await mine.end
})

test('a data folder that cannot be made is named', async () => {
  writeFileSync(join(data, 'heatline'), '')
  chmodSync(join(data, 'heatline'), 0o400)
  const end = want('mine').end
  await expect(end).rejects.toThrow(HeatlineError)
  await expect(end).rejects.toThrow(join(data, 'heatline'))
})
