import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceAt } from '../../../src/engine/git/sourceAt.ts'
import type { CommittedSource } from '../../../src/engine/git/sourceAt.ts'
import { bundleEntry } from '../../../src/engine/bundle/bundleEntry.ts'
import { outputOf, temporaryFolder } from '../bundle/bundleFixture.ts'
import { inGitProject } from './gitProject.ts'
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
      'src/cart.ts': `import { rate } from './rate'\nimport { sum } from './sum/index.ts'\nimport data from './data.json'\nexport function total(): string { return [rate(), sum(), data.name, import.meta.dirname.split('/').at(-1)].join() }\n`,
      'src/rate/index.ts': `export { old as rate } from '../gone/old.js'\n`,
      'src/gone/old.ts': `import { deep } from './deep'\nimport os from 'os'\nexport const old = () => 'old ' + deep + typeof os.EOL\n`,
      'src/gone/deep.ts': `export const deep = 'deep '\n`,
      'src/sum/index.ts': `export const sum = () => 'sum'\n`,
      'src/data.json': '{ "name": "then" }',
    }, async (project) => {
      await project.remove('src/gone')
      await project.write({
        'src/rate.ts': `export const rate = () => 'new'\n`,
        'src/sum/index.ts': `export const sum = () => 'changed'\n`,
        'src/data.json': '{ "name": "now" }',
        'src/cart.ts': `import { rate } from './rate'\nexport function total(): string { return rate() }\n`,
      })
      expect(await printedAtFirst(project, 'src/cart.ts', 'total')).toBe('old deep string,sum,then,src')
      await project.commit()
      expect(await printedAtFirst(project, 'src/cart.ts', 'total')).toBe('old deep string,sum,then,src')
    })
  })
})
