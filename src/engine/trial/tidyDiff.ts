import { stripVTControlCharacters } from 'node:util'

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u

/** What git format-patch ends a message with. */
const signature = /^-- ?\r?$/u

/** How many lines of each text a hunk holds. */
interface Counts {
  readonly before: number
  readonly after: number
}

/**
 * A unified diff as parsers want it: without colours and without the signatures of mails, and where a hunk's header counts other lines than follow, as one that
 * was written by hand may, with the true counts. A hunk that the text ends in the middle of stays as it is: it was cut.
 * See https://git-scm.com/docs/git-apply#Documentation/git-apply.txt---recount
 */
export function tidyDiff(text: string): string {
  const lines = (isColoured(text) ? stripVTControlCharacters(text) : text).split('\n')
  const tidy: string[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    const header = hunkHeader.exec(line)
    at += 1
    if (header === null) {
      tidy.push(line)
      continue
    }
    const end = endByCounts(lines, at, { before: Number(header[2] ?? 1), after: Number(header[4] ?? 1) })
    if (end === null) {
      const found = endByLines(lines, at)
      const { before, after } = countLines(lines.slice(at, found))
      tidy.push(`@@ -${header[1]},${before} +${header[3]},${after} @@`, ...lines.slice(at, found))
      at = found
    } else {
      tidy.push(line, ...lines.slice(at, end))
      at = end
    }
    if (signature.test(lines[at] ?? '')) at += 1
  }
  return tidy.join('\n')
}

/** A source may hold such codes itself, but in a plain diff no line begins with one. */
function isColoured(text: string): boolean {
  return `\n${text}`.includes('\n\u001B[')
}

/** Where a hunk ends if its header is right; null where it is not. */
function endByCounts(lines: readonly string[], start: number, { before, after }: Counts): number | null {
  let at = start
  let counted: Counts = { before: 0, after: 0 }
  while (counted.before < before || counted.after < after) {
    const line = lines[at]
    // Cut, or an empty last line that the text's end made.
    if (line === undefined || (line === '' && at === lines.length - 1)) return lines.length
    if (!isHunkLine(line) || startsFile(lines, at)) return null
    counted = added(counted, line)
    at += 1
  }
  if (counted.before > before || counted.after > after) return null
  while (lines[at]?.startsWith('\\') === true) at += 1
  return endsHunk(lines, at) ? at : null
}

/** Where a hunk ends by what its lines look like: empty ones at its end are none of it. */
function endByLines(lines: readonly string[], start: number): number {
  let end = start
  for (let at = start; isHunkLine(lines[at]) && !startsFile(lines, at) && !signature.test(lines[at] ?? ''); at += 1) if (!isEmpty(lines[at])) end = at + 1
  return end
}

function endsHunk(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  return !/^[ +-]/u.test(line) || signature.test(line) || startsFile(lines, at)
}

function countLines(lines: readonly string[]): Counts {
  return lines.reduce(added, { before: 0, after: 0 })
}

function added({ before, after }: Counts, line: string): Counts {
  if (line.startsWith('\\')) return { before, after }
  return { before: before + (line.startsWith('+') ? 0 : 1), after: after + (line.startsWith('-') ? 0 : 1) }
}

/** An empty one is an empty line of context whose space an editor took away. */
function isHunkLine(line: string | undefined): boolean {
  return line !== undefined && (isEmpty(line) || /^[ +\-\\]/u.test(line))
}

function isEmpty(line: string | undefined): boolean {
  return line === '' || line === '\r'
}

function startsFile(lines: readonly string[], at: number): boolean {
  return /^--- \S/u.test(lines[at] ?? '') && /^\+\+\+ \S/u.test(lines[at + 1] ?? '')
}
