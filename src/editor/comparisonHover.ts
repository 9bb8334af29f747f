import * as vscode from 'vscode'
import type { SessionComparison } from './comparisons.ts'
import { escapedSentence } from './escapedMarkdown.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionReference } from './functionReference.ts'

/** What a mark of a comparison says when it is asked, and what leads on from there. */
export function comparisonHover({ comparison }: SessionComparison, sentence: string): vscode.MarkdownString {
  const { base, function: { file, name } } = comparison
  const reference: FunctionReference = { uri: fileUri(comparison, file).toString(), functionName: name }
  const link = (title: string, command: string): string => `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([reference]))})`
  const links = [link('Why', 'heatline.showComparison'), ...(base.text === null ? [] : [link('Show difference', 'heatline.showDifference')])]
  const hover = new vscode.MarkdownString(`${escapedSentence(sentence)}\n\n${links.join(' · ')}`)
  hover.isTrusted = { enabledCommands: ['heatline.showComparison', 'heatline.showDifference'] }
  return hover
}
