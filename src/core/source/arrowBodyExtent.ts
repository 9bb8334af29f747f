/** An expression with the parentheses around it, which the tree does not have: an arrow's object stands in some. */
export function arrowBodyExtent(text: string, start: number, end: number): readonly [number, number] {
  for (;;) {
    const before = /\(\s*$/u.exec(text.slice(Math.max(0, start - 1000), start))
    const after = /^\s*\)/u.exec(text.slice(end, end + 1000))
    if (before === null || after === null || !isArrowBefore(text, start - before[0].length)) return [start, end]
    start -= before[0].length
    end += after[0].length
  }
}

/** Whether what stands before a parenthesis is another one or the arrow: then it is no call's. */
function isArrowBefore(text: string, at: number): boolean {
  return /(?:=>|\()\s*$/u.test(text.slice(Math.max(0, at - 1000), at))
}
