import { attribute } from '../../../../src/core/profile/attribute.ts'
import type { AttributionInput } from '../../../../src/core/profile/attribute.ts'
import type { Attribution } from '../../../../src/core/profile/attribution.ts'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'

/** Generated line (1-based, the bundle's) from which on the bundle holds Heatline's own code. */
const harnessFrom = 100

/** A generated line that no mapping knows. */
const unmappedLine = 99

/** Attributes text profiles of a bundle whose line n is line n of `/ws/src/main.ts`, and of a package. */
export function attributeText(source: string, input: Pick<AttributionInput, 'lines' | 'callers'> & Partial<AttributionInput>): Attribution {
  const texts: Readonly<Record<string, string>> = {
    '/ws/src/main.ts': source,
    '/ws/node_modules/small/index.js': 'exports.twice = function twice(x) {\n  return x * 2\n}\n\n\n\nexports.half = function half(x) {\n  return x / 2\n}\n',
  }
  return attribute({
    calls: 1,
    computingMs: 10,
    namesInlinedCallees: false,
    scripts: {
      bundlePath: '/tmp/bundle.mjs',
      runnerPath: '/heatline/dist/runner.cjs',
      positionOf(generated) {
        const line = generated - 200_000 + 1
        if (line < 1) return { kind: 'outside' }
        if (line === unmappedLine) return { kind: 'unmapped' }
        return line >= harnessFrom ? { kind: 'harness' } : { kind: 'source', file: '/ws/src/main.ts', line: line - 1 }
      },
    },
    functionsOf: (file) => discoverFunctions(texts[file] ?? '', file).functions,
    target: { file: '/ws/src/main.ts', name: 'run' },
    root: '/ws',
    ...input,
  })
}

/** `name self/total` of each function, in samples; `-` where a total is unknown. */
export function functionsOf(attribution: Attribution): readonly string[] {
  return attribution.functions.map(({ file, name, self, total }) => `${file}#${name} ${self.samples}/${total?.samples ?? '-'}`)
}

/** `line self/total`, lines 1-based. */
export function linesOf(attribution: Attribution): readonly string[] {
  return attribution.lines.map(({ file, line, self, total }) => `${file}:${line + 1} ${self.samples}/${total?.samples ?? '-'}`)
}
