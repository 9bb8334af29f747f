import type { LineCount } from '../../evidence/lineCounts.ts'
import { formatDuration } from '../../presentation/formatDuration.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { usesOf } from '../names.ts'

/** A package that takes long to load, and that no call needed. */
export const heavyImport: InsightRule = {
  name: 'heavy-import',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['latency'],
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/import',
  find: (tree, _, seen) => tree.nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** Milliseconds that somebody notices. */
const leastMs = 50

interface Import {
  readonly packageName: string
  /** What it is called here; empty where it is loaded for what loading it does. */
  readonly names: readonly string[]
}

function findingAt(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): Finding | null {
  const { packages, counts } = run.evidence ?? {}
  const imported = packages === undefined || counts === undefined ? null : importAt(at)
  const loaded = packages?.find(({ name }) => name === imported?.packageName)
  if (imported === null || counts === undefined || loaded === undefined || loaded.ms < leastMs || imported.names.length === 0) return null
  const ofFile = new Map(counts.filter((each) => each.file === file).map((each) => [each.line, each]))
  const uses = imported.names.flatMap((name) => usesOf(tree, name)).filter(({ node }) => node.start < at.node.start || node.end > at.node.end)
  // What the module itself needs, when it is loaded, needs it at once.
  if (uses.length === 0 || uses.some((use) => !isWithinFunction(use) || hasRun(tree, ofFile.get(tree.lineAt(use.node.start)), use))) return null
  const all = (packages ?? []).reduce((sum, { ms }) => sum + ms, 0) + (run.timing?.medianMs ?? 0)
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Load \`${imported.packageName}\` where it is needed, not with the module`,
    explanation: `Whoever loads this module waits for \`${imported.packageName}\`, and no call used it. An \`import()\` or \`require\` in the function that needs it leaves that wait to those who do.`,
    saves: { low: 0, high: 0 },
    edit: null,
    measured: { share: loaded.ms / all, evidence: `Loading it takes ${formatDuration(loaded.ms)} of the ${formatDuration(all)} until a first call is done.` },
  }
}

/** A line may have run up to a branch that did not: `if (isRare) return heavy(x)`. */
function hasRun(tree: SyntaxTree, counted: LineCount | undefined, { node }: PlacedNode): boolean {
  if (counted === undefined) return false
  const column = node.start - tree.text.lastIndexOf('\n', node.start - 1) - 1
  return (counted.blocks.findLast((block) => block.column <= column) ?? counted).perCall > 0
}

/** `import x from 'a'`, `const x = require('a')` at the top of a module. */
function importAt({ node, parent }: PlacedNode): Import | null {
  if (node.type === 'ImportDeclaration') {
    if (node.importKind === 'type') return null
    const packageName = packageOf(node.source.value)
    const names = node.specifiers.filter((each) => each.type !== 'ImportSpecifier' || each.importKind !== 'type').map(({ local }) => local.name)
    return packageName === null ? null : { packageName, names }
  }
  if (node.type !== 'VariableDeclaration' || parent?.node.type !== 'Program') return null
  const [declarator] = node.declarations
  const init = declarator?.init
  if (node.declarations.length !== 1 || declarator === undefined || init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require') return null
  const [source] = init.arguments
  const packageName = source?.type === 'Literal' && typeof source.value === 'string' ? packageOf(source.value) : null
  if (packageName === null) return null
  if (declarator.id.type === 'Identifier') return { packageName, names: [declarator.id.name] }
  if (declarator.id.type !== 'ObjectPattern') return null
  const names = declarator.id.properties.flatMap((each) => (each.type === 'Property' && each.value.type === 'Identifier' ? [each.value.name] : []))
  return names.length === declarator.id.properties.length ? { packageName, names } : null
}

/** `@scope/name` of `@scope/name/part`; null for files and for what Node has itself. */
function packageOf(specifier: string): string | null {
  return /^(?:@[^/:]+\/)?[^./:@][^/:]*(?=\/|$)/u.exec(specifier)?.[0] ?? null
}

function isWithinFunction(use: PlacedNode): boolean {
  for (let at: PlacedNode | null = use; at !== null; at = at.parent) {
    if (at.node.type === 'FunctionDeclaration' || at.node.type === 'FunctionExpression' || at.node.type === 'ArrowFunctionExpression') return true
  }
  return false
}
