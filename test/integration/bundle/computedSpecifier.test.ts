import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { specifierPattern, specifierSegments } from '../../../src/engine/bundle/computedSpecifier.ts'
import { globModules } from '../../../src/engine/bundle/globModules.ts'
import { PresentFiles } from '../../../src/engine/bundle/presentFiles.ts'
import { temporaryFolder } from './bundleFixture.ts'

function segmentsOf(expression: string) {
  const [statement] = parseSync('a.ts', `(${expression})`, { preserveParens: false }).program.body
  if (statement?.type !== 'ExpressionStatement') throw new Error('not an expression')
  return specifierSegments(specifierPattern(statement.expression))
}

test.each([
  ['`./plugins/${name}.ts`', ['.', 'plugins', /^.*\.ts$/]],
  ['"./plugins/" + name', ['.', 'plugins', /^.*$/]],
  ['"../" + a + "/" + b + "/index.js"', ['..', /^.*$/, /^.*$/, 'index.js']],
  ['"./a" + (b + "-") + `${c}d`', ['.', /^a.*-.*d$/]],
])('%s', (expression, segments) => {
  expect(segmentsOf(expression)).toEqual(segments)
})

test.each(['name', '`./${name}`', '"../" + name', 'name + "/index.js"', '`${folder}/a.ts`', '"lodash/" + name', '`/etc/${name}.js`'])('%s says too little', (expression) => {
  expect(segmentsOf(expression)).toBeNull()
})

test('globModules finds the modules in one folder, by the name that is imported', () => {
  const root = temporaryFolder()
  mkdirSync(path.join(root, 'plugins/deep'), { recursive: true })
  for (const name of ['main.ts', 'plugins/a.ts', 'plugins/b.mts', 'plugins/c.json', 'plugins/d.d.ts', 'plugins/e.test.ts', 'plugins/notes.md', 'plugins/deep/index.ts', 'plugins/deep/inner.ts']) writeFileSync(path.join(root, name), '')
  const found = (expression: string, files = new PresentFiles(new Map(), new Set())) => globModules(segmentsOf(expression) ?? [], path.join(root, 'main.ts'), files).map((file) => path.relative(root, file)).toSorted()
  expect(found('"./plugins/" + name')).toEqual(['plugins/a.ts', 'plugins/b.mts', 'plugins/c.json', 'plugins/deep/index.ts'])
  expect(found('`./plugins/${name}.js`')).toEqual(['plugins/a.ts'])
  expect(found('`./plugins/${name}.mjs`')).toEqual(['plugins/b.mts'])
  expect(found('`./plugins/${name}/inner.ts`')).toEqual(['plugins/deep/inner.ts'])
  expect(found('`./${name}.ts`')).toEqual([])
  expect(found('`./nowhere/${name}`')).toEqual([])
  const other = new PresentFiles(new Map([[path.join(root, 'plugins/gone.ts'), ''], [path.join(root, 'plugins/far/index.ts'), '']]), new Set([path.join(root, 'plugins/a.ts')]))
  expect(found('"./plugins/" + name', other)).toEqual(['plugins/b.mts', 'plugins/c.json', 'plugins/deep/index.ts', 'plugins/far/index.ts', 'plugins/gone.ts'])
})
