import { lutimes, readFile, readdir, symlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sourceAt } from '../../../src/engine/git/sourceAt.ts'
import type { CommittedSource } from '../../../src/engine/git/sourceAt.ts'
import { bundleEntry } from '../../../src/engine/bundle/bundleEntry.ts'
import { outputOf, temporaryFolder } from '../bundle/bundleFixture.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { changedFiles } from '../../../src/engine/git/differences.ts'
import { resolveReference } from '../../../src/engine/git/resolveReference.ts'
import { git, inGitProject } from './gitProject.ts'
import type { GitProject } from './gitProject.ts'

/** The function at the project's first commit. */
async function atFirst(project: GitProject, file: string, functionName: string, root = project.folder): Promise<CommittedSource> {
  const found = await sourceAt({ root, file: path.join(root, file), functionName, text: await readFile(path.join(root, file), 'utf8'), commit: project.first, label: 'main' })
  if (found.kind === 'none') throw new Error(found.reason)
  return found
}

/** What the function's module prints at the first commit when `call` stands at its end. */
async function printedAtFirst(project: GitProject, file: string, functionName: string, root = project.folder): Promise<string> {
  const source = await atFirst(project, file, functionName, root)
  const bundle = await bundleEntry({
    root, entryFile: source.file, entryText: source.text, appendedCode: `console.log(String(${source.functionName}()))`,
    overlays: source.overlays, hidden: source.hidden, outDir: path.join(temporaryFolder(), 'out'),
  }, new AbortController().signal)
  return await outputOf(bundle)
}

