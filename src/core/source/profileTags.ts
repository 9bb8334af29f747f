import type { Comment } from 'oxc-parser'

/**
 * The call expressions in `@profile` tags, by the offset of the code that each JSDoc comment stands before. Further
 * comments may stand between the two.
 */
export function profileTags(comments: readonly Comment[], text: string): ReadonlyMap<number, string> {
  const tags = new Map<number, string>()
  comments.forEach((comment, index) => {
    if (comment.type !== 'Block' || !comment.value.startsWith('*')) return
    const expression = profileTag(comment.value.slice(1))
    if (expression === null) return
    let at = skipSpace(text, comment.end)
    for (const next of comments.slice(index + 1)) {
      if (next.start !== at) break
      at = skipSpace(text, next.end)
    }
    tags.set(at, expression)
  })
  return tags
}

/** What stands behind `@profile`, up to the next tag or the end; without the stars that begin a comment's lines. */
function profileTag(comment: string): string | null {
  const lines = comment.split(/\r\n?|\n/).map((line) => line.replace(/^\s*\*? ?/, ''))
  const first = lines.findIndex((line) => /^\s*@profile(\s|$)/.test(line))
  if (first === -1) return null
  const after = lines.slice(first + 1)
  const next = after.findIndex((line) => /^\s*@[a-z]/i.test(line))
  const tag = [lines[first]?.replace(/^\s*@profile/, '') ?? '', ...(next === -1 ? after : after.slice(0, next))].join('\n').trim()
  return tag === '' ? null : tag
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text.charAt(at))) at++
  return at
}
