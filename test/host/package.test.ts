import { existsSync, statSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { builtNativesFolder } from '../../scripts/natives.mjs'
import { zipEntries } from '../support/zipEntries.ts'

const names = zipEntries(inject('vsix')).map(({ name }) => name)

test('the package holds what runs on a user\'s machine', () => {
  expect(names).toEqual(expect.arrayContaining([
    'extension/package.json', 'extension/readme.md', 'extension/changelog.md', 'extension/LICENSE.txt', 'extension/ThirdPartyNotices.txt',
    'extension/dist/extension.js', 'extension/dist/cli.js', 'extension/dist/runner.cjs', 'extension/dist/guardian.cjs', 'extension/dist/panel.js',
    'extension/schema/profile.schema.json', 'extension/node_modules/esbuild/lib/main.js',
  ]))
  expect(names.filter((name) => name.startsWith('extension/dist/native/pprof/'))).not.toEqual([])
  // For Node 22 and 24, wherever they could be built.
  expect(names.filter((name) => name.startsWith('extension/dist/native/v8-profiler-next/'))).toHaveLength(existsSync(builtNativesFolder()) ? 2 : 0)
  for (const binary of [/@esbuild\/[^/]+\/(bin\/)?esbuild(\.exe)?$/, /@oxc-parser\/.*\.node$/, /@oxc-transform\/.*\.node$/]) {
    expect(names.filter((name) => binary.test(name))).toHaveLength(1)
  }
})

test('the package holds nothing else', () => {
  const roots = new Set(names.map((name) => name.split('/').slice(0, 2).join('/')).filter((name) => name.startsWith('extension/')))
  expect([...roots].toSorted()).toEqual([
    'extension/LICENSE.txt', 'extension/ThirdPartyNotices.txt', 'extension/changelog.md', 'extension/dist', 'extension/media',
    'extension/node_modules', 'extension/package.json', 'extension/readme.md', 'extension/schema',
  ])
  expect(names.filter((name) => /\.map$|\.ts$|\.wasm$|\/test\/|\.cache/.test(name))).toEqual([])
})

test('the package is small', () => {
  expect(statSync(inject('vsix')).size).toBeLessThan(12 * 1024 * 1024)
})