describe('the source of a commit', () => {
  it('runs with the helpers of then, wherever they went, and none of those that came later', async () => {
    await inGitProject({
      'package.json': '{ "name": "shop", "type": "module" }',
      'src/cart.ts': `import { rate } from './rate'\nimport { sum } from './sum/index.ts'\nimport data, { name } from './data.json'\nexport function total(): string { return [rate(), sum(), data.name, name === data.name, import.meta.dirname.split('/').at(-1)].join() }\n`,
      'src/rate/index.ts': `export { old as rate } from '../gone/old.js'\n`,
      'src/gone/old.ts': `import { deep } from './deep'\nimport os from 'os'\nimport { vendor } from 'vendor'\nexport const old = () => 'old ' + deep + typeof os.EOL + vendor\n`,
      'src/gone/deep.ts': `export const deep = 'deep '\n`,
      'src/sum/index.ts': `export const sum = () => 'sum'\n`,
      '.gitignore': 'node_modules\n',
      'node_modules/vendor/index.js': `exports.vendor = ' vendor'`,
      'src/data.json': '{ "name": "then" }',
    }, async (project) => {
      await project.remove('src/gone')
      await project.write({
        'src/rate.ts': `export const rate = () => 'new'\n`,
        'src/sum/index.ts': `export const sum = () => 'changed'\n`,
        'src/data.json': '{ "name": "now" }',
        'src/cart.ts': `import { rate } from './rate'\nexport function total(): string { return rate() }\n`,
      })
      expect(await printedAtFirst(project, 'src/cart.ts', 'total')).toBe('old deep string vendor,sum,then,true,src')
      await project.commit()
      expect(await printedAtFirst(project, 'src/cart.ts', 'total')).toBe('old deep string vendor,sum,then,true,src')
    })
  })

  it('is found in a file that is new in name only, and runs from its old folder', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `export const line${index} = ${index}`).join('\n')
    await inGitProject({
      'tsconfig.json': '{ "compilerOptions": { "useDefineForClassFields": false, "experimentalDecorators": true, "paths": { "@/*": ["./*"] } } }',
      'old/cart.ts': `import { rate } from './rate'\nimport { tax } from '@/gone/tax'\n${lines}\nclass Base { constructor() { (this as any).x = 'set' } }\nclass Fields extends Base { x: any }\nfunction mark(target: unknown, name: string) { marked += name }\nlet marked = ''\nclass Marked { @mark run() {} }\nexport function total(): string { return rate + tax + new Fields().x + marked + __dirname.split('/').at(-1) }\n`,
      'old/rate.ts': `export const rate = 'rate '\n`,
      'gone/tax.ts': `export const tax = 'tax '\n`,
    }, async (project) => {
      await project.move('old/cart.ts', 'src/deep/cart.ts')
      await project.move('old/rate.ts', 'src/deep/rate.ts')
      await project.remove('old')
      await project.remove('gone')
      await project.write({ 'src/deep/cart.ts': `${lines}\nexport function total(): string { return '' }\n`, '@/gone/tax.ts': '' })
      // Neither added nor committed, then both.
      for (const step of ['untracked', 'committed']) {
        expect(await atFirst(project, 'src/deep/cart.ts', 'total'), step).toMatchObject({ file: project.file('old/cart.ts'), functionName: 'total' })
        expect(await printedAtFirst(project, 'src/deep/cart.ts', 'total'), step).toBe('rate tax setrunold')
        if (step === 'untracked') await project.commit()
      }
    })
  })

  it('is found by its body under another name, and in another file', async () => {
    const body = '(rows: number[]) {\n  return rows.reduce((all, row) => all + row, 0)\n}'
    await inGitProject({
      'cart.ts': `export function total${body}\nexport function twin1() { return 1 }\nexport function twin2() { return 1 }\n`,
      'count.ts': `export class Deep {\n  down(n) {\n    return n === 0 ? 0 : 1 + this.down(n - 1)\n  }\n}\nexport function count(n: number): number {\n  const next = n - 1\n  return n === 0 ? 0 : 1 + count(next)\n}\n`,
      'other.ts': `export const a = 1\nfunction sum${body.replace('{', '{ //')}\n`,
    }, async (project) => {
      await project.write({ 'cart.ts': `export function sum${body}\nexport function twin() { return 1 }\n` })
      expect(await atFirst(project, 'cart.ts', 'sum')).toMatchObject({ file: project.file('cart.ts'), functionName: 'total' })
      await project.write({ 'cart.ts': '// empty\n', 'new/sum.ts': `export const header = 1\nexport function sum${body.replaceAll('\n', '\r\n')}\nexport function fresh() { return 'fresh' }\n` })
      const found = await atFirst(project, 'new/sum.ts', 'sum')
      expect(found).toMatchObject({ file: project.file('cart.ts'), functionName: 'total', hidden: new Set([project.file('new/sum.ts')]) })
      expect(found.text).toBe(found.overlays.get(project.file('cart.ts')))
      await expect(atFirst(project, 'new/sum.ts', 'fresh')).rejects.toThrow(`\`fresh\` is not in main (${project.first.slice(0, 7)}): it is new, so there is nothing to compare with.`)
      await expect(atFirst(project, 'new/sum.ts', 'nobody')).rejects.toThrow(/^There is no function `nobody` in .*sum\.ts\.$/)
      // One that calls itself, and stands deeper now.
      await project.write({ 'count.ts': 'export const x = {\n  depth: function (n: number): number {\n    const next = n - 1\n    return n === 0 ? 0 : 1 + depth(next)\n  },\n}\n' })
      expect(await atFirst(project, 'count.ts', 'x.depth')).toMatchObject({ file: project.file('count.ts'), functionName: 'count' })
      // Two are like it, and neither has its name.
      await project.write({ 'cart.ts': `export function twin() { return 1 }\n` })
      await expect(atFirst(project, 'cart.ts', 'twin')).rejects.toThrow('`twin` is not in main')
    })
  })

  it('is not one with the same body that is still there: that one was copied', async () => {
    await inGitProject({ 'a.ts': 'export function one(): number { return 1 }\n', 'b.ts': '\n' }, async (project) => {
      await project.write({ 'a.ts': 'export function one(): number { return 1 }\nexport function copy(): number { return 1 }\n', 'b.ts': 'export function other(): number { return 1 }\n' })
      await expect(atFirst(project, 'a.ts', 'copy')).rejects.toThrow('`copy` is not in main')
      await expect(atFirst(project, 'b.ts', 'other')).rejects.toThrow('`other` is not in main')
      await project.write({ 'a.ts': '' })
      expect(await atFirst(project, 'b.ts', 'other')).toMatchObject({ file: project.file('a.ts'), functionName: 'one' })
    })
  })

  it('is not that of a small file that has but a line in common', async () => {
    await inGitProject({ 'includes.js': 'const includes = (rows, row) => rows.some((each) => each === row)\nexport default includes\n' }, async (project) => {
      await project.move('includes.js', 'includesText.js')
      expect(await atFirst(project, 'includesText.js', 'includes')).toMatchObject({ file: project.file('includes.js') })
      await project.write({ 'includesText.js': 'const includes = (text, part) => text.indexOf(part) !== -1\nexport default includes\n' })
      await expect(atFirst(project, 'includesText.js', 'includes')).rejects.toThrow('`includes` is not in main')
    })
  })

  it('is that of an unchanged file, with a root below the repository and behind a link', async () => {
    await inGitProject({
      'packages/shop/src/cart.ts': `import { rate } from '../../shared/rate'\nimport { gone } from './gone'\nexport function total(): string { return rate() + gone }\n`,
      'packages/shop/src/gone.ts': `export const gone = ' gone'\n`,
      'packages/shared/rate.ts': `export const rate = () => 'old'\n`,
    }, async (project) => {
      await project.write({ 'packages/shared/rate.ts': `export const rate = () => 'new'\n` })
      await project.remove('packages/shop/src/gone.ts')
      const root = project.file('link')
      await symlink(project.file('packages/shop'), root)
      const found = await atFirst(project, 'src/cart.ts', 'total', root)
      expect(found.file).toBe(path.join(root, 'src/cart.ts'))
      expect([...found.overlays.keys()].toSorted()).toEqual([path.join(root, 'src/gone.ts'), project.file('packages/shared/rate.ts')])
      expect(await printedAtFirst(project, 'src/cart.ts', 'total', root)).toBe('old gone')
    })
  })

  it('has any file name, line endings as a checkout has them, and no mark at its start', async () => {
    const name = 'src/sp ace/ünï\ncode.ts'
    await inGitProject({ [name]: `\uFEFFexport function total() {\n  return 'then'\n}\n`, 'b.ts': 'export function b() {\n  return 1\n}\n' }, async (project) => {
      await project.git('config', 'core.autocrlf', 'true')
      await project.write({ [name]: `export function total() {\r\n  return 'now'\r\n}\r\n`, 'b.ts': '' })
      const found = await atFirst(project, name, 'total')
      expect(found.text).toBe(`export function total() {\r\n  return 'then'\r\n}\r\n`)
      expect(found.overlays.get(project.file('b.ts'))).toBe('export function b() {\r\n  return 1\r\n}\r\n')
      expect(await printedAtFirst(project, name, 'total')).toBe('then')
    })
  })

  it('says why there is none: an ignored file, one that did not parse, no repository, no such commit', async () => {
    await inGitProject({ 'a.ts': '', 'b.ts': '\nexport function b() {', '.gitignore': 'built\n' }, async (project) => {
      await project.write({ 'built/a.ts': 'export function a() {}' })
      await expect(atFirst(project, 'built/a.ts', 'a')).rejects.toThrow(/^git does not keep .*built\/a\.ts, as its \.gitignore says, so no commit has it\. Set a baseline by hand instead\.$/)
      await project.write({ 'b.ts': 'export function b() {}' })
      await expect(atFirst(project, 'b.ts', 'b')).rejects.toThrow(/b\.ts does not parse as it is in main \([0-9a-f]{7}\), line 2: .+\. Name another --base\.$/)
      const question = { root: project.folder, file: project.file('a.ts'), functionName: 'a', text: '', commit: '1'.repeat(40) }
      expect(await sourceAt(question)).toEqual({ kind: 'none', reason: expect.stringMatching(/^git does not tell what changed since 1111111: bad object/) })
      expect(await sourceAt({ ...question, file: '/a.ts' })).toEqual({ kind: 'none', reason: expect.stringMatching(/^\/ is not in a git repository/) })
    })
  })

  it('is that of the file’s own repository, inside of another one and behind links', async () => {
    await inGitProject({ 'inner/a.ts': `import { b } from '../b'\nexport function a(): string { return 'then' + b }\n`, 'b.ts': '' }, async (project) => {
      const inner = project.file('inner')
      await symlink(project.file('inner/a.ts'), project.file('linked.ts'))
      await symlink('a.ts', path.join(inner, 'touched.ts'))
      await git(inner, 'init', '--quiet', '--initial-branch=main')
      await git(inner, 'add', '--all')
      await git(inner, 'commit', '--quiet', '--message', 'Inner')
      const commit = await git(inner, 'rev-parse', 'HEAD')
      await project.write({ 'inner/a.ts': `export function a(): string { return 'now' }\n`, 'b.ts': `export const b = ' today'\n` })
      expect(await resolveReference(inner, null)).toEqual({ kind: 'commit', commit, label: 'HEAD' })
      await lutimes(path.join(inner, 'touched.ts'), 1, 1)
      expect(await printedAtFirst({ ...project, first: commit }, 'inner/a.ts', 'a')).toBe('then today')
      expect(await printedAtFirst({ ...project, first: commit }, 'linked.ts', 'a')).toBe('then today')
      expect(await atFirst({ ...project, first: commit }, 'inner/a.ts', 'a')).toMatchObject({ file: project.file('inner/a.ts'), hidden: new Set(), changed: [project.file('inner/a.ts')] })
    })
  })

  it('is read without a trace in the working tree, the index, the references and the stash', async () => {
    await inGitProject({ 'a.ts': 'export function a() { return 1 }', 'b.ts': '' }, async (project) => {
      await project.write({ 'a.ts': 'export function a() { return 2 }', 'c.ts': '' })
      await project.git('add', 'c.ts')
      await project.git('stash', '--quiet', '--include-untracked')
      await project.write({ 'a.ts': 'export function a() { return 3 }', 'd.ts': '' })
      await project.git('add', 'd.ts')
      // The index is out of date, but stays as it is.
      await utimes(project.file('b.ts'), 1, 1)
      const trace = async (): Promise<unknown> => [await readFile(project.file('.git/index')), await project.git('for-each-ref'), await project.git('stash', 'list'), await readFile(project.file('a.ts'), 'utf8'), (await readdir(project.folder)).toSorted(), (await readdir(project.file('.git'))).toSorted()]
      const before = await trace()
      await atFirst(project, 'a.ts', 'a')
      expect(await changedFiles(project.folder, project.first)).toEqual([project.file('a.ts'), project.file('d.ts')])
      expect(await trace()).toEqual(before)
    })
  })

  it('is not fetched by a partial clone, which is told how', async () => {
    await inGitProject({ 'a.ts': 'export function a() { return 1 }' }, async (project) => {
      await project.write({ 'a.ts': 'export function a() { return 2 }' })
      await project.commit()
      await project.git('config', 'uploadpack.allowFilter', 'true')
      await inTemporaryFolder({}, async (folder) => {
        await git(folder, 'clone', '--quiet', '--filter=blob:none', pathToFileURL(project.folder).href, 'clone')
        const file = path.join(folder, 'clone', 'a.ts')
        const question = { root: path.dirname(file), file, functionName: 'a', text: await readFile(file, 'utf8'), commit: project.first }
        expect(await sourceAt(question)).toEqual({ kind: 'none', reason: `Not all files of ${project.first.slice(0, 7)} are here, as in a partial clone. \`git diff --stat ${project.first.slice(0, 7)}\` fetches those that are needed; then try again.` })
        await git(path.dirname(file), 'diff', '--stat', project.first.slice(0, 7))
        expect(await sourceAt(question)).toMatchObject({ kind: 'found', text: 'export function a() { return 1 }' })
      })
    })
  })
})
