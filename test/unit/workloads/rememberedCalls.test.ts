import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { readChosenRungs, readRememberedCalls, rememberCall, rememberRung } from '../../../src/engine/workloads/rememberedCalls.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const file = '.heatline/workloads.json'

describe('remembered calls', () => {
  it('are none where nothing was remembered', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect([...readRememberedCalls(root)]).toEqual([])
      expect(await readdir(root)).toEqual([])
    })
  })

  it('are kept sorted and readable, one file and nothing else', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(rememberCall(root, 'src/cart.ts#total', 'total([1, 2], 0.2)')).toEqual({ kept: true })
      expect(rememberCall(root, 'src/cart.ts#Cart.total', 'new Cart("x").total(0.2)')).toEqual({ kept: true })
      expect(rememberCall(root, 'src/cart.ts#total', 'total([])')).toEqual({ kept: true })
      expect(await readFile(join(root, file), 'utf8')).toBe(
        '{\n  "version": 1,\n  "calls": {\n    "src/cart.ts#Cart.total": "new Cart(\\"x\\").total(0.2)",\n    "src/cart.ts#total": "total([])"\n  }\n}\n')
      expect(await readdir(join(root, '.heatline'))).toEqual(['workloads.json'])
      expect(readRememberedCalls(root).get('src/cart.ts#total')).toBe('total([])')
    })
  })

  it('keep what a person added to the file, and take a function named like an object’s own', async () => {
    await inTemporaryFolder({ [file]: '\uFEFF{ "version": 1, "note": "ours", "calls": { "z#z": "z(1)" } }' }, async (root) => {
      rememberCall(root, 'a#constructor', 'constructor(1)')
      expect(JSON.parse(await readFile(join(root, file), 'utf8'))).toEqual({ version: 1, note: 'ours', calls: { 'z#z': 'z(1)', 'a#constructor': 'constructor(1)' } })
      expect(readRememberedCalls(root).get('toString')).toBeUndefined()
    })
  })

  it.each([
    ['{ "version": 1, "calls": {', /workloads\.json does not parse: .* Mend it, or delete it/],
    ['<<<<<<< HEAD\n{}', /does not parse/],
    ['', /does not parse/],
    ['[]', /must hold an object/],
    ['{ "version": 2, "calls": {} }', /was written by a newer Heatline: its version is 2, this one knows 1\. Update Heatline\./],
    ['{ "calls": {} }', /must have "version": 1, but has none/],
    ['{ "version": "1", "calls": {} }', /must have "version": 1, but has "1"/],
    ['{ "version": 1 }', /must have an object "calls", but has none/],
    ['{ "version": 1, "calls": [] }', /must have an object "calls", but has \[\]/],
    ['{ "version": 1, "calls": { "a#b": 3 } }', /must have a text for "a#b", but has 3/],
    ['{ "version": 1, "calls": {}, "inputs": [] }', /must have an object "inputs", but has \[\]/],
    ['{ "version": 1, "calls": {}, "inputs": { "a#b": "tea" } }', /must have one of [a-z, ]+ for "a#b" in "inputs", but has "tea"/],
  ])('stay as they are when the file holds %j', async (text, message) => {
    await inTemporaryFolder({ [file]: text }, async (root) => {
      for (const use of [() => readRememberedCalls(root), () => rememberCall(root, 'a#a', 'a(1)')]) {
        expect(use).toThrow(HeatlineError)
        expect(use).toThrow(message)
      }
      expect(await readFile(join(root, file), 'utf8')).toBe(text)
      expect(await readdir(join(root, '.heatline'))).toEqual(['workloads.json'])
    })
  })

  it('stand back for inputs that were chosen since, and come back when they are forgotten', async () => {
    await inTemporaryFolder({}, async (root) => {
      rememberCall(root, 'a#a', 'a(1)')
      expect(rememberRung(root, 'a#a', 'generated')).toEqual({ kept: true })
      expect([...readChosenRungs(root)]).toEqual([['a#a', 'generated']])
      expect(readRememberedCalls(root).get('a#a')).toBe('a(1)')
      rememberRung(root, 'a#a', null)
      expect(JSON.parse(await readFile(join(root, file), 'utf8'))).toEqual({ version: 1, calls: { 'a#a': 'a(1)' } })
      rememberRung(root, 'a#a', 'generated')
      rememberCall(root, 'a#a', 'a(2)')
      expect([...readChosenRungs(root)]).toEqual([])
    })
  })

  it('say so when they cannot be read', async () => {
    await inTemporaryFolder({}, async (root) => {
      await mkdir(join(root, file), { recursive: true })
      expect(() => readRememberedCalls(root)).toThrow(/workloads\.json cannot be read: EISDIR/)
    })
  })

  it('say so when they cannot be written, and lose nothing else', async () => {
    await inTemporaryFolder({}, async (root) => {
      await writeFile(join(root, '.heatline'), 'a file where the folder belongs')
      expect([...readRememberedCalls(root)]).toEqual([])
      expect(rememberCall(root, 'a#a', 'a(1)')).toEqual({ kept: false, reason: expect.stringMatching(/^The choice is not remembered: .*workloads\.json cannot be written \(E\w+: /) })
      expect(await readdir(root)).toEqual(['.heatline'])
    })
  })

  // Not even root may write there.
  it.runIf(process.platform === 'linux')('are not kept in a read-only folder', () => {
    expect(rememberCall('/sys', 'a#a', 'a(1)')).toEqual({ kept: false, reason: expect.stringContaining('cannot be written') })
  })
})
