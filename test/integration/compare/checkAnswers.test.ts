import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { checkAnswers } from '../../../src/engine/compare/checkAnswers.ts'
import type { CheckedAnswers } from '../../../src/engine/compare/checkAnswers.ts'
import { openVersion } from '../../../src/engine/compare/compareVersions.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

/** What is found of two bodies of a function of `values`. */
async function compare(base: string, current: string, call = 'answer([3, 1, 2])'): Promise<CheckedAnswers> {
  const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null })
  const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }
  const { signal } = new AbortController()
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }' }, async (folder) => {
    const file = path.join(folder, 'code.mjs')
    const open = async (name: string, body: string) => {
      await mkdir(path.join(folder, name))
      const text = `let calls = 0\nexport function answer(values) {\n  calls++\n  ${body}\n}\n`
      const version = await openVersion({ root: folder, file, text, overlays: new Map(), functionName: 'answer', workload: { kind: 'call', expression: call, origin: 'option' }, notes: [], allowedActions: [], timeBudgetMs: 500, node, installation }, path.join(folder, name), signal)
      if (version instanceof HeatlineError) throw version
      return version.side
    }
    const sides = { base: await open('base', base), current: await open('current', current) }
    const checked = await checkAnswers(sides, { node, installation, silenceMs: 5000, onOutput: () => undefined }, signal)
    if ('side' in checked) throw new Error(JSON.stringify(checked.end))
    return checked
  })
}

test('equal answers, though keys were added in another order and arrays are others', async () => {
  expect(await compare('return { a: [...values], b: 1 }', 'const b = 1; return { a: values.slice(), b }')).toMatchObject({ same: true, note: null, rows: 1 })
})

test('another result, with both', async () => {
  expect(await compare('return [...values].sort()', 'return [...values].sort().reverse()')).toMatchObject({
    same: false,
    note: 'The answers differ: the baseline returned [ 1, 2, 3 ], the current version returned [ 3, 2, 1 ].',
  })
})

test('an error instead of a result; an error of the same name with the same words is the same', async () => {
  expect(await compare('return values.length', 'return values.length.x.y')).toMatchObject({ same: false })
  expect(await compare('if (values.length > 2) throw new RangeError("too many")', 'if (values.length >= 3) throw new RangeError("too many")')).toMatchObject({ same: true })
})

test('what calls do to their inputs counts where they return nothing', async () => {
  expect(await compare('values.sort()', 'values.sort().reverse()')).toMatchObject({ same: false })
  expect(await compare('values.sort()', 'values.sort((a, b) => a - b)')).toMatchObject({ same: true })
})

test('promises by what they settle to, iterators by their items', async () => {
  expect(await compare('return Promise.resolve(values.length)', 'return (async () => values.length + 1)()')).toMatchObject({ same: false, note: expect.stringContaining('resolved to 3') as string })
  expect(await compare('return values.values()', 'return [...values].reverse().values()')).toMatchObject({ same: false })
})

test('one that answers differently each time cannot be held to it, and that is said', async () => {
  expect(await compare('return Math.random()', 'return Math.random() * 2')).toMatchObject({ same: null, note: expect.stringContaining('differently each time') as string })
  expect(await compare('return calls', 'return calls')).toMatchObject({ same: null })
})
