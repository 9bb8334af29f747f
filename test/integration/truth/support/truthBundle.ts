import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { TraceMap, decodedMappings } from '@jridgewell/trace-mapping'
import { harnessLineOffset } from '../../../../src/core/profile/generatedPosition.ts'
import type { GeneratedPosition } from '../../../../src/core/profile/generatedPosition.ts'

export interface TruthBundle {
  readonly path: string
  positionOf(line: number): GeneratedPosition
}

/** Bundles a truth program with a call of its `run`. */
export async function bundleTruth(file: string, outDir: string): Promise<TruthBundle> {
  const text = await readFile(file, 'utf8')
  const ownLines = text.split('\n').length
  const outfile = path.join(outDir, `${path.basename(file)}.mjs`)
  await build({
    stdin: {
      contents: `${text}\nglobalThis[Symbol.for('heatline.workload')](async () => ({ inputs: [], call: () => run(), targetIsOutermost: true }))`,
      resolveDir: path.dirname(file),
      sourcefile: file,
      loader: file.endsWith('x') ? 'tsx' : 'ts',
    },
    absWorkingDir: path.dirname(file),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    outfile,
    sourcemap: 'linked',
    lineLimit: 1,
    banner: { js: '\n'.repeat(harnessLineOffset) },
    logLevel: 'error',
    plugins: [{
      name: 'external packages',
      setup(context) {
        context.onResolve({ filter: /^small-steps$/ }, () => ({ path: path.join(path.dirname(file), 'node_modules/small-steps/index.js'), external: true }))
      },
    }],
  })
  const map = new TraceMap(await readFile(`${outfile}.map`, 'utf8'))
  const mappings = decodedMappings(map)
  return {
    path: outfile,
    positionOf(line) {
      if (line < harnessLineOffset) return { kind: 'outside' }
      const last = mappings[line]?.at(-1)
      if (last === undefined || last.length === 1) return { kind: 'unmapped' }
      const source = path.resolve(outDir, map.sources[last[1]] ?? '')
      return source === file && last[2] >= ownLines ? { kind: 'harness' } : { kind: 'source', file: source, line: last[2] }
    },
  }
}
