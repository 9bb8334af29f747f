/** What a call in a test file declares. */
export type SourceTestKind = 'test' | 'suite' | 'benchmark'

/** A test, suite or benchmark in a file's text. Lines are 0-based. */
export interface SourceTest {
  readonly kind: SourceTestKind
  /** As written: `adds %i and %i` where it stands for many. */
  readonly title: string
  /** Titles of the suites around it, outermost first, and its own. */
  readonly path: readonly string[]
  /** The line of the call's name, above which a lens stands. */
  readonly line: number
  readonly startLine: number
  readonly endLine: number
}

/** Runners join the titles of a full name with blanks, Vitest 5 as people read them. */
const joint = '(?: >)? '

/** A regular expression's text that the full names of a test, or of a suite's tests, match. */
export function testNamePattern({ kind, path }: Pick<SourceTest, 'kind' | 'path'>): string {
  return `^${path.map(titlePattern).join(joint)}${kind === 'suite' ? ' ' : '$'}`
}

/** A regular expression's text that full names match which hold `name`, as a person writes it: `Cart > adds`. */
export function heldNamePattern(name: string): string {
  return name.split(' > ').map(escapeTitle).join(joint)
}

/** The full name, for people. */
export function testFullName({ path }: Pick<SourceTest, 'path'>): string {
  return path.join(' > ')
}

/** What `each` puts into titles: printf's `%s` and the like, `$name`, and what a template literal computes. */
const placeholders = /%[sdifjoOpc#$]|\$\{[^}]*\}|\$[\w#][\w.]*/g

function titlePattern(title: string): string {
  let pattern = ''
  let at = 0
  for (const { 0: found, index } of title.matchAll(placeholders)) {
    pattern += `${escapeTitle(title.slice(at, index))}.*`
    at = index + found.length
  }
  return pattern + escapeTitle(title.slice(at))
}

function escapeTitle(text: string): string {
  return text.replaceAll('%%', '%').replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
