/** A text as one argument: in double quotes, which every shell knows, unless they would change it in a POSIX shell. */
export function shellQuoted(text: string): string {
  if (!/["$`\\!]/.test(text)) return `"${text}"`
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
