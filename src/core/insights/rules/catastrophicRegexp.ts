import type { Node } from 'oxc-parser'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { msPerExecution } from '../msPerExecution.ts'
import { declarationOf } from '../names.ts'
import { isExponential } from '../regexp/isExponential.ts'
import { isPolynomial } from '../regexp/isPolynomial.ts'

/** A regular expression that goes back over a text in more ways than anybody can wait for, where that takes the time. */
export const catastrophicRegexp: InsightRule = {
  name: 'catastrophic-regexp',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Guide/Regular_expressions/Quantifiers',
  // On texts that match at once it costs what others do.
  leastShare: 0.2,
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** Methods of texts that are given an expression. */
const takingExpressions: ReadonlySet<string> = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'])

/** Milliseconds: expressions that do not go back take less, of texts of some kilobytes. */
const leastMs = { exponential: 0.002, polynomial: 0.02 }

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  const { object, property } = node.callee
  const used = property.name === 'test' || property.name === 'exec' ? object : takingExpressions.has(property.name) ? node.arguments[0] : undefined
  const expression = used === undefined ? null : expressionOf(tree, at, used)
  if (expression === null) return null
  const took = msPerExecution(tree, node, seen)
  const runsAway = runningAway(expression, took)
  return runsAway === null ? null : {
    extent: { start: node.start, end: node.end },
    ...runsAway,
    saves: { low: 0.05, high: 0.999 },
    edit: runsAway.title.startsWith('Take') ? trimmed(node, expression) : null,
  }
}

/** What to say of an expression that one use of took so long; null where it took no time, or that was not counted and it takes no more than a square. */
function runningAway({ source, flags }: Expression, took: number | null): Pick<Finding, 'title' | 'explanation'> | null {
  const shown = shortened(`/${source}/${flags}`)
  if ((took ?? Infinity) < leastMs.exponential) return null
  if (isExponential(source, flags)) {
    return {
      title: `Rewrite \`${shown}\` so that a text fits in one way only`,
      explanation: 'One text can be divided among its repetitions in many ways, and where it does not match all of them are tried: each further character doubles the time. Repetitions that cannot take the same characters, or one repetition instead of one inside another, leave a single way.',
    }
  }
  // On short texts, and on those that match at once, they are as quick as others.
  if (took === null || took < leastMs.polynomial) return null
  if (trailing.test(source) && !/[my]/u.test(flags)) {
    return {
      title: `${atEnd.test(source) ? 'Take `trimEnd` instead of' : 'Go from the end of the text instead of by'} \`${shown}\``,
      explanation: `Wherever such characters begin they are gone through as far as they go, and then again from the next one, to find that the text goes on: a run of them in its midst takes the square of its length. ${atEnd.test(source) ? '`trimEnd`' : 'A loop'} looks at the last characters only.`,
    }
  }
  return isPolynomial(source, flags)
    ? {
        title: `Rewrite \`${shown}\` so that its repetitions cannot take the same characters`,
        explanation: 'Two of its repetitions take the same characters, and where a text does not match, each way of dividing it between them is tried: twice as long a text takes four times as long or more. One repetition, or a character between them that neither takes, leaves a single way.',
      }
    : null
}

/** One repetition, and then the end. */
const trailing = /^(?:\\[swd]|\.|\[(?:[^\]\\]|\\.)+\]|[\w ,;])[+*]\$$/u
const atEnd = /^\\s[+*]\$$/u

/** `text.replace(/\s+$/, '')` */
function trimmed(node: Extract<Node, { type: 'CallExpression' }>, { source }: Expression): Finding['edit'] {
  const { callee } = node
  const [, value, ...more] = node.arguments
  if (!atEnd.test(source) || callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !/^replace(?:All)?$/u.test(callee.property.name) || value?.type !== 'Literal' || value.value !== '' || more.length > 0) return null
  return [{ start: callee.property.start, end: node.end, text: 'trimEnd()' }]
}

interface Expression {
  readonly source: string
  readonly flags: string
}

