// One command for a function with parameters: what it is run with is made of their types, and runs in the sandbox.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { RunDocument } from '../../../src/core/presentation/runDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { heatline, marker } from './heatlineProgram.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const short = ['--time-budget', '300ms']

const source = `import { writeFileSync } from 'node:fs'
export interface Order { price: number; note?: string }
export function total(orders: readonly Order[], taxRate: number): number {
  let sum = 0
  for (const order of orders) sum += Math.sqrt(order.price) * (1 + taxRate)
  return sum
}
export function picky(format: string): string { throw new RangeError('no such format: ' + format) }
export function keep(file: URL, text: string): void { writeFileSync(new URL('written.txt', import.meta.url), text) }
export function unsaid(value: unknown): unknown { return value }
`

afterEach(async () => { await expectNoLeftoverProcesses(marker) })

async function profile(name: string, ...options: readonly string[]): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly wrote: boolean }> {
  return await inTemporaryFolder({ 'package.json': '{ "name": "shop", "type": "module" }', 'shop.ts': source }, async (folder) => {
    mkdirSync(path.join(folder, 'node_modules'))
    symlinkSync(path.join(repository, 'node_modules/typescript'), path.join(folder, 'node_modules/typescript'))
    const ended = await heatline(['profile', `shop.ts#${name}`, ...short, ...options], { cwd: folder })
    return { ...ended, wrote: existsSync(path.join(folder, 'written.txt')) }
  })
}

test('a function whose types say all', async () => {
  const { code, stdout } = await profile('total', '--json')
  expect(code).toBe(0)
  const { outcome, workload, lines, warnings } = JSON.parse(stdout) as RunDocument
  expect({ outcome, kind: workload.kind, warnings }).toEqual({ outcome: 'completed', kind: 'generated', warnings: expect.any(Array) as unknown })
  expect(workload.description).toContain('total(Array.from({ length: 100 }, (_, i) => ({ price: i')
  expect(lines.some(({ line }) => line === 5)).toBe(true)
})

test('what it throws is told, with the way to a better call', async () => {
  const { code, stdout, stderr } = await profile('picky')
  expect(code).toBe(3)
  expect(stdout + stderr).toMatch(/picky\('format'\).*made up from the types[^]*no such format: format[^]*name a better one with --call/u)
})

test('it does not leave the sandbox', async () => {
  const { code, stdout, stderr, wrote } = await profile('keep')
  expect({ code, wrote }).toEqual({ code: 3, wrote: false })
  expect(stdout + stderr).toMatch(/denied/u)
})

test('a function whose types do not say all needs a call', async () => {
  const { code, stderr } = await profile('unsaid')
  expect(code).toBe(2)
  expect(stderr).toContain('`unsaid` needs a call to be profiled with. Fill in the arguments and name it:\n  --call "unsaid(value)"\n')
})

test('a call that is named wins', async () => {
  const { stdout } = await profile('total', '--json', '--call', 'total([{ price: 1 }], 0)')
  expect((JSON.parse(stdout) as RunDocument).workload.kind).toBe('call')
})
