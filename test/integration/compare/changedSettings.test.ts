import path from 'node:path'
import { expect, test } from 'vitest'
import { changedSettings } from '../../../src/engine/compare/changedSettings.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

test('what a base is run with that was another then is told, once each, where it concerns the file', async () => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module", "version": "2.0.0" }', 'a/package.json': '{ "version": "2.0.0" }' }, async (root) => {
    const at = (name: string): string => path.join(root, name)
    const file = at('a/src/cart.ts')
    const texts = { 'package.json': '{ "version": "1.0.0" }', 'a/package.json': '{ "version": "1.0.0" }', 'b/package.json': '{ "type": "module" }' }
    const overlays = new Map(Object.entries(texts).map(([name, text]) => [at(name), text]))
    const told = (...changed: readonly string[]): readonly string[] => changedSettings(root, { file, overlays, changed: changed.map(at) }, 'main')
    expect(told('a/src/cart.ts', 'a/package.json', 'b/package.json', 'b/tsconfig.json', 'a/src/tsconfig.json.ts')).toEqual([])
    expect(told('package.json', 'a/package.json', 'pnpm-lock.yaml', 'a/tsconfig.build.json', 'b/yarn.lock')).toEqual([
      'pnpm-lock.yaml differs from main: both versions were run with what is installed now.',
      '"type" in package.json differs from main: both versions were loaded as modules of the kind that it says now.',
      'a/tsconfig.build.json differs from main: both versions were compiled as it says now.',
    ])
  })
})
