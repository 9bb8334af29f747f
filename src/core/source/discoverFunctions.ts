import { parameterTexts, requiredParameters } from './functionDraft.ts'
import type { ClassDraft, FunctionDraft } from './functionDraft.ts'
import { walkFunctions } from './functionWalk.ts'
import { LineIndex } from './lineIndex.ts'
import { readModuleScope } from './moduleScope.ts'
import type { AnonymousDefault, ModuleScope } from './moduleScope.ts'
import { parseSource } from './parseSource.ts'
import { profileTags } from './profileTags.ts'
import type { Reach, SourceFunction, SourceRange, UnlistedCode } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import type { Extent } from './functionBinding.ts'

/** Why a text is not (or not wholly) understood. */
export interface SourceProblem {
  readonly message: string
  /** 0-based. */
  readonly line: number
}

/** What a file's text says about its functions. */
export interface DiscoveredFunctions {
  /** In the order of the text. Empty when the text does not parse. */
  readonly functions: readonly SourceFunction[]
  readonly unlisted: readonly UnlistedCode[]
  /** Names that code at the module's end can use: imports, variables, functions, classes, enums. */
  readonly topLevelBindings: ReadonlySet<string>
  /** The format that the text or the file's name decides; null where the nearest package.json does. */
  readonly format: 'module' | 'commonjs' | null
  readonly anonymousDefault: AnonymousDefault | null
  /** Where the first statement begins if the file may `return` before its end; null if it always runs to it. */
  readonly startBeforeReturn: number | null
  /** Syntax errors, first one first; empty when the text is whole. */
  readonly errors: readonly SourceProblem[]
}

/**
 * Finds the functions of a JavaScript or TypeScript text. The language goes by the file's extension; a declaration
 * file and a file of another kind have none. Never throws for what the text says: see `errors`.
 */
export function discoverFunctions(text: string, fileName: string): DiscoveredFunctions {
  const language = sourceLanguage(fileName)
  const nothing: DiscoveredFunctions = { functions: [], unlisted: [], topLevelBindings: new Set(), format: null, anonymousDefault: null, startBeforeReturn: null, errors: [] }
  if (language === null || language.lang === 'dts') return nothing

  const parsed = parseSource(text, fileName, language)
  const lines = new LineIndex(text)
  const errors = parsed.problems.map(({ message, offset }) => ({ message, line: lines.lineAt(offset) }))
  if (parsed.program === null) return { ...nothing, errors }

  const scope = readModuleScope(parsed.program, text)
  const { drafts, classes, unlisted } = walkFunctions(parsed.program, text)
  const tags = text.includes('@profile') ? profileTags(parsed.comments(), text) : new Map<number, string>()
  return {
    functions: describe(drafts, classes, scope, tags, text, lines),
    unlisted: unlisted.map(({ name, node, nameOffset }) => ({ name, startLine: lines.lineAt(node.start), endLine: lines.lineAt(node.end), nameLine: lines.lineAt(nameOffset) })),
    topLevelBindings: scope.bindings,
    format: parsed.hasModuleSyntax || language.sourceType === 'module' ? 'module' : language.sourceType === 'commonjs' ? 'commonjs' : null,
    anonymousDefault: scope.anonymousDefault,
    startBeforeReturn: scope.startBeforeReturn,
    errors,
  }
}

function describe(
  unordered: readonly FunctionDraft[],
  classes: ReadonlyMap<string, ClassDraft>,
  scope: ModuleScope,
  tags: ReadonlyMap<number, string>,
  text: string,
  lines: LineIndex,
): readonly SourceFunction[] {
  const drafts = unordered.toSorted((a, b) => a.node.start - b.node.start)
  const names = uniqueNames(drafts)
  const constructorFunctions = new Map(drafts.flatMap((draft) => draft.reach.kind === 'binding' ? [[draft.reach.expression, draft]] : []))
  const range = ({ start, end }: Extent): SourceRange => ({ start, end, startLine: lines.lineAt(start), endLine: lines.lineAt(end) })

  function reachOf({ reach, parent }: FunctionDraft): Reach {
    if (reach.kind === 'nested') return { kind: 'nested', parent: parent === null ? null : names.get(parent) ?? null }
    if (reach.kind === 'instance') return { ...reach, constructorRequires: constructorRequires(reach.className, new Set()) }
    return reach
  }

  function constructorRequires(className: string, seen: Set<string>): number | null {
    if (seen.has(className)) return null
    seen.add(className)
    const found = classes.get(className)
    if (found === undefined) {
      const constructor = constructorFunctions.get(className)
      if (constructor !== undefined) return requiredParameters(constructor.node.params)
      return plainBases.has(className) && !scope.bindings.has(className) ? 0 : null
    }
    if (found.isAbstract && seen.size === 1) return null
    if (found.ownRequires !== null) return found.ownRequires
    if (found.baseName === null) return 0
    return found.baseName === undefined ? null : constructorRequires(found.baseName, seen)
  }

  return drafts.map((draft) => {
    const { node } = draft
    const reach = reachOf(draft)
    return {
      name: names.get(draft) ?? draft.path,
      kind: draft.kind,
      isAsync: node.async,
      isGenerator: node.generator,
      exported: reach.kind !== 'nested' && (draft.exported || (draft.root !== null && scope.exported.has(draft.root))),
      range: range(draft),
      functionRange: range(node),
      bodyRange: range(node.body),
      nameLine: lines.lineAt(draft.nameOffset),
      requiredParameters: requiredParameters(node.params),
      parameters: parameterTexts(node.params, text),
      reach,
      profileTag: tags.get(draft.start) ?? null,
    }
  })
}

/** Base classes of the language that are built without arguments. */
const plainBases = new Set(['Array', 'Error', 'EventTarget', 'Map', 'Object', 'RangeError', 'Set', 'SyntaxError', 'TypeError', 'WeakMap', 'WeakSet'])

/** Names as in ids: accessors say which half they are, the second of a name gets `~2`. */
function uniqueNames(drafts: readonly FunctionDraft[]): ReadonlyMap<FunctionDraft, string> {
  const counts = new Map<string, number>()
  return new Map(drafts.map((draft) => {
    const prefix = draft.kind === 'getter' ? 'get ' : draft.kind === 'setter' ? 'set ' : ''
    const name = prefix + draft.path
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return [draft, count === 1 ? name : `${name}~${count}`]
  }))
}
