const mostLines = 6

/**
 * What a runner's output says why tests failed, in a few lines: from the last error on where there is one, else its end. Without
 * colours, rules and blank lines.
 * @param tail the end of what it printed
 */
export function lastWords(tail: string): string {
  // oxlint-disable-next-line no-control-regex -- what colours are made of
  const lines = tail.replaceAll(/\u001B\[[\d;]*m/g, '').split('\n').map((line) => line.trimEnd()).filter((line) => /[\p{L}\p{N}]/u.test(line) && !isRule(line))
  const error = lines.findLastIndex((line) => /^\W*(?:\w+: )?\w*Error\b(?: \[\w+\])?:/.test(line))
  return (error === -1 ? lines.slice(-mostLines) : lines.slice(error, error + mostLines)).join('\n')
}

/** A line drawn across the terminal, with a number in it perhaps: `⎯⎯⎯⎯[1/2]⎯`. */
function isRule(line: string): boolean {
  return /[─-╿⎯=_-]{8}/.test(line)
}
