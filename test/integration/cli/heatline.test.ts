import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ScalingDocument } from '../../../src/core/presentation/scalingDocument.ts'
import type { RunDocument } from '../../../src/core/presentation/runDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker, startHeatline } from './heatlineProgram.ts'

const project = join(import.meta.dirname, '../../..')
const short = ['--time-budget', '300ms']

const cart = `import { round } from './tax'

export class Cart {
  constructor(private readonly items: { price: number; count: number }[]) {}

  total(taxRate: number): number {
    let sum = 0
    for (const item of this.items) {
      sum += Math.sqrt(item.price) * Math.sin(item.count)
    }
    return round(sum * (1 + taxRate))
  }
}

export function refuse(n: number) { throw new RangeError("not " + typeof n) }
export function makeItems(n: number) {
  return Array.from({ length: n }, (_, i) => ({ price: i + 1, count: i % 7 }))
}

/** @profile sumTo(20000) */
export function sumTo(n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.sqrt(i)
  return sum
}

export function outer(): number {
  function inner(): number {
    return sumTo(1000)
  }
  const lost = () => 1
  return inner() + lost.length
}
`

const troubles = `import { writeFileSync } from 'node:fs'
export function fails(): never { throw new TypeError('boom') }
export function loops(): void { for (;;); }
export function prints(): void { console.log('printed by the code') }
export function migrate(): void { writeFileSync(new URL('written.txt', import.meta.url), 'x') }
export function save(text: string): void { writeFileSync('saved.txt', text) }
export function loopsWith(n: number): void { for (;;) void n }
`

let folder: string
let cwd: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline cli é ')))
  cwd = join(folder, 'shop')
  const files = { 'package.json': '{ "name": "shop", "type": "module" }', 'src/cart.ts': cart, 'src/tax.ts': 'export function round(value: number) { return Math.round(value * 100) / 100 }\n', 'src/troubles.ts': troubles, 'src/broken.ts': 'export const = 1\n' }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

describe('a run', () => {
  // The table of functions, which is there when more than one took samples, is held by test/unit/cli/runText.test.ts.
  test('as text: the source with heat, and the environment; progress goes to standard error', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/cart.ts#Cart.total', '--call', 'new Cart(makeItems(1000)).total(0.2)', ...short], { cwd })
    expect(stderr).toMatch(/^Bundling …\n(.+ …\n)+$/)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Cart\.total {2}src\/cart\.ts:6\n {2}call {2}new Cart\(makeItems\(1000\)\)\.total\(0\.2\)\n {2}time {2}\S+ [µnm]s/)
    expect(stdout).toMatch(/^ {5}9 +\d+% [█▏▎▍▌▋▊▉ ]+ .* sum \+= Math\.sqrt\(item\.price\) \* Math\.sin\(item\.count\)$/m)
    expect(stdout).toMatch(/\nNode 24\.\d+\.\d+ · V8 /)
    expect(stdout).not.toContain('\u001B')
  })

  test('as JSON: one document that fits the schema', async () => {
    const { code, stdout } = await heatline(['profile', 'src/cart.ts#Cart.total', '--call', 'new Cart(makeItems(1000)).total(0.2)', '--json', ...short], { cwd })
    expect(code).toBe(0)
    const document = documentOf(stdout)
    expect(document).toMatchObject({
      outcome: 'completed',
      message: null,
      function: { id: 'src/cart.ts#Cart.total', file: 'src/cart.ts', name: 'Cart.total', startLine: 6, endLine: 12 },
      workload: { kind: 'call', description: 'new Cart(makeItems(1000)).total(0.2)' },
    })
    expect(document.lines[0]).toMatchObject({ file: 'src/cart.ts', line: 9 })
    expect(document.throughput?.perSecond).toBeCloseTo(1000 / (document.timing?.medianMs ?? 0), 5)
  })

  test('by line, with the call from the tag', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/cart.ts:21', '--json', ...short], { cwd })
    expect(stderr).toContain('Profiling sumTo\n')
    expect(code).toBe(0)
    expect(documentOf(stdout)).toMatchObject({ function: { name: 'sumTo' }, workload: { kind: 'call', description: 'sumTo(20000)' } })
  })

  test('by a line of a function that cannot be reached: the one around it', async () => {
    const { stdout } = await heatline(['profile', 'src/cart.ts:27', '--json', ...short], { cwd })
    expect(documentOf(stdout)).toMatchObject({ function: { name: 'outer' }, workload: { kind: 'none', description: 'outer()' } })
  })

  test('what the code prints goes to standard error', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/troubles.ts#prints', '--json', ...short], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain('printed by the code\n')
    expect(documentOf(stdout).outcome).toBe('completed')
  })

  test('colours where they are asked for', async () => {
    const { stdout } = await heatline(['profile', 'src/cart.ts#sumTo', '--allow', 'write', ...short], { cwd, env: { FORCE_COLOR: '1' } })
    expect(stdout).toContain('\u001B[1msumTo\u001B[22m')
    expect(stdout).toContain('--allow changed nothing: what you wrote runs as written')
  })

  test('a reader that goes away is no error', async () => {
    const running = startHeatline(['profile', 'src/cart.ts#sumTo', ...short], { cwd })
    running.closeStdout()
    const { code, stderr } = await running.ended
    expect(stderr).not.toContain('rror')
    expect(code).toBe(0)
  })
})

