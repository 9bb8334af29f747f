/** What calling code says of a function, by `SourceFunction.name`: the last member of the name, the class for its constructor. */
export function calledName(functionName: string): string {
  const plain = functionName.replace(/^[gs]et /, '').replace(/~\d+$/, '').replace(/\.constructor$/, '')
  return /[\w$]+(?=\W*$)/.exec(plain)?.[0] ?? plain
}
