import type * as vscode from 'vscode'
import type { SourceTest } from '../core/source/sourceTest.ts'
import { shownPath } from './workspaceFolder.ts'

/** The tests of a document; none in a file that holds no tests. Parses when it is called. */
export async function testsInDocument(document: vscode.TextDocument): Promise<readonly SourceTest[]> {
  const { holdsTests } = await import('../engine/tests/isTestFile.ts')
  const text = document.getText()
  const isBenchmark = /\.bench(?:mark)?\.[cm]?[jt]sx?$/.test(document.uri.path)
  if (!isBenchmark && !holdsTests(shownPath(document.uri).replaceAll('\\', '/'), text)) return []
  const { discoverTests } = await import('../core/source/discoverTests.ts')
  return discoverTests(text, document.uri.fsPath)
}
