import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { recordThroughCallers } from '../../../src/engine/callers/recordThroughCallers.ts'
import type { CallersAnswer } from '../../../src/engine/callers/recordThroughCallers.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { profileFile } from '../../support/profileFile.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const root = path.join(repository, 'test/fixtures/callers')

async function through(target: string): Promise<CallersAnswer> {
  const [name = '', functionName = ''] = target.split('#', 2)
  const file = path.join(root, 'src', name)
  const text = readFileSync(file, 'utf8')
  const { functions } = discoverFunctions(text, file)
  const fn = functions.find((each) => each.name === target.slice(name.length + 1))
  if (fn === undefined) throw new Error(`no ${functionName}`)
  const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null })
  return await recordThroughCallers({ root, file, fn, functions, option: null }, {
    text, overlays: new Map(), node, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' }, typescriptFolder: repository, allowedActions: [], events: { onStage() {}, onLog() {} },
  }, new AbortController().signal)
}

describe('a function that needs a context', () => {
  it('is given calls that its caller made, with what they change', async () => {
    const answer = await through('parser.ts#readWord')
    expect(answer).toMatchObject({ kind: 'found', coverage: 0.9, workload: { kind: 'captured', expression: 'parseList(count, word)', captured: { name: 'parseList', copies: true, calls: 200, skipped: [] } } })
    if (answer.kind !== 'found' || answer.workload.kind !== 'captured') return
    expect(answer.workload.captured.different).toBeGreaterThan(20)
    const run = await profileFile({ root, file: 'src/parser.ts', functionName: 'readWord', workload: answer.workload, timeBudgetMs: 300 })
    expect(run).toMatchObject({ outcome: 'completed', thrownShare: 0 })
    expect(run.attribution?.functions[0]?.name).toBe('readWord')
  })

  it('is given those of a caller in another module, its lines where they are', async () => {
    const answer = await through('weights.ts#weigh')
    expect(answer).toMatchObject({ kind: 'found', workload: { kind: 'captured', captured: { name: 'weighAll', file: path.join(root, 'src/users.ts') } } })
    if (answer.kind !== 'found') return
    const run = await profileFile({ root, file: 'src/weights.ts', functionName: 'weigh', workload: answer.workload, timeBudgetMs: 300 })
    expect(run).toMatchObject({ outcome: 'completed', thrownShare: 0 })
    expect(run.attribution?.lines[0]).toMatchObject({ file: 'src/weights.ts', line: 3 })
  })

  it('is given those of a private static member', async () => {
    expect(await through('cart.ts#Cart.#half')).toMatchObject({ kind: 'found', workload: { kind: 'captured', captured: { name: 'Cart.total', callsEach: 1 } } })
  })

  it('is measured within its caller where that context is gone afterwards', async () => {
    expect(await through('draft.ts#raise')).toMatchObject({ kind: 'found', coverage: 0.75, workload: { kind: 'within', expression: 'produce(item, by)', caller: { name: 'produce', callsEach: 1 } } })
  })

  it('is given few of very many calls', async () => {
    const answer = await through('parser.ts#tick')
    expect(answer).toMatchObject({ kind: 'found', workload: { kind: 'captured', captured: { name: 'count', calls: 200 } } })
  })

  it('says why there are none', async () => {
    expect(await through('parser.ts#lose')).toEqual({ kind: 'none', reason: 'No function of the package was found that calls `lose`.' })
    expect(await through('cart.ts#never.lost')).toEqual({ kind: 'none', reason: '`never`, run with generated inputs, does not come to `never.lost`.' })
  })
})

describe('a function that is nested in another', () => {
  it('is measured within it, and its calls are counted, of recursion the outermost', async () => {
    expect(await through('cart.ts#factorial.multiply')).toMatchObject({ kind: 'found', coverage: 1, workload: { kind: 'within', caller: { name: 'factorial', callsEach: 1 } } })
    const answer = await through('cart.ts#counted.isLarge')
    if (answer.kind !== 'found' || answer.workload.kind !== 'within') throw new Error('none')
    expect(answer.workload.caller.callsEach).toBeGreaterThan(1)
    const run = await profileFile({ root, file: 'src/cart.ts', functionName: 'counted.isLarge', workload: answer.workload, timeBudgetMs: 300 })
    expect(run).toMatchObject({ outcome: 'completed', function: { name: 'counted.isLarge' } })
    expect(run.warnings.join('\n')).toMatch(/The time is that of a call of `counted`, which calls `counted\.isLarge` [\d.]+ times on average/)
  })

  it('runs when what its parent hands out is used, whatever the types say of that', async () => {
    expect(await through('plugins.ts#makeShelf.place')).toMatchObject({ kind: 'found', coverage: 1, workload: { kind: 'within', caller: { name: 'makeShelf' } } })
  })

  it('runs when its parent, which needs nothing, was called before those that use what it registers', async () => {
    const answer = await through('rounding.ts#enableRounding.nearest')
    expect(answer).toMatchObject({ kind: 'found', coverage: 1, workload: { kind: 'within', caller: { name: 'priceOf', inputs: { setups: [{ name: 'enableRounding' }] } } } })
    if (answer.kind !== 'found') return
    expect(await profileFile({ root, file: 'src/rounding.ts', functionName: 'enableRounding.nearest', workload: answer.workload, timeBudgetMs: 300 })).toMatchObject({ outcome: 'completed', thrownShare: 0 })
  })
})
