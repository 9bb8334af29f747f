import ts from 'typescript-classic'

/** Per parameter, whether its declared type takes `undefined`. What comes after the last one is nobody's. */
export function takesUndefined(node: ts.SignatureDeclaration, checker: ts.TypeChecker): readonly boolean[] {
  return node.parameters.filter((each) => each.name.getText() !== 'this').map((parameter) => {
    if (parameter.questionToken !== undefined || parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) return true
    return allows(checker.getTypeAtLocation(parameter), checker)
  })
}

function allows(type: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) return true
  if (type.isUnion()) return type.types.some((each) => allows(each, checker))
  if ((type.flags & ts.TypeFlags.Instantiable) === 0) return false
  const constraint = checker.getBaseConstraintOfType(type)
  return constraint === undefined || constraint === type || allows(constraint, checker)
}
