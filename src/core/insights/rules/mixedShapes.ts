import type { MegamorphicAccess } from '../../evidence/megamorphicAccesses.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { ownShare } from '../ownShare.ts'

/** Properties of objects that were made in so many ways that V8 looks each up in a table. */
export const mixedShapes: InsightRule = {
  name: 'mixed-shapes',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://mathiasbynens.be/notes/shapes-ics',
  leastShare: 0.1,
  find: (tree, nodes, seen) => (seen.run.evidence?.megamorphic ?? []).flatMap((access) => findingOf(tree, nodes, seen, access) ?? []),
}

/** Shapes that a program's objects may have which are made elsewhere. */
const mostMade = 200

function findingOf(tree: SyntaxTree, nodes: readonly PlacedNode[], { run, file }: Seen, { file: own, line, property, shapes }: MegamorphicAccess): Finding | null {
  // By computed names an object is asked as a dictionary is: that has no shape to keep.
  if (own !== file || property === null) return null
  const at = nodes.find((each) => tree.lineAt(each.node.start) === line && asksFor(each, property))
  // Only what the line takes itself: what it calls has shapes of its own.
  const share = ownShare(run, { file, first: line, last: line })
  if (at === undefined) return null
  const makers = [...new Set(tree.nodes.filter((each) => makes(each, property)).map(({ node }) => tree.lineAt(node.start) + 1))]
  // Nobody's text makes so many: each object is a dictionary, as what native code hands over may be (rows of `node:sqlite`).
  if (makers.length === 0 && shapes > mostMade) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Make all objects whose \`${property}\` is read here with the same properties in the same order`,
    explanation: `V8 remembers where up to four shapes of objects keep \`${property}\`, and looks it up in a table for more. Properties that are there from the beginning, undefined where there is nothing to say, and in one order, make one shape${makers.length > 1 ? `: such objects are made on lines ${listed(makers)}` : ''}.`,
    saves: { low: 0.05, high: 0.75 },
    measured: { share, evidence: `\`${property}\` was read of at least ${shapes} shapes of objects on line ${line + 1}, which takes ${formatShare(share)} of the time without what is called.` },
    edit: null,
  }
}

/** `o.name`, `{ name } = o` */
function asksFor({ node, parent }: PlacedNode, property: string): boolean {
  if (node.type === 'MemberExpression') return !node.computed && node.property.type === 'Identifier' && node.property.name === property
  return node.type === 'Property' && parent?.node.type === 'ObjectPattern' && !node.computed && node.key.type === 'Identifier' && node.key.name === property
}

/** `{ name: … }`, with others that it may be in another order than. */
function makes({ node }: PlacedNode, property: string): boolean {
  return node.type === 'ObjectExpression' && node.properties.length > 1 && node.properties.some((each) => each.type === 'Property' && !each.computed && each.key.type === 'Identifier' && each.key.name === property)
}

function listed(lines: readonly number[]): string {
  const shown = lines.slice(0, 8)
  return `${shown.slice(0, -1).join(', ')}${lines.length > shown.length ? ', ' : ' and '}${shown.at(-1) ?? ''}${lines.length > shown.length ? ' and others' : ''}`
}
