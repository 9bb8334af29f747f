import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import type { GeneratedInputs } from '../../../src/core/workloads/generatedInputs.ts'
import { generateInputs } from '../../../src/engine/inputs/generateInputs.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

/** Inputs for a function of a plain JavaScript file, without any TypeScript around. */
async function inputsFor(text: string, name: string, seed = 1): Promise<GeneratedInputs> {
  return await inTemporaryFolder({ 'package.json': '{}', 'module.js': text }, async (root) => {
    const file = path.join(root, 'module.js')
    const { functions } = discoverFunctions(text, file)
    const fn = functions.find((each) => each.name === name)
    if (fn === undefined) throw new Error(`no ${name}`)
    const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null })
    const answer = await generateInputs({ root, file, fn, functions, option: null }, {
      text, overlays: new Map(), allowedActions: [], typescriptFolder: null, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' }, node, events: { onStage() {}, onLog() {} },
    }, AbortSignal.timeout(60_000), seed)
    if (answer.kind === 'none') throw new Error(answer.reason)
    return answer.inputs
  })
}

describe('generateInputs without types', () => {
  test.each([
    ['what is read, called and compared', 'middleware', `export function middleware(q, r, go) {
      if (q.verb !== 'PUT') return go()
      const kind = q.fields['kind'].toLowerCase()
      if (kind.endsWith('json')) {
        r.put('kind', kind)
        r.finish(JSON.stringify({ kind }))
      } else go(new Error(kind))
    }`],
    ['functions of other functions, by a probe', 'spread', `
      const each = (x, y) => { for (const z of x) y(z) }
      const helpers = { each }
      export function spread(x, y) {
        const found = []
        helpers.each(x, (z) => { if (z.cost() > 1) found.push(y(z.cost())) })
        if (found.length === 0) throw new RangeError('none')
        return found
      }`],
    ['returned functions', 'curried', `export function curried(f) {
      return (a) => {
        const first = f(a)
        return (b) => {
          const kept = []
          for (const each of b) kept.push([first, each * 2])
          return kept
        }
      }
    }`],
    ['arguments that have no names', 'joined', `export function joined() {
      if (arguments.length < 2) throw new TypeError('Two are needed')
      let text = ''
      for (let i = 0; i < arguments.length; i++) text += String(arguments[i]) + ';'
      return text
    }`],
    ['what a free function is called on', 'reply.send', `const reply = {}
    reply.send = function (body) {
      this.head('length', String(body).length)
      if (this.request.fields.etag.trim() === '') this.state = 304
      return this.finish(body)
    }
    module.exports = reply`],
    ['a constructor that is a function', 'Counter.add', `function Counter(step) {
      if (typeof step !== 'number') throw new TypeError('No step')
      this.step = step
      this.all = []
    }
    Counter.prototype.add = function (value) {
      this.all.push(value * this.step)
      return this.all.length
    }
    module.exports = Counter`],
    ['a probe that never comes to an end', 'last', `export function last(node, seen) {
      while (node.next) node = node.next
      if (!Array.isArray(seen)) throw new TypeError('no list')
      for (;;) {
        seen.push(node.value)
        if (seen.length > 3) return seen
      }
    }`],
  ])('goes by %s', async (_, name, text) => {
    const { rows, coverage } = await inputsFor(text, name)
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(coverage).toBeGreaterThanOrEqual(0.8)
    expect(rows.join('\n')).not.toMatch(/heatlineProbe|Proxy/u)
  })

  test('makes the same inputs of the same seed, others of another', async () => {
    const text = 'export function sum(xs) { let all = 0; for (const x of xs) all += x.n * 2; return all }'
    const [one, same, other] = [await inputsFor(text, 'sum', 5), await inputsFor(text, 'sum', 5), await inputsFor(text, 'sum', 6)]
    // A call that the machine held up may be left out of one of them.
    expect(shared(same, one)).toBeGreaterThan(0.9)
    expect(shared(other, one)).toBeLessThan(0.5)
  })
})

/** Of the rows of one, the share that the other has too. */
function shared(one: GeneratedInputs, other: GeneratedInputs): number {
  return one.rows.filter((row) => other.rows.includes(row)).length / one.rows.length
}
