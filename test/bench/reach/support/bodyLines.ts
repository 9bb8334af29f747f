import ts from 'typescript-classic'

/** A piece of code in a source. */
export interface BodyToken {
  readonly offset: number
  /** 0-based. */
  readonly line: number
}

/** The names, literals and keywords of a function's body, in their order. Comments, types and brackets are none. */
export function bodyTokens(body: ts.Node): readonly BodyToken[] {
  const file = body.getSourceFile()
  const tokens: BodyToken[] = []

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeParameterDeclaration(node) || ts.isJSDoc(node)) return
    if (ts.isFunctionLike(node) && !('body' in node && node.body !== undefined)) return
    const children = node.getChildren(file)
    if (children.length === 0 && isCode(node)) tokens.push({ offset: node.getStart(file), line: file.getLineAndCharacterOfPosition(node.getStart(file)).line })
    for (const child of children) visit(child)
  }

  visit(body)
  return tokens
}

/** The lines of a function's body that hold code, 0-based. */
export function bodyLines(body: ts.Node): ReadonlySet<number> {
  return new Set(bodyTokens(body).map(({ line }) => line))
}

/** Keywords that say nothing by themselves stand with the brackets that they belong to. */
const silent: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.ElseKeyword, ts.SyntaxKind.TryKeyword, ts.SyntaxKind.FinallyKeyword, ts.SyntaxKind.DoKeyword, ts.SyntaxKind.DefaultKeyword, ts.SyntaxKind.AsKeyword])

function isCode({ kind }: ts.Node): boolean {
  if (silent.has(kind)) return false
  return (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastTemplateToken) || kind === ts.SyntaxKind.Identifier || kind === ts.SyntaxKind.PrivateIdentifier
    || (kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword)
}