describe('what goes wrong', () => {
  test.each([
    ['src/cart.ts#Cart.totl', 'heatline: no function `Cart.totl` in src/cart.ts; did you mean `Cart.total`?\n'],
    ['src/crat.ts#total', 'heatline: there is no file src/crat.ts; did you mean src/cart.ts?\n'],
    ['src/cart.ts', 'heatline: src/cart.ts must be followed by the function: '],
    ['src', 'heatline: src is a folder: '],
    ['package.json#name', 'heatline: package.json must be JavaScript or TypeScript: '],
    ['src/broken.ts#f', 'heatline: src/broken.ts:1 does not parse: '],
  ])('%s is wrong usage', async (target, message) => {
    const { code, stdout, stderr } = await heatline(['profile', target], { cwd })
    expect(stderr.slice(0, message.length)).toBe(message)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('tells what a function throws at all inputs that its types allow, and how to name a call', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/cart.ts#refuse'], { cwd })
    expect(stderr).toMatch(/\n(?:heatline: )?No inputs were generated: of \d+ calls of `refuse` with inputs that fit its types \d+ threw, most often RangeError: not \w+\.\nNo function of the package was found that calls `refuse`\.\n`refuse` needs a call to be profiled with\. Fill in the arguments and name it:\n {2}--call "refuse\(n\)"\n/)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('tells why a function that is nested in another is not reached', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/cart.ts#outer.lost'], { cwd })
    expect(stderr).toMatch(/\nheatline: `outer`, run with generated inputs, does not come to `outer\.lost`\.\n`outer\.lost` is inside of `outer`: no call from outside reaches it\. Profile src\/cart\.ts#outer, or name a call that runs it with --call\.\n$/)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('profiles a function that is nested in another within a run of that one', async () => {
    const { code, stdout } = await heatline(['profile', 'src/cart.ts#outer.inner', '--json', '--time-budget', '1s'], { cwd })
    expect(code).toBe(0)
    const document = documentOf(stdout)
    expect(document).toMatchObject({ function: { name: 'outer.inner' }, workload: { kind: 'within', description: 'outer()' } })
    expect(document.functions.find(({ name }) => name === 'outer.inner')?.totalShare).toBeGreaterThan(0.8)
  })

  test('profiles a function that needs arguments with inputs made of its types', async () => {
    const { code, stdout } = await heatline(['profile', 'src/cart.ts#makeItems', '--json', ...short], { cwd })
    expect(code).toBe(0)
    expect(documentOf(stdout)).toMatchObject({ function: { name: 'makeItems' }, workload: { kind: 'generated', description: 'makeItems(n)' } })
  })

  test.each([
    [['profile', 'src/cart.ts#sumTo', '--time-budget', '2'], 'heatline: --time-budget must be a duration like 500ms or 2s but was "2"\n'],
    [['profile', 'src/cart.ts#sumTo', '--node', '/no/such/node'], 'heatline: There is no Node at /no/such/node (--node). '],
    [['profile', 'src/cart.ts#sumTo', '--call', 'sumTo('], 'heatline: '],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await heatline(args, { cwd })
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('Internal error')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('code that throws ends with 3, and the document says why', async () => {
    const { code, stdout, stderr } = await heatline(['profile', 'src/troubles.ts#fails', '--json', ...short], { cwd })
    expect(code).toBe(3)
    const document = documentOf(stdout)
    expect(document).toMatchObject({ outcome: 'failed', timing: null, throughput: null })
    expect(document.message).toContain('TypeError: boom')
    expect(stderr).toMatch(/heatline: `fails` failed: TypeError: boom/)
  })

  test('a made-up call that writes is denied; the same call, written by the user, is not', async () => {
    const written = join(cwd, 'src/written.txt')
    const denied = await heatline(['profile', 'src/troubles.ts#migrate', ...short], { cwd })
    expect(denied.stdout).toContain('--call "migrate()"')
    expect(denied.stdout).toMatch(/^denied: /m)
    expect(denied.code).toBe(3)
    expect(existsSync(written)).toBe(false)
    const allowed = await heatline(['profile', 'src/troubles.ts#migrate', '--call', 'migrate()', ...short], { cwd })
    expect(allowed.code).toBe(0)
    expect(existsSync(written)).toBe(true)
    rmSync(written)
  })

  test('what a call with generated inputs wanted to do is named, and allowed alone', async () => {
    const saved = join(cwd, 'saved.txt')
    const denied = await heatline(['profile', 'src/troubles.ts#save', '--json', ...short], { cwd })
    expect(documentOf(denied.stdout)).toMatchObject({ outcome: 'denied', deniedAction: 'write', message: expect.stringContaining('`save` wanted to write `saved.txt`, line 6.') })
    expect(denied.stderr).toContain('--allow write')
    expect(existsSync(saved)).toBe(false)
    const other = await heatline(['profile', 'src/troubles.ts#save', '--allow', 'network', '--allow', 'process', ...short], { cwd })
    expect(other.code).toBe(3)
    expect(existsSync(saved)).toBe(false)
    const allowed = await heatline(['profile', 'src/troubles.ts#save', '--allow', 'write', ...short], { cwd })
    expect(allowed.code).toBe(0)
    expect(existsSync(saved)).toBe(true)
    rmSync(saved)
  })
})

describe('scaling', () => {
  test('as JSON: one document that fits the schema, with what the text shows', async () => {
    const { code, stdout } = await heatline(['scaling', 'src/cart.ts#Cart.total', '--call', 'new Cart(makeItems(3)).total(0.2)', '--json', ...short], { cwd })
    expect(code).toBe(0)
    const document = JSON.parse(stdout) as ScalingDocument
    const schema = JSON.parse(readFileSync(join(project, 'schema/scaling.schema.json'), 'utf8')) as object
    const validate = new Ajv2020({ allErrors: true }).compile(schema)
    validate(document)
    expect(validate.errors).toBeNull()
    expect(document).toMatchObject({ outcome: 'completed', function: { id: 'src/cart.ts#Cart.total', startLine: 6 }, workload: { kind: 'call' } })
    expect(document.sizes.length).toBeGreaterThanOrEqual(5)
    expect(document.warnings).toContainEqual(expect.stringContaining('inside of an object of a class'))
  })

  test('where nothing has a size it says so, and exits with 3', async () => {
    const { code, stdout } = await heatline(['scaling', 'src/troubles.ts#prints'], { cwd })
    expect(code).toBe(3)
    expect(stdout).toContain('\n\nfailed: Nothing in this call has a size')
  })
})

describe('interrupted', () => {
  test('it stops the code, says so, and gives the lock back', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loops', '--json', '--time-budget', '60s'], { cwd })
    await running.saw('Loading the code')
    running.interrupt()
    const { code, stdout } = await running.ended
    expect(code).toBe(130)
    expect(documentOf(stdout).outcome).toBe('cancelled')
    await expectNoLeftoverProcesses(marker)
    const next = await heatline(['profile', 'src/cart.ts#sumTo', ...short], { cwd })
    expect(next.stderr).not.toContain('Waiting')
    expect(next.code).toBe(0)
  })

  test('while inputs are looked for, it says so', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loopsWith'], { cwd })
    await running.saw('Trying inputs')
    running.interrupt()
    const { code, stderr } = await running.ended
    expect(stderr).toMatch(/\nheatline: cancelled\n$/)
    expect(code).toBe(130)
  })

  test('a second time it does not wait', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loops', '--time-budget', '60s'], { cwd })
    await running.saw('Loading the code')
    running.interrupt()
    await running.saw('Cancelling')
    running.interrupt()
    expect((await running.ended).code).toBe(130)
  })

  test('killed outright, it leaves nothing running either', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loops', '--time-budget', '60s'], { cwd })
    await running.saw('Loading the code')
    running.kill()
    expect((await running.ended).code).toBeNull()
  })

  test('while it waits for another, which goes on', async () => {
    const first = startHeatline(['profile', 'src/troubles.ts#loops', '--time-budget', '60s'], { cwd })
    await first.saw('Loading the code')
    const second = startHeatline(['profile', 'src/cart.ts#sumTo', ...short], { cwd })
    await second.saw('Waiting for another profile on this machine (src/troubles.ts#loops')
    second.interrupt()
    expect((await second.ended).code).toBe(130)
    const third = startHeatline(['profile', 'src/cart.ts#sumTo', ...short], { cwd })
    await third.saw('Waiting for another profile')
    first.interrupt()
    expect((await third.ended).code).toBe(0)
    expect((await first.ended).code).toBe(130)
  })
})

describe('on an old Node', () => {
  /** Stands in for one: what the program asks is only the version. */
  const posing = ['--require', join(import.meta.dirname, 'poseAsOldNode.cjs')]

  test('it starts itself again on the one that it found', async () => {
    const { code, stdout } = await heatline(['profile', 'src/cart.ts#sumTo', '--json', ...short], { cwd, nodeArgs: posing })
    expect(code).toBe(0)
    expect(documentOf(stdout).outcome).toBe('completed')
  })

  test('and hands on what interrupts it', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loops', '--time-budget', '60s'], { cwd, nodeArgs: posing })
    await running.saw('Loading the code')
    running.interrupt()
    expect((await running.ended).code).toBe(130)
  })

  test('killed outright, it leaves nothing running', async () => {
    const running = startHeatline(['profile', 'src/troubles.ts#loops', '--time-budget', '60s'], { cwd, nodeArgs: posing })
    await running.saw('Loading the code')
    running.kill()
    await running.ended
  })
})

describe('about itself', () => {
  test('--version', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    expect(await heatline(['--version'], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each([[['--help']], [[]], [['profile', '--help']]])('%j', async (args) => {
    const { code, stdout, stderr } = await heatline(args, { cwd })
    expect(stdout).toContain('heatline profile <file>#<function>')
    for (const option of ['--call', '--time-budget', '--json', '--node', '--help', '--version']) expect(stdout).toContain(option)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

const schema: Record<string, unknown> = JSON.parse(readFileSync(join(project, 'schema/profile.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile<RunDocument>(schema)

/** The document on standard output, held to the schema that ships with the package. */
function documentOf(stdout: string): RunDocument {
  const document: unknown = JSON.parse(stdout)
  if (!validate(document)) throw new Error(`the output does not fit the schema: ${JSON.stringify(validate.errors, null, 2)}`)
  return document
}
