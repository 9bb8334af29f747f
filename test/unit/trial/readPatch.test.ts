import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProfileRequest } from '../../../src/engine/profileFunction.ts'
import { withoutPatch } from '../../../src/engine/trial/withoutPatch.ts'
import { readPatch } from '../../../src/engine/trial/readPatch.ts'
import { patchedFunctions } from '../../../src/engine/trial/patchedFunctions.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const before = 'export function a() {\n  return 1\n}\n\n\n\n\n\nexport function b() {\n  return 2\n}\n'
const hunkOfA = '@@ -1,3 +1,3 @@\n export function a() {\n-  return 1\n+  return 10\n }\n'
const hunkOfB = '@@ -9,3 +9,3 @@\n export function b() {\n-  return 2\n+  return 20\n }\n'
const git = (hunks: string, name = 'src/x.js') => `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n${hunks}`

const shopFile = (name: string, text: string | null) => ({ file: `/shop/${name}`, before: text, after: 'after' })

/** What a patch makes of a project with one module. */
async function patched(patch: string, text = before, at = '.') {
  return await inTemporaryFolder({ 'shop/src/x.js': text, 'x.js': text }, async (above) => {
    const root = path.join(above, 'shop')
    const { files, isApplied } = readPatch(patch, [...new Set([path.join(root, at), root])])
    expect(readdirSync(path.join(root, 'src'))).toEqual(['x.js'])
    return { isApplied, files: files.map((each) => ({ ...each, file: path.relative(root, each.file) })), functions: patchedFunctions(files, (file) => path.relative(root, file)).map(({ name }) => name) }
  })
}

const words = 'const SPLIT = / +/\nconst OTHER = 1\nexport function words(text) {\n  return text.split(SPLIT)\n}\nexport const count = (text) => words(text).length\nexport function other() {\n  return OTHER\n}\n'
const functionsOf = (from: string, to: string) => patchedFunctions([{ file: '/shop/x.js', before: words, after: words.replace(from, to) }], () => 'x.js').map(({ name }) => name)

