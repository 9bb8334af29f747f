import { parseSync } from 'oxc-parser'
import type { Comment, ParseResult, Program } from 'oxc-parser'
import type { SourceLanguage } from './sourceLanguage.ts'

/** Why a text did not parse. */
export interface SyntaxProblem {
  readonly message: string
  /** UTF-16 offset of the place it names. */
  readonly offset: number
}

/** A text's syntax tree, without nodes for parentheses. */
export interface ParsedSource {
  /** Null when nothing could be made of the text. */
  readonly program: Program | null
  /** `import`, `export`, `import.meta` or top-level `await` stand in it. */
  readonly hasModuleSyntax: boolean
  readonly problems: readonly SyntaxProblem[]
  /** In the order of the text. Asked for only when needed: they cost a copy each. */
  comments(): readonly Comment[]
}

/**
 * The parser is native code and descends by recursion: some 2,000 nested functions overflow its stack, which ends the
 * whole process. No text that a person wrote comes near this depth.
 */
const deepestNesting = 1_000

/** What the parser remarks on besides errors. */
const harmless: readonly string[] = ['Warning', 'Advice']

/** Parses a text. Never throws for what stands in it. */
export function parseSource(text: string, fileName: string, language: SourceLanguage): ParsedSource {
  const deep = tooDeepAt(text)
  if (deep !== null) {
    return { program: null, hasModuleSyntax: false, problems: [{ message: 'This file is nested too deeply to be read', offset: deep }], comments: () => [] }
  }
  const parse = (sourceType: SourceLanguage['sourceType']) => parseSync(fileName, text, { lang: language.lang, sourceType, preserveParens: false })
  let result = parse(language.sourceType)
  // A CommonJS file may return at its top level, which nothing else may; its name need not say that it is one.
  if (result.errors.length > 0 && language.sourceType === 'unambiguous' && !result.module.hasModuleSyntax) {
    const asCommonjs = parse('commonjs')
    if (asCommonjs.errors.length === 0) result = asCommonjs
  }
  return summary(result)
}

function summary(result: ParseResult): ParsedSource {
  const errors = result.errors.filter((error) => !harmless.includes(error.severity))
  const program = result.program
  return {
    program: errors.length > 0 && program.body.length === 0 ? null : program,
    hasModuleSyntax: program.sourceType === 'module',
    problems: errors.map((error) => ({ message: error.message, offset: error.labels[0]?.start ?? 0 })),
    comments: () => result.comments,
  }
}

/** The offset where brackets nest too deeply for the parser, null where they do not. Strings and comments count too: it only has to be cheap. */
export function tooDeepAt(text: string): number | null {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 40: case 91: case 123: // ( [ {
        if (++depth > deepestNesting) return at
        break
      case 41: case 93: case 125: // ) ] }
        if (depth > 0) depth--
        break
    }
  }
  return null
}
