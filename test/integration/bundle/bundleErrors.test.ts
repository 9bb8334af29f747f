import { expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import type { BundleRequest } from '../../../src/engine/bundle/bundleEntry.ts'
import { bundle, fixture } from './bundleFixture.ts'

async function messageOf(file: string, request: Partial<BundleRequest> = {}): Promise<string> {
  const error: unknown = await bundle(fixture('missing'), file, request).then(() => null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(HeatlineError)
  return error instanceof Error ? error.message : ''
}

test('a file that is not there: importer, line and column as the editor counts them', async () => {
  expect(await messageOf('main.ts')).toBe('price.ts:2:30: price.ts imports "./rates", which was not found. Create that file or correct the import, then profile again.')
})

test('a package that is not installed', async () => {
  expect(await messageOf('package-import.ts')).toBe('package-import.ts:1:23: package-import.ts imports "not-installed/chunk", which was not found. Install the package or correct the import, then profile again.')
})

test('a syntax error in an imported file', async () => {
  expect(await messageOf('syntax.ts')).toBe('broken.ts:2:14: Expected identifier but found "=". Correct it, then profile again.')
})

test('a syntax error in the editor\'s text, which is not what is on disk', async () => {
  expect(await messageOf('broken.ts', { entryText: 'export const value = (\n' })).toContain('Check the call expression, and that the file\'s last block and comment are closed.')
  expect(await messageOf('broken.ts', { entryText: 'let a = ;\n' })).toBe('broken.ts:1:9: Unexpected ";". Correct it, then profile again.')
})

test('a syntax error in the appended code is not blamed on a line of the file', async () => {
  expect(await messageOf('broken.ts', { entryText: 'export const value = 1', appendedCode: 'value(1' })).toMatch(/^broken\.ts: what Heatline adds behind the file does not compile: /)
})
