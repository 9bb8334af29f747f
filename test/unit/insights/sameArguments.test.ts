import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RepeatedArguments } from '../../../src/core/evidence/repeatedArguments.ts'
import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import type { Finding } from '../../../src/core/insights/insightRule.ts'
import { sameArguments } from '../../../src/core/insights/rules/sameArguments.ts'
import { rewriteText } from '../../../src/core/source/rewriteText.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'

const corpus = path.resolve(import.meta.dirname, '../../fixtures/insights/same-arguments')

const often: RepeatedArguments = { calls: 100, distinct: 5, hitRates: [{ entries: 1, rate: 0 }, { entries: 8, rate: 0.95 }], types: ['string'] }

interface Given {
  readonly repeats?: Partial<RepeatedArguments>
  readonly callMs?: number
  readonly fileName?: string
}

function findingsOf(text: string, name: string, { repeats = {}, callMs = 1, fileName = 'code.js' }: Given = {}): readonly Finding[] {
  const tree = readSyntaxTree(text, fileName)
  if (tree === null) throw new Error(`Does not parse: ${text}`)
  const run: MeasuredRun = {
    attribution: null,
    timing: { medianMs: callMs, confidenceIntervalMs: null, iterations: 1, processes: 1, processMediansMs: [callMs] },
    thrownShare: 0,
    function: { id: `${fileName}#${name}`, file: fileName, name, startLine: 0, endLine: 9, bodyHash: '' },
    evidence: { repeats: { ...often, ...repeats } },
  }
  return sameArguments.find(tree, tree.nodes, { run, file: fileName })
}

function changed(text: string, findings: readonly Finding[]): string {
  return rewriteText(text, { start: 0, end: text.length }, findings[0]?.edit ?? [])
}

function textOf(variant: string): string {
  return readFileSync(path.join(corpus, `${variant}.js`), 'utf8')
}

