import { describe, expect, test } from 'vitest'
import { importsOf, sourceFiles, sourceText } from './sourceImports.ts'
import type { SourceImport } from './sourceImports.ts'

/** What the files of a room may import beside each other. */
interface Room {
  /** Folders below `src/`, or parts of one. */
  readonly rooms: readonly string[]
  readonly packages: readonly RegExp[]
  /** Rooms and packages of which only types may be imported. */
  readonly typesOnly?: readonly string[]
}

const builtIn = /^node:/

/** The table of the design: a room may know only those below it. */
const table: Readonly<Record<string, Room>> = {
  core: { rooms: [], packages: [] },
  'core/source': { rooms: ['core'], packages: [/^oxc-parser$/] },
  // A rule reads the tree that a source text was parsed to.
  'core/insights': { rooms: ['core'], packages: [/^oxc-parser$/], typesOnly: ['oxc-parser'] },
  protocol: { rooms: ['core'], packages: [], typesOnly: ['core'] },
  runner: {
    rooms: ['core', 'protocol'],
    // The computed ones are the user's bundle and packages.
    packages: [builtIn, /^tinybench$/, /^@datadog\/pprof/, /^v8-profiler-next/, /^pathToFileURL\(task\.bundlePath\)\.href$/, /^pathToFileURL\(path\)\.href$/],
  },
  engine: {
    rooms: ['core', 'protocol'],
    // The computed one is the workspace's TypeScript.
    packages: [builtIn, /^pathToFileURL\(require\.resolve\('typescript\/unstable\/sync'\)\)\.href$/, /^diff$/, /^esbuild$/, /^oxc-parser$/, /^oxc-transform$/, /^@jridgewell\/trace-mapping$/, /^fast-check$/, /^get-tsconfig$/, /^kysely$/, /^es-toolkit(\/|$)/],
  },
  editor: { rooms: ['core', 'protocol', 'engine'], packages: [builtIn, /^vscode$/, /^es-toolkit(\/|$)/] },
  webview: { rooms: ['core/presentation', 'protocol'], packages: [/^lit(\/|$)/, /^uplot$/, /^@vscode-elements\/elements\//] },
  cli: { rooms: ['core', 'engine'], packages: [builtIn] },
  'extension.ts': { rooms: ['core', 'protocol', 'engine', 'editor'], packages: [builtIn, /^vscode$/] },
}

/** The innermost row of the table that a file belongs to. */
function roomOf(file: string): string | undefined {
  return Object.keys(table).filter((name) => isIn(file, name)).toSorted((a, b) => b.length - a.length)[0]
}

function isIn(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`)
}

/** What is wrong with an import, or null. */
function objection({ from, to, isFile, typeOnly }: SourceImport): string | null {
  const name = roomOf(from)
  const room = name === undefined ? undefined : table[name]
  if (name === undefined || room === undefined) return `${from} lies in no room`
  if (!isFile && !room.packages.some((allowed) => allowed.test(to))) return `${from} imports the package ${to}`
  if (isIn(to, name)) return null
  if (isFile && !room.rooms.some((allowed) => isIn(to, allowed))) return `${from} imports ${to}`
  const typesOnly = room.typesOnly?.some((restricted) => isIn(to, restricted)) ?? false
  return typesOnly && !typeOnly ? `${from} imports more than types of ${to}` : null
}

const files = sourceFiles()

describe('the import table', () => {
  test('holds for every import', () => {
    const imports = files.flatMap((file) => importsOf(file, sourceText(file)))
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.map(objection).filter((wrong) => wrong !== null)).toEqual([])
  })

  test.each([
    ['core/profile/x.ts', `import { parseSync } from 'oxc-parser'`],
    ['core/insights/x.ts', `import { parseSync } from 'oxc-parser'`],
    ['core/x.ts', `import { readFileSync } from 'node:fs'`],
    ['core/source/x.ts', `export { run } from '../../engine/x.ts'`],
    ['protocol/x.ts', `import { assertNever } from '../core/assertNever.ts'`],
    ['engine/x.ts', `import { main } from '../runner/main.ts'`],
    ['engine/x.ts', `import * as vscode from 'vscode'`],
    ['engine/x.ts', `const vscode = await import('vscode')`],
    ['editor/x.ts', `import type { Panel } from '../webview/panel.ts'`],
    ['cli/x.ts', `import { runs } from '../editor/runs.ts'`],
    ['webview/x.ts', `import { parse } from '../core/source/parseSource.ts'`],
    ['elsewhere/x.ts', `import { a } from '../core/a.ts'`],
  ])('refuses in %s: %s', (file, text) => {
    expect(importsOf(file, text).map(objection)).toEqual([expect.any(String)])
  })

  test.each([
    ['core/source/x.ts', `import { parseSync } from 'oxc-parser'`],
    ['core/insights/x.ts', `import type { Node } from 'oxc-parser'`],
    ['protocol/x.ts', `import type { Run } from '../core/comparison/run.ts'`],
    ['webview/x.ts', `import { formatShare } from '../core/presentation/formatShare.ts'`],
    ['extension.ts', `import { Runs } from './editor/runs.ts'`],
  ])('lets pass in %s: %s', (file, text) => {
    expect(importsOf(file, text).map(objection)).toEqual([null])
  })
})

describe('the house rules', () => {
  test('no file is longer than 300 lines', () => {
    expect(files.filter((file) => sourceText(file).split('\n').length > 301)).toEqual([])
  })

  test('nothing is exported as default', () => {
    expect(files.filter((file) => /^export default\b/m.test(sourceText(file)))).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|manager|common|index)(\.|\/)/i.test(file))).toEqual([])
  })
})
