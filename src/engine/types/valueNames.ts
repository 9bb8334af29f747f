/** What code in the module can use as values: declared at its top level, or imported otherwise than by `import type`. */
export function valueNames(source: string): ReadonlySet<string> {
  const names = new Set<string>()
  // Examples in comments import too.
  const text = source.replace(/\/\*[\s\S]*?\*\//gu, ' ')
  for (const [, name = ''] of text.matchAll(/\b(?:class|enum)\s+(?!(?:extends|implements)\b)([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu)) names.add(name)
  for (const [, name = ''] of text.matchAll(/^(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\s*\*?|const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu)) names.add(name)
  for (const [, clause = ''] of text.matchAll(/\bimport\s+(?!type\s)([^;'"]*?)\s*from\s*['"]/gu)) {
    for (const [, isType, name = '', alias] of clause.matchAll(/(type\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\s+as\s+([\p{ID_Start}$_][\p{ID_Continue}$]*))?/gu)) {
      if (isType === undefined) names.add(alias ?? name)
    }
  }
  return names
}
