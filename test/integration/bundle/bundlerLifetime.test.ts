import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bundleEntry } from '../../../src/engine/bundle/bundleEntry.ts'
import { stopBundler } from '../../../src/engine/bundle/runEsbuild.ts'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { bundle, fixture, outputOf, temporaryFolder } from './bundleFixture.ts'

test('nothing is written but in the folder that was named', async () => {
  const root = fixture('workers')
  const before = tree(root)
  const outDir = path.join(temporaryFolder(), 'out')
  const made = await bundle(root, 'src/main.ts', { outDir })
  await outputOf(made)
  expect(tree(root)).toEqual(before)
  expect(readdirSync(outDir).toSorted()).toEqual(['bundle.mjs', 'worker1.mjs', 'worker2.cjs', 'worker2.mjs'])
})

test('the editor\'s texts are bundled, not what is on disk', async () => {
  const root = fixture('chains')
  const made = await bundle(root, 'main.ts', {
    entryText: 'import { scale } from \'./scale\'\nconst text: string = \'edited\'',
    appendedCode: 'console.log(text, scale(2))',
    overlays: new Map([[path.join(root, 'scale.ts'), 'export const scale = (value: number): number => value * 100']]),
  })
  expect(await outputOf(made)).toBe('edited 200')
})

test('a file that is not on disk, but in the editor', async () => {
  const root = fixture('chains')
  const made = await bundle(root, 'main.ts', { entryFile: path.join(root, 'new (1).ts'), entryText: 'import { scale } from \'./scale\'', appendedCode: 'console.log(scale(2) > 0)' })
  expect(await outputOf(made)).toBe('true')
  expect(made.files).toContain(path.join(root, 'new (1).ts'))
})

test('an aborted signal stops it before and while it bundles', async () => {
  const root = fixture('chains')
  const request = { root, entryFile: path.join(root, 'main.ts'), entryText: 'import \'./scale\'', appendedCode: '', overlays: new Map<string, string>(), outDir: path.join(root, '../out') }
  await expect(bundleEntry(request, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')

  const controller = new AbortController()
  const { signal } = controller
  const listen = signal.addEventListener.bind(signal)
  // Once it listens, esbuild is about to start.
  signal.addEventListener = (type: string, listener: EventListener) => {
    listen(type, listener)
    setImmediate(() => controller.abort(new Error('meanwhile')))
  }
  await expect(bundleEntry(request, signal)).rejects.toThrow('meanwhile')
  // The next one works.
  expect((await bundle(root, 'main.ts')).files).toHaveLength(2)
})

test('esbuild\'s process ends when it is told to, and when its parent is killed', async () => {
  const folder = temporaryFolder('marked by its path')
  const program = path.join(folder, 'program.ts')
  writeFileSync(path.join(folder, 'entry.ts'), 'export const value = 1')
  writeFileSync(program, `
    import { bundleEntry } from ${source('bundleEntry.ts')}
    import { stopBundler } from ${source('runEsbuild.ts')}
    const root = ${JSON.stringify(folder)}
    const request = { root, entryFile: root + '/entry.ts', entryText: 'export const value = 1', appendedCode: '', overlays: new Map(), outDir: root + '/out' }
    await bundleEntry(request, new AbortController().signal)
    if (process.argv[2] === 'stop') await stopBundler()
    process.stdout.write('bundled')
    setInterval(() => {}, 1000)
  `)
  for (const how of ['stop', 'keep']) {
    const child = spawn(process.execPath, ['--no-warnings', program, how], { env: { PATH: process.env['PATH'], HEATLINE_TEST_MARKER: folder }, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    // What runs besides our own child is esbuild's.
    const services = () => leftoverProcesses(folder).filter(({ pid }) => pid !== child.pid)
    if (how === 'keep') expect(services()).not.toEqual([])
    else await expect.poll(services, { timeout: 10_000 }).toEqual([])
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expectNoLeftoverProcesses(folder)
  }
})

test('it starts again after it was stopped', async () => {
  const root = fixture('chains')
  await stopBundler()
  expect((await bundle(root, 'main.ts')).files).toHaveLength(2)
})

/** A module of the bundler as a string literal of source text. */
function source(file: string): string {
  return JSON.stringify(path.join(import.meta.dirname, '../../../src/engine/bundle', file))
}

function tree(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted().map((name) => {
    const file = path.join(folder, name)
    const { mtimeMs } = statSync(file)
    return `${name} ${mtimeMs} ${statSync(file).isFile() ? readFileSync(file, 'utf8') : ''}`
  })
}
