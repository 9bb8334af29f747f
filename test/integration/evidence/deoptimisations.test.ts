import { expect, test } from 'vitest'
import { optimisationLogPass } from '../../../src/engine/evidence/optimisationLogPass.ts'
import { collectPass } from '../../support/inPassSession.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'

/** A function that V8 optimises for some calls, and then gets another one. */
interface Planted {
  readonly name: string
  /** `‸` stands before the place that V8 names. */
  readonly code: string
  readonly usual: readonly string[]
  readonly other: string
  /** What V8 says of it: its versions see some of them another way. */
  readonly reason: RegExp
  readonly kind?: string
}

const planted: readonly Planted[] = [
  { name: 'wrongMap', code: 'wrongMap(o) { return o.‸x }', usual: ['{ x: 1 }'], other: '{ y: 1, x: 2 }', reason: /^wrong map$/ },
  { name: 'notSmi', code: 'notSmi(a, b) { return ‸a + b }', usual: ['1, 2'], other: '0.5, 1', reason: /^not a Smi$/ },
  { name: 'overflow', code: 'overflow(a, b) { return ‸a + b }', usual: ['1, 2'], other: '2147483647, 2147483647', reason: /^(overflow|not a Smi)$/ },
  { name: 'outOfBounds', code: 'outOfBounds(a, i) { return ‸a[i] }', usual: ['[1, 2, 3], 1'], other: '[1, 2, 3], 9', reason: /^out of bounds$/ },
  { name: 'lostPrecision', code: 'lostPrecision(a, b) { return ‸a / b }', usual: ['8, 4'], other: '9, 4', reason: /^(lost precision|not int32)$/ },
  { name: 'divisionByZero', code: 'divisionByZero(a, b) { return ‸a % b }', usual: ['7, 4'], other: '7, 0', reason: /^division by zero$/ },
  { name: 'minusZero', code: 'minusZero(a, b) { return ‸a * b }', usual: ['3, 4'], other: '-3, 0', reason: /^(minus zero|overflow)$/ },
  { name: 'wrongCallTarget', code: 'wrongCallTarget(f) { return ‸f(1) }', usual: ['one'], other: 'two', reason: /^wrong call target$/ },
  { name: 'hole', code: 'hole(a, i) { return a[i‸] + 1 }', usual: ['[1, , 3], 0'], other: '[1, , 3], 1', reason: /^(hole|not a Smi)$/ },
  { name: 'newTypes', code: 'newTypes(n) { if (n > 9) return n.‸toString(); return n }', usual: ['1', '2'], other: '10', reason: /^Insufficient type feedback/ },
  { name: 'prototypeChange', code: '‸prototypeChange(o) { return o.v() }', usual: ['kept'], other: '(Kept.prototype.v = () => kept, kept)', reason: /dependen/, kind: 'dependency-change' },
]

/** Accesses that see many shapes, and two that see few. */
const accesses = {
  load: 'load(o) { return o.‸x }',
  store: 'store(o) { o.‸x = 1 }',
  method: 'method(o) { return o.‸m() }',
  computedLoad: 'computedLoad(o, k) { return ‸o[k] }',
  computedStore: 'computedStore(o, k) { o[k‸] = 1 }',
  megamorphicFromLoading: 'megamorphicFromLoading(o) { return o.‸y }',
  ofTwoShapes: 'ofTwoShapes(o) { return o.x }',
  ofOneShape: 'ofOneShape(o) { return o.x + o.y }',
} as const

const functions: readonly (readonly [name: string, text: string])[] = [...planted.map(({ name, code }) => [name, code] as const), ...Object.entries(accesses)]

const code = `import { setFlagsFromString } from 'node:v8'
setFlagsFromString('--allow-natives-syntax')
const prepare = new Function('f', '%ClearFunctionFeedback(f); %PrepareFunctionForOptimization(f)')
const optimise = new Function('f', '%OptimizeFunctionOnNextCall(f)')
const one = (x) => x + 1
const two = (x) => x + 2
class Kept { v() { return 1 } }
const kept = new Kept()
const keys = ['x', 'y', 'm', 'a', 'b']
const shapes = [...'abcdefgh'].map((key) => ({ [key]: 1, x: 1, y: 1, m() {} }))
${functions.map(([, text]) => `function ${text.replace('‸', '')}`).join('\n')}
for (let i = 0; i < 800; i++) megamorphicFromLoading(shapes[i % 8])
export function each() {
${planted.map(({ name, usual, other }) => {
  const calls = usual.map((args) => `${name}(${args})`).join('; ')
  return `  prepare(${name}); ${calls}; ${calls}; optimise(${name}); ${calls}; ${name}(${other})`
}).join('\n')}
  for (let i = 0; i < 800; i++) {
    const shape = shapes[i % 8]
    load(shape); store(shape); method(shape); megamorphicFromLoading(shape)
    computedLoad(shape, keys[i % 5]); computedStore({}, keys[i % 5])
    ofTwoShapes(shapes[i % 2]); ofOneShape(shapes[0])
  }
}
`

/** As an editor counts, where V8 should name it. */
function markedPlace(name: string): string {
  const index = functions.findIndex(([each]) => each === name)
  const firstLine = code.split('\n').findIndex((line) => line.startsWith('function '))
  return `${firstLine + index + 1}:${`function ${functions[index]?.[1] ?? ''}`.indexOf('‸') + 1}`
}

const placeOf = ({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }): string => `${file === 'each.js' ? '' : file}${line + 1}:${column + 1}`

test.each(nodes().map(({ version, path }) => [version, path]))('finds what V8 cannot optimise, in the sandbox, on Node %s', async (_, nodePath) => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'each.js': code }, async (root) => {
    const printed: string[] = []
    const found = await collectPass(optimisationLogPass, { timeBudgetMs: 500, root, file: 'each.js', functionName: 'each', nodePath, workload: { kind: 'none', expression: 'each()' }, events: { onOutput: (text) => printed.push(text) } })
    if (found.kind !== 'found') throw new Error(JSON.stringify(found))
    expect(found.warnings).toEqual([])
    const { deoptimisations = [], megamorphic = [] } = found.evidence
    for (const { name, reason, kind = 'eager' } of planted) {
      expect(deoptimisations, name).toContainEqual(expect.objectContaining({ function: name, kind, reason: expect.stringMatching(reason) as string }))
      const deopt = deoptimisations.find((each) => each.function === name && each.kind === kind)
      expect(deopt && placeOf(deopt), name).toBe(markedPlace(name))
      // V8 forgets what it learned, so that it is wrong in each call; of a prototype it learns once.
      if (kind === 'eager') expect(deopt?.count, name).toBeGreaterThan(0)
    }
    expect(deoptimisations.map((each) => each.function).filter((name) => !planted.some((each) => each.name === name))).toEqual([])
    expect(megamorphic.map((each) => `${placeOf(each)} ${each.property ?? '[]'}`).toSorted()).toEqual([
      `${markedPlace('load')} x`, `${markedPlace('store')} x`, `${markedPlace('method')} m`, `${markedPlace('computedLoad')} []`, `${markedPlace('computedStore')} []`, `${markedPlace('megamorphicFromLoading')} y`,
    ].toSorted())
    expect(megamorphic.find((each) => each.property === 'm')?.shapes).toBe(8)
    expect(printed.join('')).not.toContain('bailout')
  })
})
