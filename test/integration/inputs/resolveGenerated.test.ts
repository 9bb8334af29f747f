// Inputs that were made once: kept beside the user's other data, and taken again while they fit.
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Workload } from '../../../src/core/comparison/workload.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import type { Stage } from '../../../src/engine/profileFunction.ts'
import { resolveGenerated } from '../../../src/engine/workloads/resolveGenerated.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { thisNode } from '../child/thisNode.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

const shop = `import { round } from './round.ts'
export interface Order { price: number; name: string }
export function total(orders: readonly Order[]): number {
  let sum = 0
  for (const order of orders) sum += order.price
  return round(sum)
}
`

afterEach(() => vi.unstubAllEnvs())

/** What the function is run with, and what was done to find it. */
async function find(root: string): Promise<{ readonly workload: Extract<Workload, { readonly kind: 'generated' }>; readonly stages: readonly Stage[] }> {
  const file = path.join(root, 'shop.ts')
  const text = readFileSync(file, 'utf8')
  const { functions } = discoverFunctions(text, file)
  const [fn] = functions
  if (fn === undefined) throw new Error('no function')
  const stages: Stage[] = []
  const answer = await resolveGenerated({ root, file, fn, functions, option: null }, {
    text, overlays: new Map(), node: thisNode, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' }, typescriptFolder: null, allowedActions: [],
    events: { onStage: (stage) => stages.push(stage), onLog: () => {} },
  }, new AbortController().signal)
  if (answer.kind !== 'found' || answer.workload.kind !== 'generated') throw new Error(JSON.stringify(answer))
  return { workload: answer.workload, stages }
}

test('are taken again after an edit of the body, not after one of a type, and made anew where the function throws at them', async () => {
  await inTemporaryFolder({ 'shop.ts': shop, 'round.ts': 'export const round = (n: number): number => Math.round(n)\n', 'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "preserve", "allowImportingTsExtensions": true, "noEmit": true } }' }, async (root) => {
    vi.stubEnv('XDG_DATA_HOME', path.join(root, '.data'))
    symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'))
    const first = await find(root)
    expect(first.stages).toContain('readingTypes')
    expect(first.workload.inputs.rows.length).toBeGreaterThan(20)
    expect(readdirSync(root).toSorted()).toEqual(['.data', 'node_modules', 'round.ts', 'shop.ts', 'tsconfig.json'])

    writeFileSync(path.join(root, 'shop.ts'), shop.replace('sum += order.price', 'sum = sum + order.price'))
    const second = await find(root)
    expect(second.stages).not.toContain('readingTypes')
    expect(second.workload.inputs).toEqual(first.workload.inputs)

    writeFileSync(path.join(root, 'round.ts'), "export const round = (n: number): number => { if (Math.round(n) % 2 !== 0) throw new RangeError('changed'); return n }\n")
    expect((await find(root)).stages).toContain('readingTypes')

    writeFileSync(path.join(root, 'round.ts'), 'export const round = (n: number): number => Math.round(n)\n')
    writeFileSync(path.join(root, 'shop.ts'), shop.replace('name: string', 'name: boolean'))
    const other = await find(root)
    expect(other.stages).toContain('readingTypes')
    expect(other.workload.inputs.rows).not.toEqual(first.workload.inputs.rows)
  })
})
