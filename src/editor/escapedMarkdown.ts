import * as vscode from 'vscode'
import { codeParts } from '../core/presentation/codeParts.ts'

/** Text in which nothing means something to Markdown; unlike VS Code's own, its spaces still let a line break. */
export function escapedMarkdown(text: string): string {
  return new vscode.MarkdownString('', true).appendText(text).value.replaceAll('&nbsp;', ' ')
}

/** The same of a sentence whose code, between backticks, is to look like code. */
export function escapedSentence(sentence: string): string {
  return codeParts(sentence).map(({ text, isCode }) => (isCode ? `\`${text}\`` : escapedMarkdown(text))).join('')
}
