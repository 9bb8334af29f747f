/** The names and property keys that a stretch of code uses, roughly: strings and comments are left out. */
export function usedNames(text: string): ReadonlySet<string> {
  const code = text.replace(/\/\*[^]*?\*\/|(?<![:'"`\w])\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gmu, ' ')
  return new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
}