async function answersOf(text: string, name: string, calls: readonly (readonly unknown[])[]): Promise<readonly unknown[]> {
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`) as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>
  return calls.map((values) => module[name]?.(...values))
}

describe('the corpus', () => {
  test.each<readonly [string, string, RepeatedArguments['types'], readonly (readonly unknown[])[]]>([
    ['plain', 'checksum', ['string'], [['a'], ['b'], ['a'], [''], ['b']]],
    // Texts that are the same once joined.
    ['disguised', 'distance', ['string', 'string'], [['ab', 'c'], ['a', 'bc'], ['ab', 'c'], ['1:a', 'b'], ['', 'ab'], ['ab', ''], ['ab', ['c']], ['ab', 'c']]],
  ])('%s is found, and its edit changes no answer', async (variant, name, types, calls) => {
    const text = textOf(variant)
    const findings = findingsOf(text, name, { repeats: { types } })
    expect(findings).toHaveLength(1)
    const edited = changed(text, findings)
    expect(edited).not.toBe(text)
    expect(await answersOf(edited, name, calls)).toEqual(await answersOf(text, name, calls))
    expect(findingsOf(edited, name, { repeats: { types } })).toEqual([])
  })

  test('fine is left alone', () => expect(findingsOf(textOf('fine'), 'ticket')).toEqual([]))
})

test('says how many calls repeat, and what a cache of which size had answered', () => {
  const [finding] = findingsOf('export const f = (x) => x.length', 'f')
  expect(finding?.measured).toEqual({ share: expect.closeTo(0.95, 2) as number, evidence: 'Of 100 recorded calls 95% repeat the arguments of one of the last 8; 5 are different.' })
})

describe('edits', () => {
  test.each<readonly [string, string, string, Given]>([
    ['a function', '/** Its text. */\nexport function f(x) {\n  return x + 1\n}', '/** Its text. */\nexport function f(x) {\n  if (typeof x !== \'string\') return fAnew(x)\n  let known = fAnswers.get(x)\n  if (known === undefined) {\n    known = fAnew(x)\n    if (fAnswers.size >= 512) fAnswers.clear()\n    fAnswers.set(x, known)\n  }\n  return known\n}\n\nconst fAnswers = new Map()\n\nfunction fAnew(x) {\n  return x + 1\n}', {}],
    ['types', 'const f = (x: string): number => x.length;', 'const f = (x: string): number => {\n  let known = fAnswers.get(x);\n  if (known === undefined) {\n    known = fAnew(x);\n    if (fAnswers.size >= 512) fAnswers.clear();\n    fAnswers.set(x, known);\n  }\n  return known;\n};\n\nconst fAnswers = new Map<string, ReturnType<typeof fAnew>>();\n\nconst fAnew = (x: string): number => x.length;', { fileName: 'code.ts' }],
    ['several arguments', 'const f = (a, b) => a * b', 'const f = (a, b) => {\n  if (typeof a !== \'number\' || typeof b !== \'number\') return fAnew(a, b)\n  const key = `${a},${b}`\n  let known = fAnswers.get(key)\n  if (known === undefined) {\n    known = fAnew(a, b)\n    if (fAnswers.size >= 512) fAnswers.clear()\n    fAnswers.set(key, known)\n  }\n  return known\n}\n\nconst fAnswers = new Map()\n\nconst fAnew = (a, b) => a * b', { repeats: { types: ['number', 'number'] } }],
  ])('%s', (_, text, edited, given) => expect(changed(text, findingsOf(text, 'f', given))).toBe(edited))

  test.each<readonly [string, string, Given]>([
    ['what is returned can be changed', 'const f = (x) => x.split(",")', {}],
    ['what is returned may be such', 'const table = { a: [] }\nconst f = (x) => table[x]', {}],
    ['one of the results is such', 'function f(x) {\n  if (x) return 1\n  return []\n}', {}],
    ['a variable comes to hold such', 'function f(x) {\n  let y = 1\n  if (x) y = []\n  return y\n}', {}],
    ['a parameter is a pattern', 'const f = ([x]) => x + 1', {}],
    ['calls give more than it has parameters', 'const f = (x) => x + 1', { repeats: { types: ['string', 'number'] } }],
    ['it has a default', 'const f = (x = 1) => x + 1', {}],
    ['it is called before', 'const one = f("a")\nexport function f(x) {\n  return x + 1\n}', {}],
  ])('is the user\'s where %s', (_, text, given) => {
    const findings = findingsOf(text, 'f', given)
    expect(findings).toHaveLength(1)
    expect(findings[0]?.edit).toBeNull()
  })
})

describe('speaks of', () => {
  test.each([
    ['its own array', 'function f(x) {\n  const all = []\n  for (const c of x) all.push(c)\n  all[0] = "a"\n  return all.join()\n}'],
    ['a table of the module', 'const table = []\nfor (let i = 0; i < 9; i++) table[i] = i\nconst f = (x) => table[x.length] + 1'],
    ['a constant of the module', 'export const rate = 2\nconst names = { a: "b" }\nconst f = (x) => names[x] + rate'],
    ['a pure function of the module', 'const g = (x) => x + 1\nconst f = (x) => g(x)'],
    ['itself', 'function f(x) {\n  return x.length < 2 ? 1 : f(x.slice(1)) + f(x.slice(2))\n}'],
    ['a pattern that forgets', 'const word = /a+/\nconst f = (x) => word.test(x)'],
    ['labels', 'function f(x) {\n  outer: for (const a of x) for (const b of x) if (a !== b) continue outer\n  return 1\n}'],
  ])('%s', (_, text) => expect(findingsOf(text, 'f')).toHaveLength(1))
})

describe('is silent where', () => {
  test.each([
    ['it waits', 'async function f(x) {\n  return await g(x)\n}\nfunction g(x) {\n  return x\n}'],
    ['it asks for the time', 'const f = (x) => x + Date.now()'],
    ['it asks for today', 'const f = (x) => x + new Date()'],
    ['it draws', 'const f = (x) => x + Math.random()'],
    ['it tells', 'function f(x) {\n  console.log(x)\n  return x + 1\n}'],
    ['it counts outside', 'let n = 0\nfunction f(x) {\n  n++\n  return x + 1\n}'],
    ['it fills what is outside', 'const all = []\nfunction f(x) {\n  all.push(x)\n  return 1\n}'],
    ['it writes to what is outside', 'const all = {}\nfunction f(x) {\n  all.last = x\n  return 1\n}'],
    ['it writes to what it was handed by another name', 'const all = { a: {} }\nfunction f(x) {\n  const one = all[x]\n  one.n = 1\n  return 1\n}'],
    ['it reads what another function changes', 'let rate = 1\nexport function set(r) {\n  rate = r\n}\nfunction f(x) {\n  return x + rate\n}'],
    ['it depends on its owner', 'function f(x) {\n  return x + this.rate\n}'],
    ['it calls another module', 'import { g } from "./g.js"\nconst f = (x) => g(x)'],
    ['it reads another module\'s object', 'import { rates } from "./g.js"\nconst f = (x) => rates.low + x'],
    ['other modules may change what it reads', 'export const rates = { low: 1 }\nconst f = (x) => rates.low + x'],
    ['others get hold of what it reads', 'const rates = { low: 1 }\nexport { rates }\nconst f = (x) => rates.low + x'],
    ['what it reads is a part of something', 'const rates = settings.rates\nconst f = (x) => rates.low + x'],
    ['what it reads is taken out of something', 'const { rates } = settings\nconst f = (x) => rates.low + x'],
    ['others are given what it reads', 'const rates = { low: 1 }\nlisten(rates)\nconst f = (x) => rates.low + x'],
    ['it calls an impure function', 'let n = 0\nconst g = () => ++n\nconst f = (x) => x + g()'],
    ['it calls what it is given', 'const f = (x) => x()'],
    ['it asks an object of another kind', 'const store = open()\nfunction open() {\n  return null\n}\nconst f = (x) => store.get(x)'],
    ['a pattern keeps its place', 'const word = /a+/g\nconst f = (x) => word.test(x)'],
    ['it is inside another', 'function g() {\n  function f(x) {\n    return x + 1\n  }\n  return f\n}'],
  ])('%s', (_, text) => expect(findingsOf(text, 'f')).toEqual([]))

  test.each<readonly [string, Given]>([
    ['few calls were recorded', { repeats: { calls: 10 } }],
    ['arguments are objects', { repeats: { types: [null] } }],
    ['it is as quick as a Map', { callMs: 0.0002 }],
  ])('%s', (_, given) => expect(findingsOf('const f = (x) => x + 1', 'f', given)).toEqual([]))

  test('few of them repeat', () => {
    const [finding] = findingsOf('const f = (x) => x + 1', 'f', { repeats: { hitRates: [{ entries: 64, rate: 0.2 }] } })
    expect(finding?.measured?.share).toBeLessThan(sameArguments.leastShare ?? 0)
  })
})
