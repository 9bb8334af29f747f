import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { resolveWorkload } from '../../../src/engine/workloads/resolveWorkload.ts'
import type { WorkloadResolution } from '../../../src/engine/workloads/resolveWorkload.ts'
import { rememberCall } from '../../../src/engine/workloads/rememberedCalls.ts'
import { functionId } from '../../../src/engine/workloads/workloadRequest.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const text = `
/** @profile tagged(1) */
function tagged() {}
function free(a = 1, ...rest) {}
function needs(orders, { tax }) { function inner() {} }
[].map(() => { function lost() {} })
class Cart { constructor(items, log) {} total(tax) {} set size(value) {} }
`

function resolve(root: string, name: string, option: string | null = null): WorkloadResolution {
  const { functions } = discoverFunctions(text, 'cart.js')
  const fn = functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`no ${name}`)
  return resolveWorkload({ root, file: join(root, 'src', 'cart.js'), fn, functions, option })
}

describe('resolveWorkload', () => {
  it('takes an option, else the tag, else what is remembered, else no arguments', async () => {
    await inTemporaryFolder({}, async (root) => {
      rememberCall(root, 'src/cart.js#tagged', 'tagged(2)')
      expect(resolve(root, 'tagged', ' tagged(0) ')).toEqual({ kind: 'ready', workload: { kind: 'call', expression: 'tagged(0)', origin: 'option' } })
      expect(resolve(root, 'tagged')).toEqual({ kind: 'ready', workload: { kind: 'call', expression: 'tagged(1)', origin: 'tag' } })
      expect(resolve(root, 'free')).toEqual({ kind: 'ready', workload: { kind: 'none', expression: 'free()' } })
      rememberCall(root, 'src/cart.js#free', 'free(2)')
      expect(resolve(root, 'free')).toEqual({ kind: 'ready', workload: { kind: 'call', expression: 'free(2)', origin: 'remembered' } })
    })
  })

  it('asks one question, with a call to start from', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(resolve(root, 'needs')).toEqual({ kind: 'ask', prompt: expect.stringContaining('needs'), suggestion: 'needs(orders, { tax })' })
      expect(resolve(root, 'Cart.total')).toMatchObject({ kind: 'ask', suggestion: 'new Cart(items, log).total(tax)' })
      expect(resolve(root, 'set Cart.size')).toMatchObject({ kind: 'ask', suggestion: 'new Cart(items, log).size = value' })
    })
  })

  it('knows what cannot be reached, unless somebody wrote a call that does', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(resolve(root, 'needs.inner')).toEqual({ kind: 'unreachable', parent: 'needs' })
      expect(resolve(root, 'lost')).toEqual({ kind: 'unreachable', parent: null })
      expect(resolve(root, 'needs.inner', 'needs([], {})')).toMatchObject({ kind: 'ready' })
    })
  })

  it('does not look into a broken file where the call is given', async () => {
    await inTemporaryFolder({ '.heatline/workloads.json': '{' }, async (root) => {
      expect(resolve(root, 'free', 'free(1)')).toMatchObject({ kind: 'ready' })
      expect(() => resolve(root, 'free')).toThrow(/does not parse/)
    })
  })

  it('names functions by their path in the workspace', () => {
    const [fn] = discoverFunctions('function f() {}', 'a.js').functions
    if (fn === undefined) throw new Error('no function')
    expect(functionId({ root: join('/work', 'here'), file: join('/work', 'here', 'src', 'a b.js'), fn })).toBe('src/a b.js#f')
  })
})
