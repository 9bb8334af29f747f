import ts from 'typescript-classic'

/** More is as good as endless: what has so many values can be given twenty. */
const many = 1_000

/** How many different argument tuples the declared types of a function's parameters allow, at most a thousand. */
export function inputDomain(node: ts.SignatureDeclaration, checker: ts.TypeChecker): number {
  return node.parameters.filter((each) => each.name.getText() !== 'this').reduce((product, parameter) => {
    if (parameter.dotDotDotToken !== undefined) return many
    const size = sizeOf(checker.getTypeAtLocation(parameter), checker, [])
    return Math.min(many, product * size)
  }, 1)
}

function sizeOf(type: ts.Type, checker: ts.TypeChecker, above: readonly ts.Type[]): number {
  if (above.includes(type) || above.length > 4) return many
  const within = [...above, type]
  const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => Math.min(many, all * size), 1)
  if ((type.flags & ts.TypeFlags.Never) !== 0) return 1
  if (type.isUnion()) return Math.min(many, type.types.reduce((sum, each) => sum + sizeOf(each, checker, within), 0))
  if ((type.flags & (ts.TypeFlags.Unit | ts.TypeFlags.Void)) !== 0) return 1
  if ((type.flags & ts.TypeFlags.Object) === 0 || checker.isArrayType(type)) return many
  if (checker.isTupleType(type)) return product(checker.getTypeArguments(type as ts.TypeReference).map((each) => sizeOf(each, checker, within)))
  const [call] = type.getCallSignatures()
  if (call !== undefined) {
    const returned = sizeOf(call.getReturnType(), checker, within)
    return call.parameters.length === 0 ? returned : returned === 1 ? 1 : many
  }
  if (type.isClass()) {
    const symbol = type.getSymbol()
    const [construct] = symbol === undefined ? [] : checker.getTypeOfSymbol(symbol).getConstructSignatures()
    return construct === undefined ? many : product(construct.parameters.map((each) => sizeOf(checker.getTypeOfSymbol(each), checker, within)))
  }
  if (isBuiltIn(type) || type.getStringIndexType() !== undefined) return many
  const properties = type.getProperties()
  if (properties.length === 0) return many
  return product(properties.map((each) => {
    const property = checker.getTypeOfSymbol(each)
    // Methods are what an object is, not what it holds.
    return property.getCallSignatures().length > 0 ? 1 : sizeOf(property, checker, within)
  }))
}

/** Of the language's library: a date, a map, a regular expression. */
function isBuiltIn(type: ts.Type): boolean {
  return (type.getSymbol()?.declarations ?? []).some((each) => /\/lib\.[^/]*\.d\.ts$|@types\/node\//u.test(each.getSourceFile().fileName))
}
