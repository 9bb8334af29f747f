/** `const total =`, `export const { a, b: c } =`, `for (const each of`. */
const declared = /(?:^|[\s(;])(?:const|let|var)\s+([^=]+?)\s*(?:=[^=>]|\sof\s|\sin\s)/u

/** `total =`, `totals[key] =`, `totals.push(`: what is put into a name. */
const assigned = /^\s*([\p{L}_$][\p{L}\p{N}_$]*)(?:\[[^=]*\])?\s*(?:=[^=>]|\.(?:push|set|add|unshift)\()/u

/** The names that a line defines, or puts a value into: roughly, by what it looks like. */
export function definedNames(text: string): readonly string[] {
  return wordsOf(declared.exec(text)?.[1] ?? assigned.exec(text)?.[1] ?? '')
}

/** The words of a line. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== '')
}
