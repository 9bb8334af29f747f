import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodes } from '../../support/nodes.ts'
import { bundle, bundledOutput, fixture, link, nodeOutput, outputOf } from './bundleFixture.ts'

describe('what an import finds', () => {
  test('named, default and star imports of packages in an ES module', async () => {
    const printed = JSON.parse(await bundledOutput(fixture('named-imports'), 'main.ts'))
    expect(printed).toEqual({
      named: ['classic debounce', 'classic throttle', 'classic debounce', 'classic throttle', 'classic debounce', true],
      // Node's meaning of `default`, for the importer is an ES module.
      babelDefault: { default: 'babel default', named: 'babel named' },
      babelNamed: 'babel named',
      callable: ['called', 'callable extra'],
      modern: ['modern default', 1, 1, true],
      names: ['debounce', 'default', 'throttle'],
      // A getter would cost the profiled code.
      isPlain: true,
    })
  })

  test('the same imports compiled to CommonJS', async () => {
    const printed = JSON.parse(await bundledOutput(fixture('named-imports'), 'commonjs/main.ts'))
    expect(printed).toEqual({
      named: ['classic debounce', 'classic debounce', 'classic throttle'],
      babelDefault: 'babel default',
      babelNamed: 'babel named',
      callable: ['called', 'callable extra'],
      modern: ['modern default', 1],
    })
  })

  test('`default` in code that was written for a bundler', async () => {
    const root = fixture('named-imports')
    expect(await bundledOutput(root, 'bundler/main.ts')).toBe('babel default|babel default|babel named|called|modern default|default,named')
    expect(await bundledOutput(root, 'bundler/nodenext/main.tsx')).toBe('[object Object]|babel default')
  })

  test.each(['main.mjs', 'main.cjs'])('the conditions of each import, as Node has them: %s', async (file) => {
    const root = fixture('conditions')
    for (const { path: node, version } of nodes()) {
      const made = await bundle(root, file, { nodeVersion: version })
      expect(await outputOf(made, node)).toBe(await nodeOutput(path.join(root, file), root, node))
    }
  })

  test('an import that is compiled to `require` finds what `require` finds, and what only exports to `import`', async () => {
    expect(await bundledOutput(fixture('conditions'), 'compiled.ts')).toBe('require import only true')
  })

  test('workspace packages that are linked and shipped as TypeScript, each with its own dependencies and aliases', async () => {
    const root = fixture('workspace')
    link(root, 'packages/app/node_modules/@acme/lib', 'packages/lib')
    link(root, 'packages/app/node_modules/@acme/built', 'packages/built')
    link(root, 'packages/app/node_modules/@acme/front', 'packages/front')
    const made = await bundle(root, 'packages/app/src/main.ts')
    expect(JSON.parse(await outputOf(made))).toEqual({ describe: 'lib with dep 2', built: 'from source', version: 1, here: 'app', front: 'front' })
    expect(made.packageRoot).toBe(path.join(root, 'packages/app'))
    expect(made.files.map((file) => path.relative(root, file)).toSorted()).toEqual([
      'packages/app/src/here.ts', 'packages/app/src/main.ts', 'packages/built/src/index.ts',
      'packages/front/src/here.ts', 'packages/front/src/index.ts', 'packages/lib/src/here.ts', 'packages/lib/src/index.ts',
    ])
  })

  test('the links of pnpm: a package stays outside, under its real path', async () => {
    const root = fixture('pnpm')
    link(root, 'node_modules/foo', 'node_modules/.pnpm/foo@1.0.0/node_modules/foo')
    link(root, 'node_modules/.pnpm/foo@1.0.0/node_modules/bar', 'node_modules/.pnpm/bar@2.0.0/node_modules/bar')
    const made = await bundle(root, 'main.mjs')
    expect(await outputOf(made)).toBe('foo bar 1 true { count: 1 }')
    expect(made.files).toEqual([path.join(root, 'main.mjs')])
  })

  test('a workspace that the editor opened through a link: files keep the editor\'s names', async () => {
    const real = fixture('paths')
    link(path.dirname(real), 'opened', path.basename(real))
    const opened = path.join(path.dirname(real), 'opened')
    const made = await bundle(opened, 'src/main.ts', { overlays: new Map([[path.join(opened, 'src/prices.ts'), 'export const price = 4']]) })
    expect(JSON.parse(await outputOf(made))).toMatchObject({ price: 4 })
    expect(made.files).toContain(path.join(opened, 'src/main.ts'))
    expect(made.realFiles).toContain(path.join(real, 'src/main.ts'))
    expect(made.packageRoot).toBe(opened)
  })

  test('a file that the editor opened through a link inside the workspace', async () => {
    const root = fixture('paths')
    link(root, 'linked', 'src')
    const made = await bundle(root, 'linked/main.ts')
    expect(JSON.parse(await outputOf(made))).toMatchObject({ price: 3 })
    expect(made.files).toContain(path.join(root, 'linked/main.ts'))
    expect(made.files).toContain(path.join(root, 'src/prices.ts'))
  })

  test.each(['with spaces and é, ü', '100% #1 (x) [y] + \'q\''])('a path like "%s"', async (name) => {
    const parent = fixture('paths')
    const root = fixture('place', path.join(parent, name))
    expect(await bundledOutput(root, 'main.mjs')).toBe(await nodeOutput(path.join(root, 'main.mjs'), root))
    const positions = await bundle(root, 'main.mjs')
    const files = new Set(Array.from({ length: 2000 }, (_, index) => positions.positionOf(200_000 + index)).flatMap((at) => (at.kind === 'source' ? at.file : [])))
    expect(files).toContain(path.join(root, 'deep/er/module.mjs'))
  })
})

