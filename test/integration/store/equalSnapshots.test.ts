import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { moveBundle } from '../../../src/engine/compare/moveBundle.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { profileFile } from '../../support/profileFile.ts'

const usual = process.env['XDG_DATA_HOME']
afterAll(() => {
  if (usual === undefined) delete process.env['XDG_DATA_HOME']
  else process.env['XDG_DATA_HOME'] = usual
})

const modules = Array.from({ length: 12 }, (_, number) => [`part${number}.mjs`, `export const part${number} = (value) => value % ${number + 2}\n`] as const)
const project = {
  'package.json': '{ "type": "module" }',
  'work.mjs': 'import { parentPort } from "node:worker_threads"\nparentPort?.postMessage(1)\n',
  'code.mjs': `import { Worker } from 'node:worker_threads'
${modules.map(([name], number) => `import { part${number} } from './${name}'`).join('\n')}
export const start = () => new Worker(new URL('./work.mjs', import.meta.url))
export function sum(values) {
  return values.reduce((total, value) => total + ${modules.map((_, number) => `part${number}(value)`).join(' + ')}, 0)
}
`,
  ...Object.fromEntries(modules),
}

test('runs of equal code share one snapshot', () => inTemporaryFolder(project, async (root) => {
  process.env['XDG_DATA_HOME'] = path.join(root, 'data')
  for (let round = 0; round < 2; round++) await profileFile({ root, file: 'code.mjs', functionName: 'sum', workload: { kind: 'call', expression: 'sum([1, 2, 3, 4, 5])', origin: 'option' }, timeBudgetMs: 100 })
  const store = openStore(root)
  const ids = store.historyOf('code.mjs', 'sum', 9).map(({ snapshotId }) => snapshotId)
  const snapshot = store.snapshot(ids[0] ?? '')
  store.close()
  expect(ids).toEqual([expect.any(String), ids[0]])
  expect(Object.keys(snapshot?.manifest.contents ?? {}).toSorted()).toEqual(['bundle.map', 'bundle.mjs', 'worker1.mjs'])

  // Opened anywhere it names its worker there, on as many lines.
  const text = Buffer.from(snapshot?.contents.get(snapshot.manifest.contents['bundle.mjs'] ?? '') ?? []).toString()
  const moved = moveBundle(text, snapshot?.manifest.bundle.directory ?? '', '/somewhere/else')
  expect(moved.replaceAll('\\\n', '')).toContain('"file:///somewhere/else/worker1.mjs"')
  expect(moved.split('\n')).toHaveLength(text.split('\n').length)
}))