/** `/a/u`, `new RegExp('a', 'u')`, or a variable, a property of a constant or a member of a class that is one of them for good. */
function expressionOf(tree: SyntaxTree, at: PlacedNode, used: Node): Expression | null {
  const written = writtenOut(tree, at, used)
  if (written !== null) return written
  if (used.type === 'Identifier') {
    const init = constantOf(tree, at, used.name)
    return init === null ? null : writtenOut(tree, at, init)
  }
  if (used.type !== 'MemberExpression' || used.computed || (used.property.type !== 'Identifier' && used.property.type !== 'PrivateIdentifier')) return null
  const member = memberOf(tree, at, used.object, used.property.name)
  const isWritten = member === null || tree.nodes.some(({ node }) => node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && !node.left.computed && 'name' in node.left.property && node.left.property.name === member.name)
  return member === null || isWritten ? null : writtenOut(tree, at, member.value)
}

function constantOf(tree: SyntaxTree, at: PlacedNode, name: string): Node | null {
  const declarator = declarationOf(tree, at, name)?.parent
  const isConstant = declarator?.parent?.node.type === 'VariableDeclaration' && declarator.parent.node.kind === 'const'
  return isConstant && declarator.node.type === 'VariableDeclarator' && declarator.node.id.type === 'Identifier' ? declarator.node.init : null
}

/** `patterns.email`, `Validator.EMAIL`, `this.#email` */
function memberOf(tree: SyntaxTree, at: PlacedNode, owner: Node, name: string): { readonly name: string; readonly value: Node } | null {
  const isNamed = (key: Node): boolean => (key.type === 'Identifier' || key.type === 'PrivateIdentifier') && key.name === name
  const made = owner.type === 'Identifier' ? constantOf(tree, at, owner.name) : null
  if (made?.type === 'ObjectExpression') {
    const property = made.properties.find((each) => each.type === 'Property' && !each.computed && isNamed(each.key))
    return property?.type === 'Property' ? { name, value: property.value } : null
  }
  const body = owner.type === 'ThisExpression'
    ? nodesAround(at).find(({ node }) => node.type === 'ClassBody')?.node
    : tree.nodes.find(({ node }) => owner.type === 'Identifier' && node.type === 'ClassDeclaration' && node.id?.name === owner.name)?.node
  const members = body?.type === 'ClassBody' ? body.body : body?.type === 'ClassDeclaration' ? body.body.body : []
  const field = members.find((each) => each.type === 'PropertyDefinition' && !each.computed && isNamed(each.key))
  return field?.type === 'PropertyDefinition' && field.value !== null ? { name, value: field.value } : null
}

function writtenOut(tree: SyntaxTree, at: PlacedNode, node: Node): Expression | null {
  if (node.type === 'Literal') return 'regex' in node ? { source: node.regex.pattern, flags: node.regex.flags } : null
  if ((node.type !== 'NewExpression' && node.type !== 'CallExpression') || node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return null
  const [source, flags] = node.arguments
  const text = textOf(tree, at, source)
  const flagText = flags === undefined ? '' : textOf(tree, at, flags)
  return text !== null && flagText !== null ? { source: text, flags: flagText } : null
}

/** Of a text that is written out, in parts or by constants. */
function textOf(tree: SyntaxTree, at: PlacedNode, node: Node | undefined, depth = 0): string | null {
  if (node === undefined || depth > 4) return null
  const below = (each: Node): string | null => textOf(tree, at, each, depth + 1)
  switch (node.type) {
    case 'Literal': return typeof node.value === 'string' ? node.value : null
    case 'TemplateLiteral': {
      const parts = node.quasis.flatMap((quasi, index) => {
        const value = node.expressions[index]
        return value === undefined ? [quasi.value.cooked ?? null] : [quasi.value.cooked ?? null, below(value)]
      })
      return parts.includes(null) ? null : parts.join('')
    }
    case 'BinaryExpression': {
      const parts = node.operator === '+' ? [below(node.left), below(node.right)] : [null]
      return parts.includes(null) ? null : parts.join('')
    }
    case 'Identifier': {
      const init = constantOf(tree, at, node.name)
      return init === null ? null : below(init)
    }
    case 'MemberExpression': {
      // `other.source` of an expression that is written out.
      const isSource = !node.computed && node.property.type === 'Identifier' && node.property.name === 'source'
      return isSource ? expressionOf(tree, at, node.object)?.source ?? null : null
    }
    default: return null
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