describe('modules of several kinds', () => {
  test('a CommonJS file with a hashbang requires TypeScript, sloppy code stays sloppy', async () => {
    expect(await bundledOutput(fixture('mixed'), 'main.cjs')).toBe('3 true 1 true')
  })

  test('an ES module imports CommonJS files, cycles and barrels, as Node runs it', async () => {
    const root = fixture('mixed')
    expect(await bundledOutput(root, 'main.mjs')).toBe(await nodeOutput(path.join(root, 'main.mjs'), root))
  })

  test('modules run for their effects, whatever their package.json and comments say', async () => {
    const root = fixture('mixed')
    expect(await bundledOutput(root, 'effects/main.js')).toBe(await nodeOutput(path.join(root, 'effects/main.js'), root))
  })

  test('each CommonJS file is as strict as it says', async () => {
    const root = fixture('mixed')
    expect(await bundledOutput(root, 'sloppy.cjs')).toBe(await nodeOutput(path.join(root, 'sloppy.cjs'), root))
  })

  test('the user\'s names for globals do not get in the way', async () => {
    const root = fixture('mixed')
    const printed = 'own Map|own URL|own eval|own process|own Object|own globalThis|own require|own module|common|true'
    expect(await bundledOutput(root, 'shadows/main.ts')).toBe(printed)
    const first = 'export const process = 1, Map = 2, WeakSet = 3, JSON = 4, Error = 5'
    expect(await bundledOutput(root, 'total.ts', { entryText: first, appendedCode: 'console.log(process + Map + WeakSet + JSON + Error)' })).toBe('15')
  })

  test('top-level await turns TypeScript without "type" into an ES module, which keeps `require` and `__dirname`', async () => {
    const made = await bundle(fixture('mixed'), 'awaits.ts')
    expect(made.format).toBe('esm')
    expect(await outputOf(made)).toBe('2 function true')
  })

  test('styles, pictures, raw texts, JSON and addons that browser code imports', async () => {
    const data = { value: 5, default: 'a key like any other' }
    expect(JSON.parse(await bundledOutput(fixture('assets'), 'main.jsx'))).toEqual([null, true, null, '# note', true, data, 5, data, ['ERR_DLOPEN_FAILED', true]])
  })

  test('requires and imports of what is not installed fail when they are reached, not before', async () => {
    expect(await bundledOutput(fixture('optional'), 'main.ts')).toBe('MODULE_NOT_FOUND MODULE_NOT_FOUND MODULE_NOT_FOUND ERR_MODULE_NOT_FOUND')
  })
})

describe('an installed package that imports the profiled one back', () => {
  test('is named', async () => {
    const root = fixture('second-instance')
    link(root, 'node_modules/@acme/core', 'packages/core')
    const made = await bundle(root, 'packages/core/index.mjs')
    expect(made.warnings).toEqual([expect.stringContaining('"plugin-helper" imports "@acme/core"')])
  })

  test('cannot where the profiled one is not linked', async () => {
    const made = await bundle(fixture('second-instance'), 'packages/core/index.mjs')
    expect(made.warnings).toEqual([])
  })
})