describe('readPatch', () => {
  test('applies the hunks of a git diff in memory, and finds the functions whose bodies they change', async () => {
    expect(await patched(git(hunkOfA + hunkOfB))).toEqual({ isApplied: false, files: [{ file: 'src/x.js', before, after: before.replace('1\n', '10\n').replace('2\n', '20\n') }], functions: ['a', 'b'] })
    expect((await patched(git(hunkOfB))).functions).toEqual(['b'])
  })

  test('takes paths from the working directory, without prefixes too, and lines that moved', async () => {
    const after = before.replace('1\n', '10\n')
    expect((await patched(git(hunkOfA, 'x.js'), before, 'src')).files).toMatchObject([{ file: 'src/x.js', after }])
    expect((await patched(`--- src/x.js\n+++ src/x.js\n${hunkOfA}`)).files).toMatchObject([{ after }])
    expect((await patched(git(hunkOfA), `// moved\n${before}`)).files).toMatchObject([{ after: `// moved\n${after}` }])
  })

  test('keeps line endings of the file', async () => {
    expect((await patched(git(hunkOfA), before.replaceAll('\n', '\r\n'))).files).toMatchObject([{ after: before.replace('1\n', '10\n').replaceAll('\n', '\r\n') }])
  })

  test('adds, removes and renames files', async () => {
    expect((await patched('diff --git a/src/y.js b/src/y.js\nnew file mode 100644\n--- /dev/null\n+++ b/src/y.js\n@@ -0,0 +1 @@\n+export {}\n')).files).toEqual([{ file: 'src/y.js', before: null, after: 'export {}\n' }])
    expect((await patched(`diff --git a/src/x.js b/src/x.js\ndeleted file mode 100644\n--- a/src/x.js\n+++ /dev/null\n@@ -1,11 +0,0 @@\n${before.replaceAll(/^/gmu, '-').replace(/-$/u, '')}`)).files).toEqual([{ file: 'src/x.js', before, after: null }])
    expect((await patched('diff --git a/src/x.js b/src/z.js\nsimilarity index 100%\nrename from src/x.js\nrename to src/z.js\n')).files).toEqual([{ file: 'src/x.js', before, after: null }, { file: 'src/z.js', before: null, after: before }])
  })

  test('takes back what is in the files already', async () => {
    const hunk = hunkOfA.replace('-  return 1\n+  return 10', '-  return 0\n+  return 1')
    expect(await patched(git(hunk))).toEqual({ isApplied: true, files: [{ file: 'src/x.js', before: before.replace('1\n', '0\n'), after: before }], functions: ['a'] })
    expect(await patched(`diff --git a/src/x.js b/src/x.js\nnew file mode 100644\n--- /dev/null\n+++ b/src/x.js\n@@ -0,0 +1,11 @@\n${before.replaceAll(/^/gmu, '+').replace(/\+$/u, '')}`)).toEqual({ isApplied: true, files: [{ file: 'src/x.js', before: null, after: before }], functions: [] })
  })

  test('strips what other tools put before a path: letters of git, folders that were compared, absolute paths', async () => {
    const after = before.replace('1\n', '10\n')
    for (const [old, later] of [['i/src/x.js', 'w/src/x.js'], ['shop.orig/src/x.js', 'shop/src/x.js'], ['src/x.js', '/tmp/elsewhere.js'], ['src/x.js.orig', 'src/x.js']]) {
      expect((await patched(`--- ${old}\n+++ ${later}\n${hunkOfA}`)).files, old).toEqual([{ file: 'src/x.js', before, after }])
    }
  })

  test('applies the patches of a series one after the other, and takes them back so', async () => {
    const second = git(hunkOfA.replace('-  return 1\n+  return 10', '-  return 10\n+  return 100'))
    const after = before.replace('1\n', '100\n')
    expect((await patched(git(hunkOfA) + second)).files).toEqual([{ file: 'src/x.js', before, after }])
    expect(await patched(git(hunkOfA) + second, after)).toMatchObject({ isApplied: true, files: [{ before, after }] })
  })

  test.each([
    ['a hunk that does not fit', git(hunkOfA + hunkOfB.replace('return 2\n', 'return 3\n')), 'hunk 2 of 2 does not apply to src/x.js (@@ -9,3 +9,3 @@)'],
    ['a file that is not there', git(hunkOfA, 'src/gone.js'), 'the patch changes src/gone.js, which is not there'],
    ['no diff', 'hello\n', 'the patch changes no text'],
    ['nothing at all', '\n', 'the patch is empty'],
    ['a file outside', git(hunkOfA, '../x.js'), 'outside of'],
    ['a cut hunk', git('@@ -1,3 +1,3 @@\n export'), 'the patch cannot be read: '],
  ])('refuses %s', async (_, patch, message) => await expect(patched(patch)).rejects.toThrow(message))
})

test('a request without a patch has the texts from before, and lacks what came with it', () => {
  const request: ProfileRequest = {
    root: '/shop', file: '/shop/x.js', text: 'after', overlays: new Map(), functionName: 'a', workload: { kind: 'none', expression: 'a()' }, notes: [], allowedActions: [], timeBudgetMs: 500,
    node: { path: process.execPath, version: process.versions.node, foundIn: 'test', env: {}, abi: process.versions.modules }, installation: { directory: '', version: '' },
  }
  expect(withoutPatch(request, [shopFile('x.js', 'before'), shopFile('y.js', 'y'), shopFile('new.js', null)])).toMatchObject({ text: 'before', overlays: new Map([['/shop/y.js', 'y']]), hidden: new Set(['/shop/new.js']) })
  expect(withoutPatch(request, [shopFile('y.js', 'y')]).text).toBe('after')
  expect(() => withoutPatch(request, [shopFile('x.js', null)])).toThrow('x.js is new with the patch')
})

test('where no body changes it is those that run what changed at the top level', () => {
  expect(functionsOf('/ +/', '/ /')).toEqual(['words', 'count'])
  expect(functionsOf('const OTHER', '// A remark.\nconst OTHER')).toEqual([])
  expect(functionsOf('return text.split', 'return text.trim().split')).toEqual(['words'])
})

test('functions of tests are none that a patch is to speed up', async () => {
  await inTemporaryFolder({ 'test/x.test.js': `import { test } from 'node:test'\nfunction helped() { return 1 }\ntest('x', () => {})\n` }, async (root) => {
    const patch = git('@@ -1,3 +1,3 @@\n import { test } from \'node:test\'\n-function helped() { return 1 }\n+function helped() { return 2 }\n test(\'x\', () => {})\n', 'test/x.test.js')
    expect(patchedFunctions(readPatch(patch, [root]).files, (file) => path.relative(root, file))).toEqual([])
  })
})
