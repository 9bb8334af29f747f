/**
 * A call of a function as it was written when that had another name: `new Basket(items).sum(0.2)` of `Basket.sum` is `new Cart(items).total(0.2)`
 * of `Cart.total`. Texts in quotes that look like such a call are changed too.
 */
export function renameInCall(expression: string, name: string, earlierName: string): string {
  const now = partsOf(name)
  const earlier = partsOf(earlierName)
  if (now.length !== earlier.length) return expression
  return now.reduce((renamed, part, index) => {
    const before = earlier[index] ?? part
    if (part === before) return renamed
    const escaped = part.replaceAll('$', String.raw`\$`)
    return renamed.replaceAll(new RegExp(String.raw`(?<![\w$\u0080-\uffff])${escaped}(?=\s*[.(\[])`, 'gu'), () => before)
  }, expression)
}

/** `get Cart.total~2` is `Cart`, `total`. */
function partsOf(name: string): readonly string[] {
  return name.replace(/^(?:get|set|new) /, '').replace(/~\d+$/, '').split('.')
}
