import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findTests } from '../../../src/engine/tests/findTests.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const total = 'export function total(prices) { return prices.length }\n'
const testOf = (specifier: string, body = 'total([])'): string => `import { test } from 'vitest'\nimport { total } from '${specifier}'\ntest('adds', () => { ${body} })\n`
const runnerFiles = (name: string, program: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.2.3' }),
  [`node_modules/${name}/${program}`]: '',
})
const vitestProject = { 'package.json': JSON.stringify({ devDependencies: { vitest: '1' } }), ...runnerFiles('vitest', 'vitest.mjs') }

async function find(files: Readonly<Record<string, string>>, file = 'src/cart.js', functionName = 'total', kind: 'tests' | 'benchmarks' = 'tests') {
  return await inTemporaryFolder(files, async (root) => {
    const found = await findTests({ root, file: path.join(root, file), functionName, overlays: new Map() }, new AbortController().signal, kind)
    return {
      problems: found.problems,
      tests: found.tests.map((each) => ({ ...each, file: path.relative(root, each.file), cwd: path.relative(root, each.runner.cwd), runner: each.runner })),
    }
  })
}

describe('findTests', () => {
  test('prefers a test that imports the module and names the function', async () => {
    const { tests, problems } = await find({
      ...vitestProject,
      'src/cart.js': total,
      'src/shop.js': `export { total } from './cart.js'\n`,
      'test/other.test.js': testOf('../src/cart.js').replaceAll('total', 'count'),
      'test/shop.test.js': testOf('../src/shop.js'),
      'test/cart.test.js': testOf('../src/cart.js'),
    })
    expect(problems).toEqual([])
    expect(tests.map(({ file, distance, namesFunction }) => [file, distance, namesFunction])).toEqual([
      ['test/cart.test.js', 1, true],
      ['test/other.test.js', 1, false],
    ])
    expect(tests[0]?.runner).toMatchObject({ name: 'vitest', version: '1.2.3' })
  })

  test('follows barrels, folders and aliases to the module', async () => {
    const { tests } = await find({
      ...vitestProject,
      'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '$lib/*': ['./src/*'] } } }),
      'src/cart.ts': total.replace('prices', 'prices: number[]'),
      'src/index.ts': `export * from './cart.js'\n`,
      'test/shop.test.ts': testOf('../src'),
      'test/alias.test.ts': testOf('$lib/cart'),
    }, 'src/cart.ts')
    expect(tests.map(({ file }) => file)).toEqual(['test/alias.test.ts'])
    const { tests: viaBarrel } = await find({ ...vitestProject, 'src/cart.ts': total, 'src/index.ts': `export * from './cart.js'\n`, 'test/shop.test.ts': testOf('../src') }, 'src/cart.ts')
    expect(viaBarrel.map(({ file, distance }) => [file, distance])).toEqual([['test/shop.test.ts', 2]])
  })

  test('does not count what is imported as a type, or only looks like the module', async () => {
    const { tests } = await find({
      ...vitestProject,
      'src/cart.ts': total,
      'test/type.test.ts': `import { test } from 'vitest'\nimport type { total } from '../src/cart'\ntest('x', () => {})\n`,
      'test/other.test.ts': `import { test } from 'vitest'\nimport { total } from './cart'\ntest('x', () => total())\n`,
      'test/cart.ts': total,
    }, 'src/cart.ts')
    expect(tests).toEqual([])
  })

  test('gives each file of a monorepo its own runner, hoisted or not', async () => {
    const { tests } = await find({
      'package.json': JSON.stringify({ workspaces: ['packages/*'], devDependencies: { jest: '1' } }),
      ...runnerFiles('jest', 'bin/jest.js'),
      'packages/a/package.json': JSON.stringify({ name: 'a', scripts: { test: 'mocha -r tsx test/*.js' }, devDependencies: { mocha: '1' } }),
      ...Object.fromEntries(Object.entries(runnerFiles('mocha', 'bin/mocha.js')).map(([file, text]) => [`packages/a/${file}`, text])),
      'packages/a/src/cart.js': total,
      'packages/a/test/a.test.js': `import { total } from '../src/cart.js'\ndescribe('a', () => { total([]) })\n`,
      'packages/a/test/b.test.js': `import { test } from 'node:test'\nimport { total } from '../src/cart.js'\ntest('b', () => { total([]) })\n`,
      'packages/a/test/c.test.js': `import { jest } from '@jest/globals'\nimport { total } from '../src/cart.js'\ntest('c', () => { total([]) })\n`,
    }, 'packages/a/src/cart.js')
    expect(tests.map(({ file, cwd, runner }) => [path.basename(file), runner.name, cwd, runner.flags])).toEqual([
      ['a.test.js', 'mocha', path.join('packages', 'a'), ['-r', 'tsx']],
      ['b.test.js', 'node', path.join('packages', 'a'), []],
      ['c.test.js', 'jest', '', []],
    ])
  })

  test('tells benchmarks from tests', async () => {
    const files = {
      ...vitestProject,
      'src/cart.js': total,
      'test/cart.test.js': testOf('../src/cart.js'),
      'test/cart.bench.js': `import { bench, describe } from 'vitest'\nimport { total } from '../src/cart.js'\ndescribe('cart', () => { bench('total', () => { total([]) }) })\n`,
      'bench/run.js': `import { Bench } from 'tinybench'\nimport { total } from '../src/cart.js'\nawait new Bench().add('total', () => total([])).run()\n`,
    }
    const found = await find(files, 'src/cart.js', 'total', 'benchmarks')
    expect(found.tests.map(({ file, runner }) => [file, runner.name])).toEqual([['test/cart.bench.js', 'vitest'], ['bench/run.js', 'node']])
    expect((await find(files)).tests.map(({ file }) => file)).toEqual(['test/cart.test.js'])
  })

  test('says why tests cannot be run', async () => {
    const files = { 'src/cart.js': total, 'test/cart.test.js': `import { total } from '../src/cart.js'\ntest('adds', () => { total([]) })\n` }
    const missing = await find({ ...files, 'package.json': JSON.stringify({ devDependencies: { jest: '1' } }) })
    expect(missing.problems).toEqual(["The tests run with jest, which is not installed in the workspace. Install the package's dependencies, then profile again."])
    const two = await find({ ...files, 'package.json': JSON.stringify({ devDependencies: { jest: '1', mocha: '1' } }) })
    expect(two.problems).toEqual(['Two test runners are set up, jest and mocha, and neither the script "test" nor cart.test.js says which of them runs it.'])
    const none = await find({ ...files, 'package.json': '{}' })
    expect(none.problems).toEqual(['No test runner was found for test/cart.test.js: none of vitest, jest, mocha and node:test is configured in test or above it.'])
    expect([...missing.tests, ...two.tests, ...none.tests]).toEqual([])
  })
})
