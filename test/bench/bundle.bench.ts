// What bundling costs against plain esbuild, which resolves packages to bare names, rewrites nothing and keeps no line apart.
import path from 'node:path'
import { build } from 'esbuild'
import { bundleEntry } from '../../src/engine/bundle/bundleEntry.ts'
import { stopBundler } from '../../src/engine/bundle/runEsbuild.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'

const rounds = 15

function place(index: number): string {
  return `folder${index % 40}/module${index}`
}

/** What the package's modules look like: two modules of its own, one by an alias, an installed package and one of Node's. */
function packageOf(modules: number): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{ "name": "bench", "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "paths": { "@/*": ["./src/*"] } } }',
    'node_modules/dep/package.json': '{ "name": "dep", "main": "index.js" }',
    'node_modules/dep/index.js': 'exports.clamp = (x) => Math.min(x, 100)',
  }
  for (let index = 0; index < modules; index++) {
    const children = [2 * index + 1, 2 * index + 2].filter((child) => child < modules)
    files[`src/${place(index)}.ts`] = [
      ...children.map((child) => `import { run${child} } from '${child % 2 ? '../' : '@/'}${place(child)}'`),
      `import { clamp } from 'dep'`,
      `import path from 'node:path'`,
      `interface Item { readonly price: number; readonly name: string }`,
      `const items: readonly Item[] = [{ price: ${index}, name: path.sep }]`,
      `export function run${index}(depth: number): number {`,
      `  if (depth === 0) return clamp(items.length)`,
      `  return items`,
      `    .map((item) => item.price * depth)`,
      `    .filter((price) => price > 1)`,
      `    .reduce((sum, price) => sum + price, ${children.map((child) => `run${child}(depth - 1)`).join(' + ') || 0})`,
      `}`,
    ].join('\n')
  }
  return files
}

/** Median milliseconds of each, taken in turn so that a busy moment of the machine hits both; the first is the cold one. */
async function compare(ours: () => Promise<unknown>, plain: () => Promise<unknown>): Promise<{ readonly ours: number; readonly plain: number; readonly firstOurs: number }> {
  const times = { ours: [] as number[], plain: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    times.ours.push(await elapsed(ours))
    times.plain.push(await elapsed(plain))
  }
  return { ours: median(times.ours), plain: median(times.plain), firstOurs: times.ours[0] ?? Number.NaN }
}

/** Of all rounds but the first. */
function median(times: readonly number[]): number {
  return times.slice(1).toSorted((a, b) => a - b)[Math.floor((times.length - 1) / 2)] ?? Number.NaN
}

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

for (const { modules, limitMs } of [{ modules: 3, limitMs: 20 }, { modules: 1000, limitMs: 400 }]) {
  await inTemporaryFolder(packageOf(modules), async (folder) => {
    const entryFile = path.join(folder, 'src/folder0/module0.ts')
    const outDir = path.join(folder, 'out')
    const entryText = packageOf(modules)['src/folder0/module0.ts'] ?? ''
    let edits = 0
    const { ours, plain, firstOurs } = await compare(
      () => bundleEntry({ root: folder, entryFile, entryText: `${entryText}\n// edit ${edits++}`, appendedCode: 'console.log(run0(1))', overlays: new Map(), outDir }, new AbortController().signal),
      () => build({ entryPoints: [entryFile], outfile: path.join(outDir, 'plain.mjs'), bundle: true, platform: 'node', format: 'esm', packages: 'external', sourcemap: 'external', logLevel: 'silent' }),
    )
    console.log(`bundle of ${modules} modules: ${ours.toFixed(1)} ms, limit ${limitMs} ms (${(ours / limitMs).toFixed(2)}x); plain esbuild ${plain.toFixed(1)} ms (${(ours / plain).toFixed(2)}x of it); first ${firstOurs.toFixed(0)} ms`)
    if (ours > limitMs) process.exitCode = 1
  })
}
await stopBundler()
