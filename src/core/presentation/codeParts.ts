/** A piece of a sentence: code, or what stands between. */
export interface CodePart {
  readonly text: string
  readonly isCode: boolean
}

/** Takes a sentence apart at its backticks, for what can show code as code; a backtick without another stays as it is. */
export function codeParts(sentence: string): readonly CodePart[] {
  const pieces = sentence.split(/`([^`]+)`/)
  return pieces.map((text, index) => ({ text, isCode: index % 2 === 1 })).filter(({ text }) => text !== '')
}
