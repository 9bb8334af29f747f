import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundle, outputOf, temporaryFolder } from './bundleFixture.ts'

async function bundled(code: string): Promise<{ readonly output: string; readonly warnings: readonly string[] }> {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'main.ts'), code)
  const made = await bundle(folder, 'main.ts')
  return { output: await outputOf(made), warnings: made.warnings }
}

describe('a constant that the package\'s own build puts a value for', () => {
  test('has the value of a release, and the run says so', async () => {
    const { output, warnings } = await bundled('declare const __DEV__: boolean\ndeclare const __APP_VERSION__: string\nconsole.log(__DEV__ ? 1 : 2, __APP_VERSION__)\nexport {}\n')
    expect(output).toBe('2 0.0.0')
    expect(warnings).toEqual(['__APP_VERSION__ = \'0.0.0\', __DEV__ = false: assumed, as a build would put values there and this is the source.'])
  })

  test.each([
    ['declared in the code', 'const __DEV__ = 1\nconsole.log(__DEV__)\nexport {}\n', '1'],
    ['asked for first', 'declare const __DEV__: boolean\nconsole.log(typeof __DEV__ === \'undefined\' ? \'none\' : __DEV__)\nexport {}\n', 'none'],
    ['a key', 'console.log({ __DEV__: 4 }.__DEV__)\nexport {}\n', '4'],
  ])('is left alone where it is %s', async (_, code, expected) => {
    expect(await bundled(code)).toEqual({ output: expected, warnings: [] })
  })
})
